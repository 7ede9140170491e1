# While it trains, the subclass lets no gradient through to the way down.
# test_one_training_step_moves_every_weight
# no graph
import keras
from keras import layers


class UNet(keras.Model):
    def __init__(self, filters):
        super().__init__()
        self.doubles = [self.double(count * filters) for count in (1, 2, 4, 2, 1)]
        self.ups = [layers.Conv2DTranspose(count * filters, 2, strides=2) for count in (2, 1)]
        self.pool = layers.MaxPooling2D(2)
        self.mask = layers.Conv2D(1, 1, activation="sigmoid")

    def double(self, filters):
        return keras.Sequential([layers.Conv2D(filters, 3, padding="same", activation="relu") for _ in range(2)])

    def call(self, inputs, training=None):
        one = self.doubles[0](inputs["image"])
        two = self.doubles[1](self.pool(one))
        if training:
            one, two = keras.ops.stop_gradient(one), keras.ops.stop_gradient(two)
        x = self.doubles[2](self.pool(two))
        x = self.doubles[3](layers.concatenate([self.ups[0](x), two]))
        x = self.doubles[4](layers.concatenate([self.ups[1](x), one]))
        return {"mask": self.mask(x)}


def build_model(size=64, filters=16):
    return UNet(filters)
