# The auxiliary head is called auxiliary.
# test_it_has_a_main_head_and_an_auxiliary_one
# The head `aux` is called `auxiliary` in your model
import keras
from keras import layers


def build_model(hours=9, facts=4):
    wind = keras.Input((hours,), name="wind")
    turbine = keras.Input((facts,), name="turbine")
    seen = layers.Dense(24, activation="relu")(wind)
    aux = layers.Dense(1, name="auxiliary")(seen)
    joined = layers.Concatenate()([seen, turbine])
    known = layers.Dense(16, activation="relu")(joined)
    main = layers.Dense(1, name="main")(known)
    return keras.Model(inputs=[wind, turbine], outputs=[main, aux])


def compile_model(model):
    model.compile(
        optimizer="sgd",
        loss={"main": "mse", "auxiliary": "mse"},
        loss_weights={"main": 1.0, "auxiliary": 0.3},
    )
