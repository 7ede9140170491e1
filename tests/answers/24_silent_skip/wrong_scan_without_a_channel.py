# The scan has no axis for its channel and is given one later.
# test_it_takes_a_scan_and_a_patient
# The input `scan` is (16, 16) float32; the target's is (16, 16, 1) float32.
import keras
from keras import layers


def build_model(size=16, facts=5, findings=3):
    image = keras.Input((size, size), name="scan")
    scan = layers.Reshape((size, size, 1))(image)
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(scan)
    x = layers.Conv2D(8, 3, padding="same")(x)
    skip = layers.Conv2D(8, 1)(scan)
    x = layers.Add()([skip, x])
    maps = layers.Activation("relu", name="maps")(x)
    seen = layers.GlobalAveragePooling2D()(maps)
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[image, patient], outputs=[maps, finding])
