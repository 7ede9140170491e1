# The subclass lets aux guess in the end, and the functional model halfway.
# test_built_again_with_the_same_weights_it_computes_the_same
# The head `aux` depends on the input `turbine`
import keras
from keras import layers


def build_model(hours=9, facts=4):
    wind = keras.Input((hours,), name="wind")
    turbine = keras.Input((facts,), name="turbine")
    seen = layers.Dense(24, activation="relu")(wind)
    aux = layers.Dense(1, name="aux")(seen)
    joined = layers.Concatenate()([seen, turbine])
    known = layers.Dense(16, activation="relu")(joined)
    main = layers.Dense(1, name="main")(known)
    return keras.Model(inputs=[wind, turbine], outputs=[main, aux])


class PowerGuesser(keras.Model):
    def __init__(self):
        super().__init__()
        self.see = layers.Dense(24, activation="relu")
        self.know = layers.Dense(16, activation="relu")
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        seen = self.see(inputs["wind"])
        known = self.know(layers.concatenate([seen, inputs["turbine"]]))
        return {"main": self.main(known), "aux": self.aux(known)}


def build_subclassed(hours=9, facts=4):
    return PowerGuesser()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
