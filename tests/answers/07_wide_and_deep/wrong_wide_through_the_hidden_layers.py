# The wide features are joined to the deep ones and go through the hidden layers, too.
# test_wide_features_go_past_the_hidden_layers_to_the_main_head_alone
# The head `aux` depends on the input `wide`
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    features = layers.Concatenate()([wide, deep])
    hidden = layers.Dense(30, activation="relu")(features)
    hidden = layers.Dense(30, activation="relu")(hidden)
    main = layers.Dense(1, name="main")(hidden)
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
