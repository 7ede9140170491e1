# The scan is added as it is and nothing takes the patient: the starter as it was.
# test_the_finding_depends_on_the_patient
# The input `patient` reaches no head
"""Draws 8 maps of a scan, and from these and some facts about the patient a finding.

This is no Sequential any more. It builds, it trains, all shapes are right, and two things get lost on the way.
"""

import keras
from keras import layers


def build_model(size=16, facts=5, findings=3):
    # TODO: let each map take the scan in a way of its own, and let every input count.
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    x = layers.Conv2D(8, 3, padding="same", activation="relu")(scan)
    x = layers.Conv2D(8, 3, padding="same")(x)
    x = layers.Add()([scan, x])
    maps = layers.Activation("relu", name="maps")(x)
    seen = layers.GlobalAveragePooling2D()(maps)
    finding = layers.Dense(findings, activation="softmax", name="finding")(seen)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
