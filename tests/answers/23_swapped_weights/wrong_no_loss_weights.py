# The losses are added unweighted.
# test_the_total_is_the_weighted_sum_and_nothing_else
# The loss of `aux` counts once in the total; in the target 0.3 times
import keras
from keras import layers


def build_model(hours=9, facts=4):
    wind = keras.Input((hours,), name="wind")
    turbine = keras.Input((facts,), name="turbine")
    seen = layers.Dense(24, activation="relu")(wind)
    aux = layers.Dense(1, name="aux")(seen)
    joined = layers.Concatenate()([seen, turbine])
    known = layers.Dense(16, activation="relu")(joined)
    main = layers.Dense(1, name="main")(known)
    return keras.Model(inputs=[wind, turbine], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"})
