"""The model gives a dict, the mirror image is made by an operation, and the wrapper averages by a layer."""

import keras
from keras import layers, ops


class ResidualBlock(layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.inside = keras.Sequential(
            [
                layers.Conv2D(filters, 3, padding="same", activation="relu"),
                layers.Conv2D(filters, 3, padding="same"),
            ]
        )

    def call(self, x):
        return ops.relu(self.inside(x) + x)


def build_model(side=32, filters=16, classes=7):
    image = keras.Input((side, side, 3), name="image")
    first = layers.Conv2D(filters, 3, padding="same", activation="relu")(image)
    one = ResidualBlock(filters)(first)
    two = ResidualBlock(filters)(one)
    three = ResidualBlock(filters)(two)
    pool = layers.GlobalAveragePooling2D()
    label = layers.Dense(classes, activation="softmax")(layers.concatenate([pool(one), pool(two), pool(three)]))
    return keras.Model({"image": image}, {"label": label})


class Mirrored(keras.Model):
    def __init__(self, model, **kwargs):
        super().__init__(**kwargs)
        self.model = model
        self.mean = layers.Average()

    def call(self, inputs, training=None):
        both = [inputs["image"], ops.flip(inputs["image"], axis=2)]
        return {"label": self.mean([self.model({"image": one}, training=training)["label"] for one in both])}
