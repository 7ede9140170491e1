"""Operations for the activations, the join and the pool, and a dict of outputs gives the heads their names."""

import keras
from keras import layers, ops


def build_model(size=32, classes=10):
    image = keras.Input([size, size, 3], name="image")
    a = ops.relu(layers.Conv2D(16, 1, 2)(image))
    b = ops.relu(layers.Conv2D(16, 1)(image))
    b = ops.relu(layers.Conv2D(16, 3, 2, "same")(b))
    c = layers.AveragePooling2D(3, 2, "same")(image)
    c = ops.relu(layers.Conv2D(16, 3, 1, "same")(c))
    d = ops.relu(layers.Conv2D(16, 1)(image))
    d = ops.relu(layers.Conv2D(16, 3, 1, "same")(d))
    d = ops.relu(layers.Conv2D(16, 3, 2, "same")(d))
    mixed = ops.concatenate([a, b, c, d], axis=-1)
    label = ops.softmax(layers.Dense(classes)(ops.mean(mixed, axis=(1, 2))))
    return keras.Model({"image": image}, {"mixed": mixed, "label": label})
