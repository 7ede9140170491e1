"""Patient, finding and skip come first, and each activation is a layer of its own."""

import keras
from keras import layers


def build_model(size=16, facts=5, findings=3):
    patient = keras.Input([facts], name="patient")
    scan = keras.Input([size, size, 1], name="scan")
    skip = layers.Conv2D(8, 1)(scan)
    x = layers.ReLU()(layers.Convolution2D(8, (3, 3), padding="same")(scan))
    x = layers.Conv2D(8, 3, padding="same")(x)
    x = layers.add([x, skip])
    maps = layers.ReLU(name="maps")(x)
    seen = layers.GlobalAveragePooling2D()(maps)
    known = layers.concatenate([patient, seen])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[patient, scan], outputs=[finding, maps])
