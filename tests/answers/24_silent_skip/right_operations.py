"""Operators and operations of keras.ops for all that has no weights."""

import keras
from keras import layers, ops


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(scan)
    x = layers.Conv2D(8, 3, padding="same")(x)
    skip = layers.Conv2D(8, 1)(scan)
    maps = layers.Identity(name="maps")(ops.relu(x + skip))
    seen = ops.mean(maps, axis=(1, 2))
    known = ops.concatenate([patient, seen], axis=1)
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
