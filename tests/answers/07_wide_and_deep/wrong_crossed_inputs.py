# The deep features take the short cut, and the wide ones go through the hidden layers.
# test_wide_features_go_past_the_hidden_layers_to_the_main_head_alone
# The head `aux` doesn't depend on the input `deep`
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(wide)
    hidden = layers.Dense(30, activation="relu")(hidden)
    joined = layers.Concatenate()([deep, hidden])
    main = layers.Dense(1, name="main")(joined)
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
