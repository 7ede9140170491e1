# The last layer is made once, outside the function, so that every model has the same one.
# test_built_again_it_has_weights_of_its_own
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


MATCH = layers.Dense(1, activation="sigmoid", name="match")


def build_model(vocabulary=5_000, features=19):
    search = keras.Input((None,), dtype="int32", name="search")
    x = layers.Embedding(vocabulary, 48)(search)
    x = layers.GlobalAveragePooling1D()(x)
    x = layers.Dense(32, activation="relu")(x)
    search_code = layers.Dense(24, name="search_code")(x)

    product = keras.Input((features,), name="product")
    y = layers.Dense(32, activation="relu")(product)
    product_code = layers.Dense(24, name="product_code")(y)

    agreement = layers.Dot(axes=1)([search_code, product_code])
    match = MATCH(agreement)
    return keras.Model(inputs=[search, product], outputs=match)
