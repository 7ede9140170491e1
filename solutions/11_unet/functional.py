import keras
from keras import layers


def double(x, filters):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    return layers.Conv2D(filters, 3, padding="same", activation="relu")(x)


def build_model(size=64, filters=16):
    image = keras.Input((size, size, 1), name="image")
    # On the way down each double is kept by name before it is pooled.
    one = double(image, filters)
    two = double(layers.MaxPooling2D(2)(one), 2 * filters)
    x = double(layers.MaxPooling2D(2)(two), 4 * filters)

    # On the way up each is taken up again where the map has its size: twice the channels go into these doubles.
    x = layers.Conv2DTranspose(2 * filters, 2, strides=2)(x)
    x = double(layers.Concatenate()([x, two]), 2 * filters)
    x = layers.Conv2DTranspose(filters, 2, strides=2)(x)
    x = double(layers.Concatenate()([x, one]), filters)
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(x)
    return keras.Model(inputs=image, outputs=mask)
