"""Each tower is a Sequential that first meets a tensor in this model, so that its output is a tensor of it."""

import keras
from keras import layers


class TwoTowers(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.search_tower = [layers.Embedding(vocabulary, 48), layers.GlobalAveragePooling1D()]
        self.search_tower += [layers.Dense(32, activation="relu"), layers.Dense(24)]
        self.product_tower = [layers.Dense(32, activation="relu"), layers.Dense(24)]
        self.match = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        search, product = inputs["search"], inputs["product"]
        for layer in self.search_tower:
            search = layer(search)
        for layer in self.product_tower:
            product = layer(product)
        return {"match": self.match(layers.dot([search, product], axes=1))}


def build_model(vocabulary=5_000, features=19):
    search_layers = [layers.Embedding(vocabulary, 48), layers.GlobalAveragePooling1D()]
    search_layers += [layers.Dense(32, activation="relu"), layers.Dense(24)]
    search_tower = keras.Sequential(search_layers, name="search_code")
    product_layers = [layers.Dense(32, activation="relu"), layers.Dense(24)]
    product_tower = keras.Sequential(product_layers, name="product_code")

    search = keras.Input((None,), dtype="int32", name="search")
    product = keras.Input((features,), name="product")
    agreement = layers.Dot(axes=1)([search_tower(search), product_tower(product)])
    match = layers.Dense(1, activation="sigmoid", name="match")(agreement)
    return keras.Model(inputs=[search, product], outputs=match)
