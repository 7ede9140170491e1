# The auxiliary head is called auxiliary.
# test_it_has_a_main_head_and_an_auxiliary_one
# The head `aux` is called `auxiliary` in your model
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(hidden)
    joined = layers.Concatenate()([wide, hidden])
    main = layers.Dense(1, name="main")(joined)
    aux = layers.Dense(1, name="auxiliary")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(
        optimizer="sgd",
        loss={"main": "mse", "auxiliary": "mse"},
        loss_weights={"main": 0.9, "auxiliary": 0.1},
    )
