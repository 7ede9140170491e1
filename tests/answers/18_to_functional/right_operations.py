"""The pool, the relus and the dot product are operations, and the sigmoid is a layer that has the head's name."""

import keras
from keras import layers, ops


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
    search = keras.Input((None,), dtype="int32", name="search")
    words = ops.mean(layers.Embedding(vocabulary, 48)(search), axis=1)
    search_code = layers.Dense(24, name="search_code")(ops.relu(layers.Dense(32)(words)))
    product = keras.Input((features,), name="product")
    product_code = layers.Dense(24, name="product_code")(ops.relu(layers.Dense(32)(product)))
    agreement = ops.sum(search_code * product_code, axis=-1, keepdims=True)
    return keras.Model([search, product], layers.Activation("sigmoid", name="match")(layers.Dense(1)(agreement)))
