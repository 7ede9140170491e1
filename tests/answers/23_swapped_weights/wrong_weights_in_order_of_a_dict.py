# The weights are a list, and the outputs a dict, which Keras goes through in the alphabet's order.
# test_main_counts_once_in_the_total_and_aux_0_3_times
# Your loss_weights do say 1, but Keras trades them
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
    return keras.Model(inputs=[wind, turbine], outputs={"main": main, "aux": aux})


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights=[1.0, 0.3])
