# The wide features are joined with the auxiliary guess instead of with the last hidden layer.
# test_wide_features_go_past_the_hidden_layers_to_the_main_head_alone
# takes `aux`; in the target it takes `deep.dense_2`
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(hidden)
    aux = layers.Dense(1, name="aux")(hidden)
    joined = layers.Concatenate()([wide, aux])
    main = layers.Dense(1, name="main")(joined)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
