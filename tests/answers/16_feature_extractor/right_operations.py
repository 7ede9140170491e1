"""A pool of its own, by an operation, stands in the old one's place: it has no weights to keep."""

import keras
from keras import layers, ops


def backbone():
    """The network that was trained, on 20 other kinds of things. Leave it as it is."""
    body = [layers.Conv2D(8, 3, strides=2, padding="same", activation="relu", name="stem")]
    body += [layers.Conv2D(16, 3, strides=2, padding="same", activation="relu", name="block1")]
    body += [layers.Conv2D(24, 3, strides=2, padding="same", activation="relu", name="block2")]
    head = [layers.GlobalAveragePooling2D(name="pool"), layers.Dense(20, activation="softmax", name="kind")]
    return keras.Sequential([keras.Input((32, 32, 3), name="image"), *body, *head], name="backbone")


def build_model(trained=None, classes=10):
    trained = backbone() if trained is None else trained
    trained.trainable = False
    block1, block2 = (trained.get_layer(name).output for name in ("block1", "block2"))
    scores = layers.Dense(classes)(ops.mean(block2, axis=[1, 2]))
    return keras.Model(trained.inputs[0], {"deep": block2, "label": ops.softmax(scores), "shallow": block1})
