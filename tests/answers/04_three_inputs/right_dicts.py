"""The inputs are a dict, the output is a dict, and no layer has a name."""

import keras
from keras import layers


def build_model(features=8, vocabulary=10_000, pixels=64):
    inputs = {
        "photo": keras.Input((pixels, pixels, 3), name="photo"),
        "metadata": keras.Input((features,), name="metadata"),
        "description": keras.Input((None,), dtype="int32", name="description"),
    }
    photo = inputs["photo"]
    photo = layers.Convolution2D(16, (3, 3), activation="relu")(photo)
    photo = layers.MaxPooling2D((2, 2))(photo)
    photo = layers.Convolution2D(32, (3, 3), activation="relu")(photo)
    photo = layers.GlobalAveragePooling2D()(photo)
    words = layers.LSTM(32)(layers.Embedding(vocabulary, 32)(inputs["description"]))
    facts = layers.Dense(32, activation="relu")(inputs["metadata"])
    hidden = layers.Dense(64, activation="relu")(layers.Concatenate()([photo, facts, words]))
    return keras.Model(inputs, {"price": layers.Dense(1)(hidden)})


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"price": "mse"}, metrics={"price": ["mae"]})
