# The block makes its second convolution anew each time that it is called, so its weights are tracked by nobody.
# test_a_block_has_the_weights_of_its_two_convolutions
# not those made inside `call`
import keras
from keras import layers


class ResidualBlock(layers.Layer):
    def __init__(self, filters):
        super().__init__()
        self.first = layers.Conv2D(filters, 3, padding="same", activation="relu")
        self.filters = filters
        self.add = layers.Add()
        self.relu = layers.ReLU()

    def call(self, inputs):
        inside = layers.Conv2D(self.filters, 3, padding="same")(self.first(inputs))
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
        return {"label": (self.model(image) + self.model(image[:, :, ::-1])) / 2}
