"""The activations are TensorFlow's, which Keras has by the same names."""

import keras
import tensorflow as tf
from keras import layers


def build_model(radar=11, camera=7):
    from_radar = keras.Input((radar,), name="radar")
    from_camera = keras.Input((camera,), name="camera")
    seen_by_radar = layers.Dense(8, activation=tf.nn.relu)(from_radar)
    seen_by_camera = layers.Dense(8, activation=tf.nn.relu)(from_camera)
    # Only a layer that is called on tensors of both makes the two branches one graph.
    agreed = layers.Multiply()([seen_by_radar, seen_by_camera])
    distance = layers.Dense(1, name="distance")(agreed)
    return keras.Model(inputs=[from_radar, from_camera], outputs=distance)


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    # The output is made from the camera, and on the way back from it no radar is met.
    from_radar, from_camera = keras.Input((11,)), keras.Input((7,))
    return from_radar, layers.Dense(1)(from_camera)
