# The camera's input is lost: its variable is used again for what the layer gives.
# test_it_takes_a_radar_and_a_camera
# told to start from tensors that layers have made
import keras
from keras import layers


def build_model(radar=11, camera=7):
    from_radar = keras.Input((radar,), name="radar")
    seen_by_radar = layers.Dense(8, activation="relu")(from_radar)

    from_camera = keras.Input((camera,), name="camera")
    from_camera = layers.Dense(8, activation="relu")(from_camera)

    agreed = layers.Multiply()([seen_by_radar, from_camera])
    distance = layers.Dense(1, name="distance")(agreed)
    return keras.Model(inputs=[from_radar, from_camera], outputs=distance)


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    return keras.Input((11,)), layers.Dense(1)(keras.Input((7,)))
