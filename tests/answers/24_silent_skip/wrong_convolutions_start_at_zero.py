# All weights of the convolutions start at 0, so no gradient gets to the first of them.
# test_one_training_step_of_both_heads_moves_every_weight
# the graph is the target
import keras
from keras import layers


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu", kernel_initializer="zeros")(scan)
    x = layers.Conv2D(8, 3, padding="same", kernel_initializer="zeros")(x)
    skip = layers.Conv2D(8, 1)(scan)
    x = layers.Add()([skip, x])
    maps = layers.Activation("relu", name="maps")(x)
    seen = layers.GlobalAveragePooling2D()(maps)
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
