"""The outputs are a list, whose first two have their names from an Identity, and the layers are taken by place."""

import keras
from keras import layers


def backbone():
    """The network that was trained, on 20 other kinds of things. Leave it as it is."""
    body = [layers.Conv2D(8, 3, strides=2, padding="same", activation="relu", name="stem")]
    body += [layers.Conv2D(16, 3, strides=2, padding="same", activation="relu", name="block1")]
    body += [layers.Conv2D(24, 3, strides=2, padding="same", activation="relu", name="block2")]
    head = [layers.GlobalAveragePooling2D(name="pool"), layers.Dense(20, activation="softmax", name="kind")]
    return keras.Sequential([keras.Input((32, 32, 3), name="image"), *body, *head], name="backbone")


def build_model(trained=None, classes=10):
    trained = trained or backbone()
    for layer in trained.layers:
        layer.trainable = False
    shallow = layers.Identity(name="shallow")(trained.layers[1].output)
    deep = layers.Identity(name="deep")(trained.layers[2].output)
    label = layers.Dense(classes, "softmax", name="label")(trained.layers[-2].output)
    return keras.Model(inputs=trained.inputs, outputs=[shallow, deep, label])
