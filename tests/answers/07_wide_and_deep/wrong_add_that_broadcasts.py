# One number of the wide features is added to all 30 of the hidden layer, and no shape complains.
# test_wide_features_go_past_the_hidden_layers_to_the_main_head_alone
# the target has `Concatenate`
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(hidden)
    joined = layers.Add()([layers.Dense(1)(wide), hidden])
    main = layers.Dense(1, name="main")(joined)
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
