"""A subclass that walks down and up over lists of layers, and makes its convolutions when it is built."""

import keras
from keras import layers


class UNet(keras.Model):
    def __init__(self, filters, depth=2, **kwargs):
        super().__init__(**kwargs)
        widths = [filters * 2**step for step in range(depth + 1)]
        self.down = [self.double(width) for width in widths[:-1]]
        self.pools = [layers.MaxPooling2D(2) for _ in range(depth)]
        self.bottom = self.double(widths[-1])
        self.grow = [layers.Conv2DTranspose(width, 2, strides=2) for width in widths[:-1]]
        self.up = [self.double(width) for width in widths[:-1]]
        self.score = layers.Conv2D(1, 1)

    @staticmethod
    def double(filters):
        return [layers.Conv2D(filters, 3, padding="same", activation="relu") for _ in range(2)]

    def call(self, inputs, training=None):
        x, kept = inputs["image"], []
        for (first, second), pool in zip(self.down, self.pools, strict=True):
            x = second(first(x))
            kept.append(x)
            x = pool(x)
        for convolution in self.bottom:
            x = convolution(x)
        for skip, grow, (first, second) in zip(kept[::-1], self.grow[::-1], self.up[::-1], strict=True):
            x = second(first(keras.ops.concatenate([skip, grow(x)], axis=-1)))
        return {"mask": keras.ops.sigmoid(self.score(x))}


def build_model(size=64, filters=16):
    return UNet(filters)
