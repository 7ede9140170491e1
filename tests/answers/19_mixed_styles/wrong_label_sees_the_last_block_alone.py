# The label sees what the last block makes, and nothing of the two before.
# test_it_has_this_many_parameters
# the target has
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


def build_model(side=32, filters=16, classes=7):
    image = keras.Input((side, side, 3), name="image")
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(image)
    for _ in range(3):
        x = ResidualBlock(filters)(x)
    label = layers.Dense(classes, activation="softmax", name="label")(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs=image, outputs=label)


class Mirrored(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs):
        image = inputs["image"]
        return {"label": (self.model(image) + self.model(image[:, :, ::-1])) / 2}
