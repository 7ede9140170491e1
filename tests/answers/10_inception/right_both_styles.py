"""The answer in both styles: the functional one names each step, the subclass keeps its branches in a list."""

import keras
from keras import layers, ops


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    pixels = layers.Conv2D(16, 1, strides=2, activation="relu")(image)
    narrow = layers.Conv2D(16, 1, activation="relu")(image)
    narrow = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(narrow)
    pooled = layers.AveragePooling2D(3, strides=2, padding="same")(image)
    pooled = layers.Conv2D(16, 3, padding="same", activation="relu")(pooled)
    wide = layers.Conv2D(16, 1, activation="relu")(image)
    wide = layers.Conv2D(16, 3, padding="same", activation="relu")(wide)
    wide = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(wide)
    mixed = layers.concatenate([pixels, narrow, pooled, wide], name="mixed")
    label = layers.Dense(classes, activation="softmax", name="label")(layers.GlobalAveragePooling2D()(mixed))
    return keras.Model(image, [mixed, label])


class InceptionNet(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.branches = [
            [layers.Conv2D(16, 1, strides=2)],
            [layers.Conv2D(16, 1), layers.Conv2D(16, 3, strides=2, padding="same")],
            [layers.Conv2D(16, 3, padding="same")],
            [layers.Conv2D(16, 1), layers.Conv2D(16, 3, padding="same"), layers.Conv2D(16, 3, 2, padding="same")],
        ]
        self.average = layers.AveragePooling2D(3, strides=2, padding="same")
        self.choose = layers.Dense(classes)

    def call(self, inputs, training=False):
        image = inputs["image"]
        ends = []
        for x, branch in zip([image, image, self.average(image), image], self.branches, strict=True):
            for convolution in branch:
                x = ops.relu(convolution(x))
            ends.append(x)
        mixed = ops.concatenate(ends, axis=-1)
        return {"label": ops.softmax(self.choose(ops.mean(mixed, axis=(1, 2)))), "mixed": mixed}


def build_subclassed(size=32, classes=10):
    return InceptionNet(classes)
