# The softmax is a layer of its own after the one that has the head's name.
# test_it_gives_8_maps_and_a_finding
# The head `finding` is called `activation` in your model
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
    finding = layers.Dense(findings, name="finding")(known)
    finding = layers.Activation("softmax")(finding)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
