"""The product and the relus are operations, and the camera comes first."""

import keras
from keras import layers, ops


def build_model(radar=11, camera=7):
    from_camera = keras.Input(shape=[camera], name="camera")
    from_radar = keras.Input(shape=[radar], name="radar")
    camera_code = ops.relu(layers.Dense(units=8)(from_camera))
    radar_code = layers.ReLU()(layers.Dense(units=8)(from_radar))
    distance = layers.Dense(units=1, activation="linear", name="distance")(ops.multiply(camera_code, radar_code))
    return keras.Model(inputs=[from_camera, from_radar], outputs=[distance])


def compile_model(model):
    model.compile(optimizer=keras.optimizers.SGD(), loss=keras.losses.MeanSquaredError())


def unrelated_tensors():
    first = keras.Input((2, 3))
    return first, ops.flip(keras.Input((5,)))
