"""The eye is a functional model with an input of its own, and the operator and the built-in abs do the rest."""

import keras
from keras import layers


def build_eye(size, channels):
    photo = keras.Input(shape=(size, size, channels), name="photo")
    x = layers.Conv2D(filters=16, kernel_size=3, strides=2, padding="same")(photo)
    x = layers.ReLU()(x)
    x = layers.Conv2D(filters=32, kernel_size=(3, 3), strides=(2, 2), padding="same")(x)
    x = layers.Activation("relu")(x)
    return keras.Model(photo, layers.GlobalAveragePooling2D()(x), name="eye")


def build_model(size=64, channels=3):
    eye = build_eye(size, channels)
    right = keras.Input(shape=(size, size, channels), name="right")
    left = keras.Input(shape=(size, size, channels), name="left")
    depth = layers.Dense(1, name="depth")(abs(eye(right) - eye(left)))
    return keras.Model(inputs=[right, left], outputs=[depth])
