# unrelated_tensors returns an input and an output of one graph, of which Keras does make a model.
# test_keras_makes_no_model_of_unrelated_tensors
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
    from_radar = keras.Input((11,))
    return from_radar, layers.Dense(1)(layers.Dense(8)(from_radar))
