"""A custom layer owns the convolutions and their projection."""

import keras
from keras import layers


class ProjectedBlock(layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.inside = [layers.Conv2D(filters, 3, padding="same", activation=one) for one in ("relu", None)]
        self.around = layers.Conv2D(filters, kernel_size=1, padding="same")

    def call(self, x):
        y = x
        for convolution in self.inside:
            y = convolution(y)
        return keras.ops.relu(self.around(x) + y)


def build_model(size=16, facts=5, findings=3):
    scan = keras.Input((size, size, 1), name="scan")
    patient = keras.Input((facts,), name="patient")
    maps = ProjectedBlock(8, name="maps")(scan)
    seen = layers.GlobalAveragePooling2D()(maps)
    known = layers.Concatenate()([seen, patient])
    finding = layers.Dense(findings, activation="softmax", name="finding")(known)
    return keras.Model(inputs=[scan, patient], outputs=[maps, finding])
