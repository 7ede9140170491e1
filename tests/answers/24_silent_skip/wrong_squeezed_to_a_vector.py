# It squeezes away all axes of length 1, and for a single patient the first is one of them.
# test_a_projection_of_the_scan_goes_around_the_convolutions
# squeeze
import keras
from keras import layers, ops


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(scan)
    x = layers.Conv2D(8, 3, padding="same")(x)
    # Of the scan's one channel it makes 8, each by a weight of its own, so that nothing is stretched in the Add.
    skip = layers.Conv2D(8, 1)(scan)
    x = layers.Add()([skip, x])
    maps = layers.Activation("relu", name="maps")(x)
    seen = ops.squeeze(layers.GlobalAveragePooling2D(keepdims=True)(maps))
    # An input counts only if a layer takes it.
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
