# The second and the fourth branch end in one convolution, where each should have its own.
# test_four_branches_look_at_one_image
# Your model calls one Conv2D on
import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")

    a = layers.Conv2D(16, 1, strides=2, activation="relu")(image)

    b = layers.Conv2D(16, 1, activation="relu")(image)
    halve = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")
    b = halve(b)

    c = layers.AveragePooling2D(3, strides=2, padding="same")(image)
    c = layers.Conv2D(16, 3, padding="same", activation="relu")(c)

    d = layers.Conv2D(16, 1, activation="relu")(image)
    d = layers.Conv2D(16, 3, padding="same", activation="relu")(d)
    d = halve(d)

    mixed = layers.Concatenate(name="mixed")([a, b, c, d])
    x = layers.GlobalAveragePooling2D()(mixed)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=[mixed, label])
