"""The layers are those of a new TwoTowers, called outside its `call`; an Identity names what a tower gives."""

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
    given = TwoTowers(vocabulary)
    inputs = {
        "search": keras.Input((None,), dtype="int32", name="search"),
        "product": keras.Input((features,), name="product"),
    }
    codes = []
    for name, tower in (("search", given.search_tower), ("product", given.product_tower)):
        x = inputs[name]
        for layer in tower:
            x = layer(x)
        codes.append(layers.Identity(name=f"{name}_code")(x))
    return keras.Model(inputs, {"match": given.match(layers.dot(codes, axes=1))})
