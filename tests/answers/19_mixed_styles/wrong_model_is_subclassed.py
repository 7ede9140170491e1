# The model with the blocks is a subclass, and not functional.
# test_three_blocks_are_layers_of_a_functional_model
# the graph is the target
import keras
from keras import layers


class ResidualBlock(layers.Layer):
    def __init__(self, filters):
        super().__init__()
        self.first = layers.Conv2D(filters, 3, padding="same", activation="relu")
        self.second = layers.Conv2D(filters, 3, padding="same")
        self.add = layers.Add()
        self.relu = layers.ReLU()

    def call(self, inputs):
        inside = self.second(self.first(inputs))
        return self.relu(self.add([inputs, inside]))


class Classifier(keras.Model):
    def __init__(self, filters, classes):
        super().__init__()
        self.first = layers.Conv2D(filters, 3, padding="same", activation="relu")
        self.blocks = [ResidualBlock(filters) for _ in range(3)]
        self.pool = layers.GlobalAveragePooling2D()
        self.join = layers.Concatenate()
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        x = self.first(inputs["image"])
        seen = []
        for block in self.blocks:
            x = block(x)
            seen.append(self.pool(x))
        return {"label": self.label(self.join(seen))}


def build_model(side=32, filters=16, classes=7):
    model = Classifier(filters, classes)
    model({"image": keras.Input((side, side, 3))})
    return model


class Mirrored(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs):
        image, back = inputs["image"], inputs["image"][:, :, ::-1]
        return {"label": (self.model({"image": image})["label"] + self.model({"image": back})["label"]) / 2}
