"""Says of a support ticket how urgent it is and which department should answer it.

A Sequential has one way in and one way out, so this try judges the urgency by the title alone.
"""

import keras
from keras import layers


def build_model(vocabulary=10_000, tags=12, departments=4):
    # TODO: let the model read the body and the tags, too, and name the department.
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32", name="title"),
            layers.Embedding(vocabulary, 64),
            layers.LSTM(128),
            layers.Dense(1, activation="sigmoid", name="priority"),
        ]
    )


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="binary_crossentropy")
