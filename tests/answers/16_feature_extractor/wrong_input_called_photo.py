# The layers are called on an input of another name.
# test_it_takes_an_image
# your model has `photo` instead
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
    stem, block1, block2, pool, _ = trained.layers
    photo = keras.Input((32, 32, 3), name="photo")
    shallow = block1(stem(photo))
    deep = block2(shallow)
    label = layers.Dense(classes, activation="softmax")(pool(deep))
    return keras.Model(photo, {"shallow": shallow, "deep": deep, "label": label})
