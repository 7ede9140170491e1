# The subclass keeps the whole given model as its attribute, old head included.
# test_it_has_this_many_parameters
# Your model tracks 5,622 parameters
import keras
from keras import layers


def backbone():
    """The network that was trained, on 20 other kinds of things. Leave it as it is."""
    body = [layers.Conv2D(8, 3, strides=2, padding="same", activation="relu", name="stem")]
    body += [layers.Conv2D(16, 3, strides=2, padding="same", activation="relu", name="block1")]
    body += [layers.Conv2D(24, 3, strides=2, padding="same", activation="relu", name="block2")]
    head = [layers.GlobalAveragePooling2D(name="pool"), layers.Dense(20, activation="softmax", name="kind")]
    return keras.Sequential([keras.Input((32, 32, 3), name="image"), *body, *head], name="backbone")


class FeatureExtractor(keras.Model):
    def __init__(self, trained, classes):
        super().__init__()
        trained.trainable = False
        self.trained = trained
        self.label = layers.Dense(classes, activation="softmax")

    def call(self, inputs):
        stem, block1, block2, pool, _ = self.trained.layers
        shallow = block1(stem(inputs["image"]))
        deep = block2(shallow)
        return {"shallow": shallow, "deep": deep, "label": self.label(pool(deep))}


def build_model(trained=None, classes=10):
    return FeatureExtractor(backbone() if trained is None else trained, classes)
