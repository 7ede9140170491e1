# The blocks are made by a function, as they were, and there is no Mirrored.
# test_it_defines_a_layer_and_a_model
# the graph is the target
"""Says which of 7 things a picture shows, from what three residual blocks make of it.

The block is a function that leaves two layers behind: in the model there is no block to find, to count or to reuse.
Whatever a picture's mirror image would be taken for is not asked.
"""

import keras
from keras import layers


def residual_block(x, filters):
    inside = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    inside = layers.Conv2D(filters, 3, padding="same")(inside)
    return layers.ReLU()(layers.Add()([x, inside]))


def build_model(side=32, filters=16, classes=7):
    # TODO: make the block a layer, ResidualBlock, and add a model, Mirrored, that wraps this one.
    image = keras.Input((side, side, 3), name="image")
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(image)
    seen = []
    for _ in range(3):
        x = residual_block(x, filters)
        seen.append(layers.GlobalAveragePooling2D()(x))
    label = layers.Dense(classes, activation="softmax", name="label")(layers.Concatenate()(seen))
    return keras.Model(inputs=image, outputs=label)
