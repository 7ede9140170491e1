# Each head has a projection of its own.
# test_a_projection_of_the_scan_goes_around_the_convolutions
# a second time, with weights of
import keras
from keras import layers


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(scan)
    y = layers.Conv2D(8, 3, padding="same")(x)
    skip = layers.Conv2D(8, 1)(scan)
    x = layers.Add()([skip, y])
    maps = layers.Activation("relu", name="maps")(x)
    again = layers.Activation("relu")(layers.Add()([layers.Conv2D(8, 1)(scan), y]))
    seen = layers.GlobalAveragePooling2D()(again)
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
