# Each double's second convolution is one layer for the way down and the way up.
# test_each_step_up_joins_the_double_of_its_size_on_the_way_down
# calls one Conv2D
import keras
from keras import layers


def build_model(size=64, filters=16):
    counts = (filters, 2 * filters, 4 * filters)
    second = {count: layers.Conv2D(count, 3, padding="same", activation="relu") for count in counts}

    def double(x, filters):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        return second[filters](x)

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
