# The subclass has no relu in the doubles of the way up, which the functional model has.
# test_built_again_with_the_same_weights_it_computes_the_same
# Look at its activation
import keras
from keras import layers


def double(x, filters):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    return layers.Conv2D(filters, 3, padding="same", activation="relu")(x)


def build_model(size=64, filters=16):
    image = keras.Input((size, size, 1), name="image")
    one = double(image, filters)
    two = double(layers.MaxPooling2D(2)(one), 2 * filters)
    bottom = double(layers.MaxPooling2D(2)(two), 4 * filters)

    up = layers.Conv2DTranspose(2 * filters, 2, strides=2)(bottom)
    up = double(layers.Concatenate()([up, two]), 2 * filters)
    up = layers.Conv2DTranspose(filters, 2, strides=2)(up)
    up = double(layers.Concatenate()([up, one]), filters)
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(up)
    return keras.Model(inputs=image, outputs=mask)


class UNet(keras.Model):
    def __init__(self, filters):
        super().__init__()
        self.doubles = [self.double(count * filters, "relu") for count in (1, 2, 4)]
        self.doubles += [self.double(count * filters, None) for count in (2, 1)]
        self.ups = [layers.Conv2DTranspose(count * filters, 2, strides=2) for count in (2, 1)]
        self.pool = layers.MaxPooling2D(2)
        self.mask = layers.Conv2D(1, 1, activation="sigmoid")

    def double(self, filters, activation):
        return keras.Sequential([layers.Conv2D(filters, 3, padding="same", activation=activation) for _ in range(2)])

    def call(self, inputs):
        one = self.doubles[0](inputs["image"])
        two = self.doubles[1](self.pool(one))
        x = self.doubles[2](self.pool(two))
        x = self.doubles[3](layers.concatenate([self.ups[0](x), two]))
        x = self.doubles[4](layers.concatenate([self.ups[1](x), one]))
        return {"mask": self.mask(x)}


def build_subclassed(size=64, filters=16):
    return UNet(filters)
