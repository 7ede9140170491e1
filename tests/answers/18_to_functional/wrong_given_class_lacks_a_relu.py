# The class is changed as well: its product tower has lost its relu.
# test_the_given_class_makes_this_graph_still
# the graph is the target
import keras
from keras import layers


class TwoTowers(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.search_tower = [layers.Embedding(vocabulary, 48), layers.GlobalAveragePooling1D()]
        self.search_tower += [layers.Dense(32, activation="relu"), layers.Dense(24)]
        self.product_tower = [layers.Dense(32), layers.Dense(24)]
        self.match = layers.Dense(1, activation="sigmoid")

    def call(self, inputs):
        search, product = inputs["search"], inputs["product"]
        for layer in self.search_tower:
            search = layer(search)
        for layer in self.product_tower:
            product = layer(product)
        return {"match": self.match(layers.dot([search, product], axes=1))}


def build_model(vocabulary=5_000, features=19):
    # What call gets as a dict, the model declares: names, shapes and dtypes.
    search = keras.Input((None,), dtype="int32", name="search")
    words = layers.GlobalAveragePooling1D()(layers.Embedding(vocabulary, 48)(search))
    # A named layer can be found in the model, and what it gives is a tensor to make other models of.
    search_code = layers.Dense(24, name="search_code")(layers.Dense(32, activation="relu")(words))

    product = keras.Input((features,), name="product")
    product_code = layers.Dense(24, name="product_code")(layers.Dense(32, activation="relu")(product))

    agreement = layers.Dot(axes=1)([search_code, product_code])
    match = layers.Dense(1, activation="sigmoid", name="match")(agreement)
    return keras.Model(inputs=[search, product], outputs=match)
