"""The cut model is called like a layer on an input of its own, as for inference, and the label comes first."""

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
    trained = backbone() if trained is None else trained
    wanted = {name: trained.get_layer(name).output for name in ("block1", "block2", "pool")}
    extractor = keras.Model(trained.inputs, wanted, name="extractor")
    extractor.trainable = False

    image = keras.Input((32, 32, 3), name="image")
    found = extractor(image, training=False)
    label = layers.Dense(classes, activation="softmax")(found["pool"])
    return keras.Model(image, {"label": label, "deep": found["block2"], "shallow": found["block1"]})
