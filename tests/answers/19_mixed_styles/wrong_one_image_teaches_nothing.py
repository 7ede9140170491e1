# What the mirror image gives is used without its gradient.
# test_an_image_and_its_mirror_image_pull_mirrored_alike
# the graph is the target
import keras
from keras import layers


class ResidualBlock(layers.Layer):
    def __init__(self, filters):
        super().__init__()
        # Each block makes layers of its own, so that no two blocks share weights.
        self.first = layers.Conv2D(filters, 3, padding="same", activation="relu")
        self.second = layers.Conv2D(filters, 3, padding="same")

    def call(self, inputs):
        return keras.ops.relu(inputs + self.second(self.first(inputs)))


def build_model(side=32, filters=16, classes=7):
    image = keras.Input((side, side, 3), name="image")
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(image)
    seen = []
    for _ in range(3):
        # In the functional model, a layer of one's own is called like any other.
        x = ResidualBlock(filters)(x)
        seen.append(layers.GlobalAveragePooling2D()(x))
    label = layers.Dense(classes, activation="softmax", name="label")(layers.Concatenate()(seen))
    return keras.Model(inputs=image, outputs=label)


class Mirrored(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs):
        # In the subclass, a functional model is called like any layer, twice if need be.
        image = inputs["image"]
        return {"label": (self.model(image) + keras.ops.stop_gradient(self.model(image[:, :, ::-1]))) / 2}
