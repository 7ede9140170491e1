# In training the turbine's layer gets what a dropout leaves of the first one.
# test_training_reports_the_same_total
# Dropout 0.3
import keras
from keras import layers


class PowerGuesser(keras.Model):
    def __init__(self):
        super().__init__()
        self.see = layers.Dense(24, activation="relu")
        self.know = layers.Dense(16, activation="relu")
        self.dropout = layers.Dropout(0.3)
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs, training=False):
        seen = self.see(inputs["wind"])
        if training:
            seen = self.dropout(seen, training=True)
        known = self.know(layers.concatenate([seen, inputs["turbine"]]))
        return {"main": self.main(known), "aux": self.aux(seen)}


def build_model(hours=9, facts=4):
    return PowerGuesser()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
