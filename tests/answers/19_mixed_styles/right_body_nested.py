"""The blocks are in a functional model inside the functional model; an operation of TensorFlow mirrors the image."""

import keras
import tensorflow as tf
from keras import layers


class ResidualBlock(keras.layers.Layer):
    def __init__(self, filters):
        super().__init__()
        self.first, self.second = (layers.Conv2D(filters, 3, padding="same") for _ in range(2))
        self.relu = layers.ReLU()

    def call(self, inputs):
        x = self.relu(self.first(inputs))
        return self.relu(layers.add([self.second(x), inputs]))


def body(filters):
    x = start = keras.Input((None, None, filters))
    blocks = [x := ResidualBlock(filters)(x) for _ in range(3)]
    return keras.Model(start, blocks, name="body")


def build_model(side=32, filters=16, classes=7):
    image = keras.Input((side, side, 3), name="image")
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(image)
    seen = [layers.GlobalAveragePooling2D()(one) for one in body(filters)(x)]
    label = layers.Dense(classes, name="scores")(layers.concatenate(seen))
    return keras.Model(image, layers.Softmax(name="label")(label))


class Mirrored(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs):
        labels = [self.model(inputs["image"]), self.model(tf.reverse(inputs["image"], axis=[2]))]
        return {"label": tf.reduce_mean(tf.stack(labels), axis=0)}
