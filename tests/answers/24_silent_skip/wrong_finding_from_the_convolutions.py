# The finding looks at what the convolutions give, before the skip is added.
# test_a_projection_of_the_scan_goes_around_the_convolutions
# your model has `Activation relu`, which the target doesn't have
import keras
from keras import layers


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(scan)
    x = layers.Conv2D(8, 3, padding="same")(x)
    skip = layers.Conv2D(8, 1)(scan)
    joined = layers.Add()([skip, x])
    maps = layers.Activation("relu", name="maps")(joined)
    seen = layers.GlobalAveragePooling2D()(layers.Activation("relu")(x))
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
