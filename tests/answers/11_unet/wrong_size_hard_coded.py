# The image is always 64 by 64, whatever the argument says.
# test_it_is_fed_by_name
# the graph is the target
import keras
from keras import layers


def double(x, filters):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    return layers.Conv2D(filters, 3, padding="same", activation="relu")(x)


def build_model(size=64, filters=16):
    image = keras.Input((64, 64, 1), name="image")
    one = double(image, filters)
    two = double(layers.MaxPooling2D(2)(one), 2 * filters)
    bottom = double(layers.MaxPooling2D(2)(two), 4 * filters)

    up = layers.Conv2DTranspose(2 * filters, 2, strides=2)(bottom)
    up = double(layers.Concatenate()([up, two]), 2 * filters)
    up = layers.Conv2DTranspose(filters, 2, strides=2)(up)
    up = double(layers.Concatenate()([up, one]), filters)
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(up)
    return keras.Model(inputs=image, outputs=mask)
