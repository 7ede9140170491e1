# The maps are joined along the height, one below the other.
# test_its_mask_is_as_large_as_the_image
# axis
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
    up = double(layers.Concatenate(axis=1)([up, two]), 2 * filters)
    up = layers.Conv2DTranspose(filters, 2, strides=2)(up)
    up = double(layers.Concatenate(axis=1)([up, one]), filters)
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(up)
    return keras.Model(inputs=image, outputs=mask)
