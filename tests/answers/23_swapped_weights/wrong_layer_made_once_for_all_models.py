# The layer of the head aux is made when the file is read, so all models have it in common.
# test_built_again_it_has_weights_of_its_own
# the graph is the target
import keras
from keras import layers

guess = layers.Dense(1, name="aux")


def build_model(hours=9, facts=4):
    wind = keras.Input((hours,), name="wind")
    turbine = keras.Input((facts,), name="turbine")
    seen = layers.Dense(24, activation="relu")(wind)
    aux = guess(seen)
    joined = layers.Concatenate()([seen, turbine])
    known = layers.Dense(16, activation="relu")(joined)
    main = layers.Dense(1, name="main")(known)
    return keras.Model(inputs=[wind, turbine], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
