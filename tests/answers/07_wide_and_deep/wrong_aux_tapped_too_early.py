# The auxiliary head hangs on the first hidden layer, and neither shapes nor counts show it.
# test_wide_features_go_past_the_hidden_layers_to_the_main_head_alone
# `aux` takes
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    first = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(first)
    joined = layers.Concatenate()([wide, hidden])
    main = layers.Dense(1, name="main")(joined)
    aux = layers.Dense(1, name="aux")(first)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
