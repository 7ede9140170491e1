# The subclass makes up zeros where the patient's facts are missing.
# test_it_refuses_to_run_without_one_of_them
# the graph is the target
import keras
from keras import layers, ops


class ScanReader(keras.Model):
    def __init__(self, facts, findings):
        super().__init__()
        self.facts = facts
        self.first = layers.Conv2D(8, 3, padding="same", activation="relu")
        self.second = layers.Conv2D(8, 3, padding="same")
        self.project = layers.Conv2D(8, 1)
        self.pool = layers.GlobalAveragePooling2D()
        self.finding = layers.Dense(findings, activation="softmax")

    def call(self, inputs):
        scan = inputs["scan"]
        x = self.second(self.first(scan))
        maps = keras.activations.relu(x + self.project(scan))
        patient = inputs["patient"] if "patient" in inputs else ops.zeros((len(scan), self.facts))
        known = layers.concatenate([self.pool(maps), patient])
        return {"maps": maps, "finding": self.finding(known)}


def build_model(size=16, facts=5, findings=3):
    return ScanReader(facts, findings)
