"""The global pool is a mean over places, activations and joins are operations, and two codes are joined first."""

import keras
from keras import layers, ops


def build_model(features=8, vocabulary=10_000, pixels=64):
    metadata = keras.Input([features], name="metadata")
    facts = ops.relu(layers.Dense(32)(metadata))

    description = keras.Input([None], dtype="int32", name="description")
    words = layers.LSTM(units=32)(layers.Embedding(input_dim=vocabulary, output_dim=32)(description))

    photo = keras.Input([pixels, pixels, 3], name="photo")
    sight = layers.ReLU()(layers.Conv2D(filters=16, kernel_size=3)(photo))
    sight = layers.MaxPooling2D(pool_size=2, strides=2)(sight)
    sight = ops.relu(layers.Conv2D(filters=32, kernel_size=3)(sight))
    sight = ops.mean(sight, axis=[1, 2])

    told = ops.concatenate([facts, words], axis=-1)
    joined = ops.concatenate([told, sight], axis=-1)
    hidden = layers.Activation("relu")(layers.Dense(64)(joined))
    return keras.Model([metadata, description, photo], layers.Dense(1, name="price")(hidden))


def compile_model(model):
    model.compile(optimizer=keras.optimizers.RMSprop(1e-4), loss=["mse"], metrics=["mae"])
