# The last step up adds the two maps where it should concatenate them.
# test_each_step_up_joins_the_double_of_its_size_on_the_way_down
# `Add`
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
    up = double(layers.Add()([up, one]), filters)
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(up)
    return keras.Model(inputs=image, outputs=mask)
