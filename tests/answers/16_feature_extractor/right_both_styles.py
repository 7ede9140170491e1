"""The answer in both styles, the subclass with the layers that it takes from the given model by name."""

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
    trained.trainable = False
    shallow = trained.get_layer("block1").output
    deep = trained.get_layer("block2").output
    label = layers.Dense(classes, activation="softmax")(trained.get_layer("pool").output)
    return keras.Model(trained.inputs, {"shallow": shallow, "deep": deep, "label": label})


class FeatureExtractor(keras.Model):
    def __init__(self, trained, classes):
        super().__init__()
        trained.trainable = False
        self.body = [trained.get_layer(name) for name in ("stem", "block1", "block2", "pool")]
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        stem, block1, block2, pool = self.body
        shallow = block1(stem(inputs["image"]))
        deep = block2(shallow)
        return {"label": self.label(pool(deep)), "deep": deep, "shallow": shallow}


def build_subclassed(trained=None, classes=10):
    return FeatureExtractor(backbone() if trained is None else trained, classes)
