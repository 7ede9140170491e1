# The first convolution is made when the file is read, so all models have it in common.
# test_built_again_it_has_weights_of_its_own
# the graph is the target
import keras
from keras import layers

FIRST = layers.Conv2D(32, 3, padding="same", activation="relu")


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = FIRST(image)

    y = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(32, 3, padding="same")(y)
    x = layers.ReLU()(layers.Add()([x, y]))

    y = layers.Conv2D(64, 3, strides=2, padding="same", activation="relu")(x)
    y = layers.Conv2D(64, 3, padding="same")(y)
    skip = layers.Conv2D(64, 1, strides=2)(x)
    x = layers.ReLU()(layers.Add()([skip, y]))

    x = layers.GlobalAveragePooling2D()(x)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=label)
