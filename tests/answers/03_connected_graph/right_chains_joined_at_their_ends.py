"""The starter's two chains are kept, and their ends are multiplied."""

import keras
from keras import layers


def chain(features, name):
    return keras.Sequential([keras.Input((features,), name=name), layers.Dense(8, activation="relu")])


def build_model(radar=11, camera=7):
    from_radar, from_camera = chain(radar, "radar"), chain(camera, "camera")
    product = layers.Multiply()(from_radar.outputs + from_camera.outputs)
    distance = layers.Dense(1, name="distance")(product)
    return keras.Model(inputs=from_radar.inputs + from_camera.inputs, outputs=[distance])


def compile_model(model):
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss=["mse"])


def unrelated_tensors():
    return chain(11, "radar").inputs[0], chain(7, "camera").outputs[0]
