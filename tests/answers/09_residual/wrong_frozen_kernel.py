# The kernel of the last layer, though not its bias, is told not to learn.
# test_one_training_step_moves_every_weight
# the graph is the target
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
    last = layers.Dense(classes, activation="softmax", name="label")
    label = last(x)
    last.kernel.trainable = False
    return keras.Model(inputs=image, outputs=label)
