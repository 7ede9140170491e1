"""Each activation is a layer object."""

import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")

    # The image goes into four layers, so there are four branches. Each halves it once, by a stride of 2.
    a = layers.Conv2D(16, 1, strides=2, activation=layers.ReLU())(image)

    b = layers.Conv2D(16, 1, activation=layers.ReLU())(image)
    b = layers.Conv2D(16, 3, strides=2, padding="same", activation=layers.ReLU())(b)

    c = layers.AveragePooling2D(3, strides=2, padding="same")(image)
    c = layers.Conv2D(16, 3, padding="same", activation=layers.ReLU())(c)

    d = layers.Conv2D(16, 1, activation=layers.ReLU())(image)
    d = layers.Conv2D(16, 3, padding="same", activation=layers.ReLU())(d)
    d = layers.Conv2D(16, 3, strides=2, padding="same", activation=layers.ReLU())(d)

    # Four times (batch, 16, 16, 16) become (batch, 16, 16, 64): the channels are laid side by side.
    mixed = layers.Concatenate(name="mixed")([a, b, c, d])
    x = layers.GlobalAveragePooling2D()(mixed)
    label = layers.Dense(classes, activation=layers.Softmax(), name="label")(x)
    return keras.Model(inputs=image, outputs=[mixed, label])
