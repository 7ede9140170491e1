import keras
from keras import layers


def double(filters):
    return keras.Sequential([layers.Conv2D(filters, 3, padding="same", activation="relu") for _ in range(2)])


class UNet(keras.Model):
    def __init__(self, filters):
        super().__init__()
        self.one = double(filters)
        self.two = double(2 * filters)
        self.bottom = double(4 * filters)
        self.up_to_two = layers.Conv2DTranspose(2 * filters, 2, strides=2)
        self.after_two = double(2 * filters)
        self.up_to_one = layers.Conv2DTranspose(filters, 2, strides=2)
        self.after_one = double(filters)
        # Pooling and joining have no weights, so one layer of each serves both sizes.
        self.pool = layers.MaxPooling2D(2)
        self.join = layers.Concatenate()
        self.mask = layers.Conv2D(1, 1, activation="sigmoid")

    def call(self, inputs):
        one = self.one(inputs["image"])
        two = self.two(self.pool(one))
        x = self.bottom(self.pool(two))
        x = self.after_two(self.join([self.up_to_two(x), two]))
        x = self.after_one(self.join([self.up_to_one(x), one]))
        return {"mask": self.mask(x)}


def build_model(size=64, filters=16):
    # A subclass takes the size from what it is fed.
    return UNet(filters)
