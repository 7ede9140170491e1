# The second hidden layer is made when the file is imported, so all models share its weights.
# test_built_again_it_has_weights_of_its_own
# the graph is the target
import keras
from keras import layers

SECOND = layers.Dense(30, activation="relu")


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = SECOND(hidden)
    joined = layers.Concatenate()([wide, hidden])
    main = layers.Dense(1, name="main")(joined)
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
