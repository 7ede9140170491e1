# The last convolution of each block starts at 0, so that the first step doesn't reach the one before it.
# test_one_training_step_moves_every_weight
# the graph is the target
import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(image)

    y = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(32, 3, padding="same", kernel_initializer="zeros")(y)
    x = layers.Activation("relu")(layers.Add()([x, y]))

    y = layers.Conv2D(64, 3, strides=2, padding="same", activation="relu")(x)
    y = layers.Conv2D(64, 3, padding="same", kernel_initializer="zeros")(y)
    skip = layers.Conv2D(64, 1, strides=2)(x)
    x = layers.Activation("relu")(layers.Add()([skip, y]))

    x = layers.GlobalAveragePooling2D()(x)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=label)
