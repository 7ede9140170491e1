# The class is called on the inputs: a functional model with one layer, which hides the towers.
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
    product = keras.Input((features,), name="product")
    outputs = TwoTowers(vocabulary)({"search": search, "product": product})
    return keras.Model(inputs=[search, product], outputs=outputs)
