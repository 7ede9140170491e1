# No convolution and no pool has padding, so the branches give 16, 15, 13 and 14 pixels, which can't be joined.
# test_it_builds_a_keras_model
# no graph
import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")

    a = layers.Conv2D(16, 1, strides=2, activation="relu")(image)

    b = layers.Conv2D(16, 1, activation="relu")(image)
    b = layers.Conv2D(16, 3, strides=2, activation="relu")(b)

    c = layers.AveragePooling2D(3, strides=2)(image)
    c = layers.Conv2D(16, 3, activation="relu")(c)

    d = layers.Conv2D(16, 1, activation="relu")(image)
    d = layers.Conv2D(16, 3, activation="relu")(d)
    d = layers.Conv2D(16, 3, strides=2, activation="relu")(d)

    mixed = layers.Concatenate(name="mixed")([a, b, c, d])
    x = layers.GlobalAveragePooling2D()(mixed)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=[mixed, label])
