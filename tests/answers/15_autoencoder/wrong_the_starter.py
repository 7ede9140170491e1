# The chain has no halves, for the Sequential is as it was.
# test_it_is_made_of_two_models_called_encoder_and_decoder
# the graph is the target
"""Squeezes an image into a code of 16 numbers and draws it again from them.

A Sequential gives what its last layer gives, so this try keeps the codes to itself and draws from no others.
"""

import keras
from keras import layers


def build_model(channels=1):
    # TODO: let the two halves be models of their own, and the whole be made of them.
    return keras.Sequential(
        [
            keras.Input((28, 28, channels), name="image"),
            layers.Conv2D(16, 3, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(3),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(16, 3, activation="relu"),
            layers.GlobalMaxPooling2D(),
            layers.Reshape((4, 4, 1)),
            layers.Conv2DTranspose(16, 3, activation="relu"),
            layers.Conv2DTranspose(32, 3, activation="relu"),
            layers.UpSampling2D(3),
            layers.Conv2DTranspose(16, 3, activation="relu"),
            layers.Conv2DTranspose(channels, 3, activation="relu", name="reconstruction"),
        ]
    )
