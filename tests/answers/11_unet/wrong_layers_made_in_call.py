# The steps up are made anew, with new random weights, each time that the model is called.
# test_it_is_fed_by_position
# those made inside `call`
import keras
from keras import layers


class UNet(keras.Model):
    def __init__(self, filters):
        super().__init__()
        self.doubles = [self.double(count * filters) for count in (1, 2, 4, 2, 1)]
        self.filters = filters
        self.pool = layers.MaxPooling2D(2)
        self.mask = layers.Conv2D(1, 1, activation="sigmoid")

    def double(self, filters):
        return keras.Sequential([layers.Conv2D(filters, 3, padding="same", activation="relu") for _ in range(2)])

    def up(self, x, count):
        return layers.Conv2DTranspose(count * self.filters, 2, strides=2)(x)

    def call(self, inputs):
        one = self.doubles[0](inputs["image"])
        two = self.doubles[1](self.pool(one))
        x = self.doubles[2](self.pool(two))
        x = self.doubles[3](layers.concatenate([self.up(x, 2), two]))
        x = self.doubles[4](layers.concatenate([self.up(x, 1), one]))
        return {"mask": self.mask(x)}


def build_model(size=64, filters=16):
    return UNet(filters)
