import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")

    # The image goes into four layers, so there are four branches. Each halves it once, by a stride of 2.
    a = layers.Conv2D(16, 1, strides=2, activation="relu")(image)

    b = layers.Conv2D(16, 1, activation="relu")(image)
    b = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(b)

    c = layers.AveragePooling2D(3, strides=2, padding="same")(image)
    c = layers.Conv2D(16, 3, padding="same", activation="relu")(c)

    d = layers.Conv2D(16, 1, activation="relu")(image)
    d = layers.Conv2D(16, 3, padding="same", activation="relu")(d)
    d = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(d)

    # Four times (batch, 16, 16, 16) become (batch, 16, 16, 64): the channels are laid side by side.
    mixed = layers.Concatenate(name="mixed")([a, b, c, d])
    x = layers.GlobalAveragePooling2D()(mixed)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=[mixed, label])
