# The subclass hangs the auxiliary head on the join and the functional model on the hidden layers.
# test_built_again_with_the_same_weights_it_computes_the_same
# The head `aux` depends on the input `wide`
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(hidden)
    joined = layers.Concatenate()([wide, hidden])
    main = layers.Dense(1, name="main")(joined)
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


class WideAndDeep(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = [layers.Dense(30, activation="relu"), layers.Dense(30, activation="relu")]
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        hidden = inputs["deep"]
        for layer in self.hidden:
            hidden = layer(hidden)
        joined = layers.concatenate([inputs["wide"], hidden])
        return {"main": self.main(joined), "aux": self.aux(joined)}


def build_subclassed(wide_features=5, deep_features=6):
    return WideAndDeep()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
