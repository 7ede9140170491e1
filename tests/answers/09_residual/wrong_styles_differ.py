# The subclass takes the first relu before the add, which the functional model does not.
# test_built_again_with_the_same_weights_it_computes_the_same
# the target has `Activation relu`; your model lacks it
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

    x = layers.GlobalAveragePooling2D()(x)
    label = layers.Dense(classes, activation="softmax", name="label")(x)
    return keras.Model(inputs=image, outputs=label)


def convolution(filters, **settings):
    return layers.Conv2D(filters, 3, padding="same", **settings)


class ResidualNet(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.first = convolution(32, activation="relu")
        self.block_1 = keras.Sequential([convolution(32, activation="relu"), convolution(32)])
        self.block_2 = keras.Sequential([convolution(64, strides=2, activation="relu"), convolution(64)])
        self.projection = layers.Conv2D(64, 1, strides=2)
        self.relu = layers.ReLU()
        self.pool = layers.GlobalAveragePooling2D()
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        x = self.first(inputs["image"])
        x = x + self.relu(self.block_1(x))
        x = self.relu(self.projection(x) + self.block_2(x))
        return {"label": self.label(self.pool(x))}


def build_subclassed(size=32, classes=10):
    return ResidualNet(classes)
