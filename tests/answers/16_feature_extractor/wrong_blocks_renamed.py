# The backbone's layers are renamed, so that the heads are called right.
# test_the_backbone_is_as_it_was_given
# the graph is the target
import keras
from keras import layers


def backbone():
    """The network that was trained, on 20 other kinds of things. Leave it as it is."""
    body = [layers.Conv2D(8, 3, strides=2, padding="same", activation="relu", name="stem")]
    body += [layers.Conv2D(16, 3, strides=2, padding="same", activation="relu", name="shallow")]
    body += [layers.Conv2D(24, 3, strides=2, padding="same", activation="relu", name="deep")]
    head = [layers.GlobalAveragePooling2D(name="pool"), layers.Dense(20, activation="softmax", name="kind")]
    return keras.Sequential([keras.Input((32, 32, 3), name="image"), *body, *head], name="backbone")


def build_model(trained=None, classes=10):
    trained = backbone() if trained is None else trained
    trained.trainable = False
    shallow = trained.get_layer("shallow").output
    deep = trained.get_layer("deep").output
    label = layers.Dense(classes, activation="softmax", name="label")(trained.get_layer("pool").output)
    return keras.Model(trained.inputs, [shallow, deep, label])
