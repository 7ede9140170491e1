"""The product is made, fed and matched before the search."""

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
    product = keras.Input(shape=[features], name="product")
    product_code = layers.Dense(units=32, activation=keras.activations.relu)(product)
    product_code = layers.Dense(units=24, name="product_code")(product_code)
    search = keras.Input(shape=[None], dtype="int32", name="search")
    words = layers.Embedding(input_dim=vocabulary, output_dim=48)(search)
    search_code = layers.Dense(units=32, activation=keras.activations.relu)(layers.GlobalAvgPool1D()(words))
    search_code = layers.Dense(units=24, name="search_code")(search_code)
    agreement = layers.dot([product_code, search_code], axes=-1)
    return keras.Model([product, search], [layers.Dense(1, "sigmoid", name="match")(agreement)])
