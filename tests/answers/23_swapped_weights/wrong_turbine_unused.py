# The turbine's facts are an input that nothing takes.
# test_aux_guesses_halfway_and_from_the_wind_alone
# The input `turbine` reaches no head
import keras
from keras import layers


def build_model(hours=9, facts=4):
    wind = keras.Input((hours,), name="wind")
    turbine = keras.Input((facts,), name="turbine")
    seen = layers.Dense(24, activation="relu")(wind)
    aux = layers.Dense(1, name="aux")(seen)
    known = layers.Dense(16, activation="relu")(seen)
    main = layers.Dense(1, name="main")(known)
    return keras.Model(inputs=[wind, turbine], outputs=[main, aux])


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
