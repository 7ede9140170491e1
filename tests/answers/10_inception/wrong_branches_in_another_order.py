# The branches are joined in another order, so each channel of mixed means something else.
# test_four_branches_look_at_one_image
# in another order
import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")

    a = layers.Conv2D(16, 1, strides=2, activation="relu")(image)

    b = layers.Conv2D(16, 1, activation="relu")(image)
    b = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(b)

    c = layers.AveragePooling2D(3, strides=2, padding="same")(image)
    c = layers.Conv2D(16, 3, padding="same", activation="relu")(c)

    d = layers.Conv2D(16, 1, activation="relu")(image)
    d = layers.Conv2D(16, 3, padding="same", activation="relu")(d)
    d = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(d)

    mixed = layers.Concatenate(name="mixed")([b, a, c, d])
    x = layers.GlobalAveragePooling2D()(mixed)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=[mixed, label])
