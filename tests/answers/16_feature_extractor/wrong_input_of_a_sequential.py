# A Sequential is asked for its input, which only a chain that has been called on a tensor has.
# test_it_builds_a_keras_model
# no graph
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
    return keras.Model(trained.input, {"shallow": shallow, "deep": deep, "label": label})
