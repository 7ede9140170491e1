"""The answer in both styles: the functional one joins facts, words and photo, the subclass the other way round."""

import keras
from keras import layers, ops


def see():
    first = [layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(2)]
    return keras.Sequential([*first, layers.Conv2D(32, 3, activation="relu"), layers.GlobalAveragePooling2D()])


def build_model(features=8, vocabulary=10_000, pixels=64):
    metadata = keras.Input((features,), name="metadata")
    description = keras.Input((None,), dtype="int32", name="description")
    photo = keras.Input((pixels, pixels, 3), name="photo")
    from_metadata = layers.Dense(32, activation="relu")(metadata)
    from_description = layers.LSTM(32)(layers.Embedding(vocabulary, 32)(description))
    joined = layers.concatenate([from_metadata, from_description, see()(photo)])
    price = layers.Dense(1, name="price")(layers.Dense(64, activation="relu")(joined))
    return keras.Model([metadata, description, photo], price)


class Appraiser(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.photo = see()
        self.words = keras.Sequential([layers.Embedding(vocabulary, 32), layers.LSTM(32)])
        self.facts = layers.Dense(32, activation="relu")
        self.hidden = layers.Dense(64)
        self.price = layers.Dense(1)

    def call(self, inputs, training=False):
        photo = self.photo(inputs["photo"], training=training)
        words = self.words(inputs["description"], training=training)
        joined = ops.concatenate([photo, words, self.facts(inputs["metadata"])], axis=1)
        return {"price": self.price(ops.relu(self.hidden(joined)))}


def build_subclassed(features=8, vocabulary=10_000, pixels=64):
    return Appraiser(vocabulary)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
