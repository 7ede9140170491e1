# ResidualBlock is a function that gives a function, so the model holds convolutions and no blocks.
# test_it_defines_a_layer_and_a_model
# the graph is the target
import keras
from keras import layers


def ResidualBlock(filters):  # noqa: N802
    first = layers.Conv2D(filters, 3, padding="same", activation="relu")
    second = layers.Conv2D(filters, 3, padding="same")
    return lambda inputs: layers.ReLU()(layers.Add()([inputs, second(first(inputs))]))


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
        return {"label": (self.model(image) + self.model(image[:, :, ::-1])) / 2}
