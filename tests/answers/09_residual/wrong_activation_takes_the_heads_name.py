# The softmax follows as a layer of its own, and that layer makes the head, so the head has its name.
# test_its_head_gives_each_of_10_classes_a_share
# The head `label` is called `activation` in your model
import keras
from keras import layers


def build_model(size=32, classes=10):
    image = keras.Input((size, size, 3), name="image")
    x = layers.Conv2D(32, 3, padding="same", activation="relu")(image)

    y = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(32, 3, padding="same")(y)
    x = layers.ReLU()(layers.Add()([x, y]))

    y = layers.Conv2D(64, 3, strides=2, padding="same", activation="relu")(x)
    y = layers.Conv2D(64, 3, padding="same")(y)
    skip = layers.Conv2D(64, 1, strides=2)(x)
    x = layers.ReLU()(layers.Add()([skip, y]))

    x = layers.GlobalAveragePooling2D()(x)
    scores = layers.Dense(classes, name="label")(x)
    label = layers.Activation("softmax", name="activation")(scores)
    return keras.Model(inputs=image, outputs=label)
