# aux guesses from the wind as it is, ahead of the first layer.
# test_aux_guesses_halfway_and_from_the_wind_alone
# `aux` takes `wind`
import keras
from keras import layers


def build_model(hours=9, facts=4):
    wind = keras.Input((hours,), name="wind")
    turbine = keras.Input((facts,), name="turbine")
    seen = layers.Dense(24, activation="relu")(wind)
    aux = layers.Dense(1, name="aux")(wind)
    joined = layers.Concatenate()([seen, turbine])
    known = layers.Dense(16, activation="relu")(joined)
    main = layers.Dense(1, name="main")(known)
    return keras.Model(inputs=[wind, turbine], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
