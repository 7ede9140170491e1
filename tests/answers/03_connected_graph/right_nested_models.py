"""Each branch is a model of its own, the radar's a Sequential, the camera's a Model."""

import keras
from keras import layers


def camera_reader(camera):
    features = keras.Input((camera,))
    return keras.Model(features, layers.Dense(8, activation="relu")(features), name="camera_reader")


def build_model(radar=11, camera=7):
    from_camera = keras.Input((camera,), name="camera")
    from_radar = keras.Input((radar,), name="radar")
    radar_reader = keras.Sequential([layers.Dense(8, activation="relu")], name="radar_reader")
    product = layers.Multiply()([camera_reader(camera)(from_camera), radar_reader(from_radar)])
    distance = layers.Dense(1, name="distance")(product)
    return keras.Model(inputs=[from_camera, from_radar], outputs=distance)


def compile_model(model):
    model.compile("sgd", "mse")


def unrelated_tensors():
    one, other = camera_reader(7), camera_reader(7)
    return one.input, other.output
