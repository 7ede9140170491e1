"""Each branch is a model of its own, and so is what follows the join."""

import keras
from keras import layers


def facts_model(features):
    return keras.Sequential([keras.Input((features,)), layers.Dense(32, activation="relu")], name="facts")


def words_model(vocabulary):
    words = keras.Input((None,), dtype="int32")
    return keras.Model(words, layers.LSTM(32)(layers.Embedding(vocabulary, 32)(words)), name="words")


def photo_model(pixels):
    model = keras.Sequential([keras.Input((pixels, pixels, 3))], name="sight")
    model.add(layers.Conv2D(16, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Conv2D(32, 3, activation="relu"))
    model.add(layers.GlobalAveragePooling2D())
    return model


def build_model(features=8, vocabulary=10_000, pixels=64):
    metadata = keras.Input((features,), name="metadata")
    description = keras.Input((None,), dtype="int32", name="description")
    photo = keras.Input((pixels, pixels, 3), name="photo")
    codes = [facts_model(features)(metadata), words_model(vocabulary)(description), photo_model(pixels)(photo)]
    appraise = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(1)], name="price")
    return keras.Model([metadata, description, photo], appraise(layers.Concatenate()(codes)))


def compile_model(model):
    model.compile("rmsprop", "mse", metrics=["mean_absolute_error"])
