"""Both styles."""

import keras
from keras import layers


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(scan)
    x = layers.Conv2D(8, 3, padding="same")(x)
    skip = layers.Conv2D(8, 1)(scan)
    x = layers.Add()([skip, x])
    maps = layers.Activation("relu", name="maps")(x)
    seen = layers.GlobalAveragePooling2D()(maps)
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])


class ScanReader(keras.Model):
    def __init__(self, findings):
        super().__init__()
        self.first = layers.Conv2D(8, 3, padding="same", activation="relu")
        self.second = layers.Conv2D(8, 3, padding="same")
        self.project = layers.Conv2D(8, 1)
        self.pool = layers.GlobalAveragePooling2D()
        self.finding = layers.Dense(findings, activation="softmax")

    def call(self, inputs):
        scan = inputs["scan"]
        x = self.second(self.first(scan))
        maps = keras.activations.relu(x + self.project(scan))
        known = layers.concatenate([self.pool(maps), inputs["patient"]])
        return {"maps": maps, "finding": self.finding(known)}


def build_subclassed(size=16, facts=5, findings=3):
    return ScanReader(findings)
