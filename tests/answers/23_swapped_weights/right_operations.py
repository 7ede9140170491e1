"""Operations of keras.ops do what layers do elsewhere."""

import keras
from keras import layers, ops


def build_model(hours=9, facts=4):
    wind = keras.Input((hours,), name="wind")
    turbine = keras.Input((facts,), name="turbine")
    seen = ops.relu(layers.Dense(24)(wind))
    aux = layers.Dense(1, name="aux")(seen)
    joined = ops.concatenate([seen, turbine], axis=1)
    known = keras.activations.relu(layers.Dense(16)(joined))
    main = layers.Dense(1, name="main")(known)
    return keras.Model(inputs=[wind, turbine], outputs=[main, aux])


def compile_model(model):
    model.compile(
        optimizer="sgd",
        loss={"aux": "mean_squared_error", "main": keras.losses.mean_squared_error},
        loss_weights={"aux": 0.3, "main": 1},
    )
