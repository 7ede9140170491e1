"""The blocks are in another layer, whose output is a list of what each of them makes."""

import keras
from keras import layers


class ResidualBlock(layers.Layer):
    def __init__(self, filters):
        super().__init__()
        self.first = layers.Conv2D(filters, 3, padding="same", activation="relu")
        self.second = layers.Conv2D(filters, 3, padding="same")

    def call(self, inputs):
        return keras.ops.relu(inputs + self.second(self.first(inputs)))


class Tower(layers.Layer):
    def __init__(self, filters):
        super().__init__()
        self.blocks = [ResidualBlock(filters) for _ in range(3)]

    def call(self, x):
        return [x := block(x) for block in self.blocks]


def build_model(side=32, filters=16, classes=7):
    image = keras.Input((side, side, 3), name="image")
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(image)
    seen = [layers.GlobalAveragePooling2D()(one) for one in Tower(filters)(x)]
    label = layers.Dense(classes, activation="softmax", name="label")(layers.Concatenate()(seen))
    return keras.Model(inputs=image, outputs=label)


class Mirrored(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs):
        image = inputs["image"]
        return {"label": keras.ops.mean([self.model(image), self.model(keras.ops.flip(image, 2))], axis=0)}
