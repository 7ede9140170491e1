# unrelated_tensors returns the lists of tensors that a chain has, not tensors.
# test_unrelated_tensors_are_two_tensors_of_keras
# the graph is the target
import keras
from keras import layers


def build_model(radar=11, camera=7):
    from_radar = keras.Input((radar,), name="radar")
    seen_by_radar = layers.Dense(8, activation="relu")(from_radar)

    from_camera = keras.Input((camera,), name="camera")
    seen_by_camera = layers.Dense(8, activation="relu")(from_camera)

    agreed = layers.Multiply()([seen_by_radar, seen_by_camera])
    distance = layers.Dense(1, name="distance")(agreed)
    return keras.Model(inputs=[from_radar, from_camera], outputs=distance)


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    from_radar = keras.Sequential([keras.Input((11,)), layers.Dense(1)])
    from_camera = keras.Sequential([keras.Input((7,)), layers.Dense(1)])
    return from_radar.inputs, from_camera.outputs
