"""The block makes its layers in build, and the wrapper runs both images as one batch."""

import keras
from keras import layers, ops


class ResidualBlock(layers.Layer):
    def __init__(self, filters):
        super().__init__()
        self.filters = filters

    def build(self, shape):
        self.convolutions = [layers.Conv2D(self.filters, (3, 3), padding="same") for _ in range(2)]
        for convolution in self.convolutions:
            convolution.build((*shape[:-1], self.filters))

    def call(self, inputs):
        first, second = self.convolutions
        return ops.relu(ops.add(inputs, second(keras.activations.relu(first(inputs)))))


def build_model(side=32, filters=16, classes=7):
    image = keras.Input(shape=(side, side, 3), name="image")
    tensors = [layers.Conv2D(filters, 3, padding="same", activation="relu")(image)]
    for _ in range(3):
        tensors.append(ResidualBlock(filters)(tensors[-1]))
    seen = layers.Concatenate(axis=1)([layers.GlobalAvgPool2D()(x) for x in tensors[1:]])
    return keras.Model([image], [layers.Dense(classes, "softmax", name="label")(seen)])


class Mirrored(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs):
        image = inputs["image"]
        labels = self.model(ops.concatenate([image, image[:, :, ::-1, :]], axis=0))
        there, back = ops.split(labels, 2, axis=0)
        return {"label": 0.5 * there + 0.5 * back}
