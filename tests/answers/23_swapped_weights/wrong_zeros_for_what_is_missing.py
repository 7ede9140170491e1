# The subclass makes up zeros where the turbine's facts are missing.
# test_it_refuses_to_run_without_one_of_them
# the graph is the target
import keras
from keras import layers, ops


class PowerGuesser(keras.Model):
    def __init__(self, facts):
        super().__init__()
        self.facts = facts
        self.see = layers.Dense(24, activation="relu")
        self.know = layers.Dense(16, activation="relu")
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        seen = self.see(inputs["wind"])
        turbine = inputs["turbine"] if "turbine" in inputs else ops.zeros((len(seen), self.facts))
        known = self.know(layers.concatenate([seen, turbine]))
        return {"main": self.main(known), "aux": self.aux(seen)}


def build_model(hours=9, facts=4):
    return PowerGuesser(facts)


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
