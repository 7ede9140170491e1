"""The pools are means, the last block is seen first, and the wrapper keeps the model in a list."""

import keras
from keras import layers, ops


class ResidualBlock(layers.Layer):
    def __init__(self, filters=16):
        super().__init__()
        self.convolutions = (
            layers.Conv2D(filters, 3, padding="same", activation="relu"),
            layers.Conv2D(filters, 3, padding="same"),
        )

    def call(self, inputs):
        x = inputs
        for convolution in self.convolutions:
            x = convolution(x)
        return ops.relu(ops.add(x, inputs))


def build_model(side=32, filters=16, classes=7):
    image = keras.Input((side, side, 3), name="image")
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(image)
    blocks = [ResidualBlock(filters) for _ in range(3)]
    seen = []
    for block in blocks:
        x = block(x)
        seen = [ops.mean(x, axis=[1, 2]), *seen]
    label = layers.Dense(classes, activation="softmax", name="label")(ops.concatenate(seen, axis=-1))
    return keras.Model(inputs=image, outputs=label)


class Mirrored(keras.Model):
    def __init__(self, model):
        super().__init__(name="mirrored")
        self.inside = [model]

    def call(self, inputs):
        (model,) = self.inside
        back = ops.flip(inputs["image"], axis=-2)
        return {"label": ops.mean(ops.stack([model(inputs["image"]), model(back)]), axis=0)}
