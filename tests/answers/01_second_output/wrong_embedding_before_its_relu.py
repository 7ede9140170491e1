# The embedding is handed out before its relu.
# test_the_label_is_made_from_the_embedding
# The head `embedding` is tapped from the wrong place: your model gives `Dense 32 <- dense`
import keras
from keras import layers


def build_model(features=64, classes=10):
    inputs = keras.Input((features,), name="features")
    hidden = layers.Dense(32, activation="relu")(inputs)
    summed = layers.Dense(32)(hidden)
    embedding = layers.ReLU()(summed)
    label = layers.Dense(classes, activation="softmax")(embedding)
    return keras.Model(inputs=inputs, outputs={"embedding": summed, "label": label})
