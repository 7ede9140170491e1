# The layers are shared one by one, and no model holds them together.
# test_the_eye_is_a_model_in_the_model
# the graph is the target
import keras
from keras import layers, ops


def build_model(size=64, channels=3):
    near = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")
    far = layers.Conv2D(32, 3, strides=2, padding="same", activation="relu")
    pool = layers.GlobalAveragePooling2D()
    left = keras.Input((size, size, channels), name="left")
    right = keras.Input((size, size, channels), name="right")
    apart = ops.abs(pool(far(near(left))) - pool(far(near(right))))
    depth = layers.Dense(1, name="depth")(apart)
    return keras.Model(inputs=[left, right], outputs=depth)
