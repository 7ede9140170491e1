# The scan itself is added, by an operator, which stretches its one channel over all maps.
# test_each_map_gets_the_scan_in_a_way_of_its_own
# Conv2D 8 1
import keras
from keras import layers, ops


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(scan)
    x = layers.Conv2D(8, 3, padding="same")(x)
    maps = layers.Identity(name="maps")(ops.relu(x + scan))
    seen = layers.GlobalAveragePooling2D()(maps)
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
