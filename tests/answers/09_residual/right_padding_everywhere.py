"""Padding is "same" in all convolutions: for the projection's one pixel there is nothing to pad."""

import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    start = layers.Conv2D(32, 3, padding="same", activation="relu")(image)

    way = layers.Conv2D(32, 3, padding="same")(start)
    way = layers.Activation("relu")(way)
    way = layers.Conv2D(32, 3, padding="same")(way)
    middle = layers.Add()([start, way])
    middle = layers.Activation("relu")(middle)

    short_way = layers.Conv2D(64, 1, strides=2, padding="same")(middle)
    way = layers.Conv2D(64, 3, strides=2, padding="same")(middle)
    way = layers.Activation("relu")(way)
    way = layers.Conv2D(64, 3, padding="same")(way)
    end = layers.Add()([short_way, way])
    end = layers.Activation("relu")(end)

    pooled = layers.GlobalAveragePooling2D()(end)
    label = layers.Dense(classes, activation="softmax", name="label")(pooled)
    return keras.Model(inputs=image, outputs=label)
