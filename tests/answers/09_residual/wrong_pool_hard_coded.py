# A pool of 16 by 16 pixels is the whole image only if the image has 32 by 32.
# test_the_image_gets_past_blocks_whose_convolutions_are_silent
# the graph is the target
import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(image)

    y = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(32, 3, padding="same")(y)
    x = layers.ReLU()(layers.Add()([x, y]))

    y = layers.Conv2D(64, 3, strides=2, padding="same", activation="relu")(x)
    y = layers.Conv2D(64, 3, padding="same")(y)
    skip = layers.Conv2D(64, 1, strides=2)(x)
    x = layers.ReLU()(layers.Add()([skip, y]))

    x = layers.Flatten()(layers.AveragePooling2D(16)(x))
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=label)
