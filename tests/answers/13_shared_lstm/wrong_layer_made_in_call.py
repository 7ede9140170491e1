# The head's layer is made anew, with new random weights, each time that the model is called.
# test_it_is_fed_by_position
# parameters; the target has 652,481
import keras
from keras import layers


class Matcher(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])

    def call(self, inputs):
        codes = [self.reader(inputs["left"]), self.reader(inputs["right"])]
        return {"same": layers.Dense(1, activation="sigmoid")(layers.concatenate(codes))}


def build_model(vocabulary=10_000):
    return Matcher(vocabulary)
