# It mirrors 32 columns, whatever the width: of a wider image the last ones are missing.
# test_into_mirrored_goes_a_dict_and_out_comes_a_dict
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


def build_model(side=32, filters=16, classes=7):
    image = keras.Input((side, side, 3), name="image")
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(image)
    seen = []
    for _ in range(3):
        x = ResidualBlock(filters)(x)
        seen.append(layers.GlobalAveragePooling2D()(x))
    label = layers.Dense(classes, activation="softmax", name="label")(layers.Concatenate()(seen))
    return keras.Model(inputs=image, outputs=label)


class Mirrored(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs):
        image = inputs["image"]
        return {"label": (self.model(image) + self.model(image[:, :, 31::-1])) / 2}
