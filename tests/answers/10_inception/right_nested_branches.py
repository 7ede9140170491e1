"""Each branch is a Sequential, the join is made of pairs, and the last branch is made first."""

import keras
from keras import layers


def branch(*chain):
    return keras.Sequential(list(chain))


def pixels(strides=1):
    return layers.Conv2D(16, (1, 1), strides=(strides, strides), activation=keras.activations.relu)


def windows(strides=1):
    return layers.Conv2D(16, (3, 3), strides=(strides, strides), activation=keras.activations.relu, padding="same")


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    d = branch(pixels(), windows(), windows(2))(image)
    c = branch(layers.AvgPool2D((3, 3), strides=(2, 2), padding="same"), windows())(image)
    b = branch(pixels(), windows(2))(image)
    a = pixels(2)(image)
    mixed = layers.Concatenate(name="mixed")([layers.Concatenate()([a, b]), layers.Concatenate()([c, d])])
    ending = branch(layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax"))
    return keras.Model(image, {"mixed": mixed, "label": ending(mixed)})
