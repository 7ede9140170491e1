"""The answer in both styles: the functional one keeps x, the subclass writes each block in one line."""

import keras
from keras import layers, ops


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(image)
    y = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(32, 3, padding="same")(y)
    x = layers.ReLU()(layers.Add()([y, x]))
    y = layers.Conv2D(64, 3, strides=2, padding="same", activation="relu")(x)
    y = layers.Conv2D(64, 3, padding="same")(y)
    x = layers.ReLU()(layers.Add()([y, layers.Conv2D(64, 1, strides=2)(x)]))
    label = layers.Dense(classes, activation="softmax", name="label")(layers.GlobalAveragePooling2D()(x))
    return keras.Model(image, label)


class ResidualNet(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.look = layers.Conv2D(32, 3, padding="same")
        self.convolutions = [layers.Conv2D(32, 3, padding="same") for _ in range(2)]
        self.convolutions += [layers.Conv2D(64, 3, strides=2, padding="same"), layers.Conv2D(64, 3, padding="same")]
        self.project = layers.Conv2D(64, 1, strides=2)
        self.choose = layers.Dense(classes)

    def call(self, inputs, training=False):
        one, two, three, four = self.convolutions
        x = ops.relu(self.look(inputs["image"]))
        x = ops.relu(x + two(ops.relu(one(x))))
        x = ops.relu(self.project(x) + four(ops.relu(three(x))))
        return {"label": ops.softmax(self.choose(ops.mean(x, axis=(1, 2))))}


def build_subclassed(size=32, classes=10):
    return ResidualNet(classes)
