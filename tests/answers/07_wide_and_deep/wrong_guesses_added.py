# Wide and deep each make a guess of their own, and the two are added where one layer should read the join.
# test_wide_features_go_past_the_hidden_layers_to_the_main_head_alone
# the target has `Concatenate`
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(hidden)
    main = layers.Add(name="main")([layers.Dense(1)(wide), layers.Dense(1)(hidden)])
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
