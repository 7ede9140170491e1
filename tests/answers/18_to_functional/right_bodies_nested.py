"""What leads up to the codes is a Sequential for each tower; the codes themselves are in the open."""

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
    pooled = [layers.Embedding(vocabulary, 48), layers.GlobalAveragePooling1D()]
    bodies = {
        "search": keras.Sequential([*pooled, layers.Dense(32, activation="relu")]),
        "product": keras.Sequential([layers.Dense(32, activation="relu")]),
    }
    search = keras.Input((None,), dtype="int32", name="search")
    product = keras.Input((features,), name="product")
    search_code = layers.Dense(24, name="search_code")(bodies["search"](search))
    product_code = layers.Dense(24, name="product_code")(bodies["product"](product))
    match = layers.Dense(1, activation="sigmoid")(layers.Dot(axes=(1, 1))([search_code, product_code]))
    return keras.Model(inputs={"search": search, "product": product}, outputs={"match": match})
