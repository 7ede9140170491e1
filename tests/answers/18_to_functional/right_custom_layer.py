"""A custom layer ends each tower: it owns the tower's two Dense layers, and has the code's name."""

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


class Coder(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.steps = [layers.Dense(32, activation="relu"), layers.Dense(24)]

    def call(self, x):
        return self.steps[1](self.steps[0](x))


def build_model(vocabulary=5_000, features=19):
    search = keras.Input((None,), dtype="int32", name="search")
    product = keras.Input((features,), name="product")
    words = layers.GlobalAveragePooling1D()(layers.Embedding(vocabulary, 48)(search))
    codes = [Coder(name="search_code")(words), Coder(name="product_code")(product)]
    match = layers.Dense(1, activation="sigmoid", name="match")(layers.Dot(axes=1)(codes))
    return keras.Model(inputs=(search, product), outputs=match)
