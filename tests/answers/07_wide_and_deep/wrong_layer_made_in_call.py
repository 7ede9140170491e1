# The auxiliary head's layer is made anew, with new random weights, each time that the model is called.
# test_it_has_this_many_parameters
# not those made inside `call`
import keras
from keras import layers


class WideAndDeep(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = [layers.Dense(30, activation="relu"), layers.Dense(30, activation="relu")]
        self.main = layers.Dense(1)

    def call(self, inputs):
        hidden = inputs["deep"]
        for layer in self.hidden:
            hidden = layer(hidden)
        joined = layers.concatenate([inputs["wide"], hidden])
        return {"main": self.main(joined), "aux": layers.Dense(1)(hidden)}


def build_model(wide_features=5, deep_features=6):
    return WideAndDeep()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
