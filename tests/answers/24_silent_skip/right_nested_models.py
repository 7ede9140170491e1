"""A Sequential of the convolutions, and a model within the model that draws the maps."""

import keras
from keras import layers


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    inside = keras.Sequential(
        [layers.Conv2D(8, 3, padding="same", activation="relu"), layers.Conv2D(8, 3, padding="same")]
    )
    looked_at = keras.Input((size, size, 1))
    drawn = layers.Activation("relu")(layers.Add()([inside(looked_at), layers.Conv2D(8, 1)(looked_at)]))
    maps = keras.Model(looked_at, drawn, name="maps")(scan)
    seen = layers.GlobalAveragePooling2D()(maps)
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs={"scan": scan, "patient": patient}, outputs=[maps, finding])
