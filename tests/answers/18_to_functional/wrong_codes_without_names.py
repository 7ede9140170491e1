# The last layers of the towers have no names.
# test_the_codes_of_its_towers_are_tensors_that_can_be_reached
# the graph is the target
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
    search = keras.Input((None,), dtype="int32", name="search")
    x = layers.Embedding(vocabulary, 48)(search)
    x = layers.GlobalAveragePooling1D()(x)
    x = layers.Dense(32, activation="relu")(x)
    search_code = layers.Dense(24)(x)

    product = keras.Input((features,), name="product")
    y = layers.Dense(32, activation="relu")(product)
    product_code = layers.Dense(24)(y)

    agreement = layers.Dot(axes=1)([search_code, product_code])
    match = layers.Dense(1, activation="sigmoid", name="match")(agreement)
    return keras.Model(inputs=[search, product], outputs=match)
