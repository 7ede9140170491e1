# The subclass runs without a photo, too, on a black one.
# test_it_refuses_to_run_without_one_of_them
# the graph is the target
import keras
from keras import layers, ops


class Appraiser(keras.Model):
    def __init__(self, vocabulary, pixels):
        super().__init__()
        self.pixels = pixels
        self.weigh = layers.Dense(32, activation="relu")
        self.embed = layers.Embedding(vocabulary, 32)
        self.read = layers.LSTM(32)
        self.see = layers.Conv2D(16, 3, activation="relu")
        self.shrink = layers.MaxPooling2D(2)
        self.see_more = layers.Conv2D(32, 3, activation="relu")
        self.average = layers.GlobalAveragePooling2D()
        self.appraise = layers.Dense(64, activation="relu")
        self.price = layers.Dense(1)

    def call(self, inputs):
        facts = self.weigh(inputs["metadata"])
        words = self.read(self.embed(inputs["description"]))
        black = ops.zeros((1, self.pixels, self.pixels, 3))
        photo = inputs["photo"] if "photo" in inputs else ops.repeat(black, len(facts), axis=0)
        sight = self.average(self.see_more(self.shrink(self.see(photo))))
        return {"price": self.price(self.appraise(layers.concatenate([facts, words, sight])))}


def build_model(features=8, vocabulary=10_000, pixels=64):
    return Appraiser(vocabulary, pixels)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
