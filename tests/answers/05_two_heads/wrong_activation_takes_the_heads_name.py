# The softmax follows as a layer of its own, and that layer makes the head, so the head has its name.
# test_it_has_two_heads
# The head `genre` is called `
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    scores = layers.Dense(genres, name="genre")(x)
    genre = layers.Activation("softmax")(scores)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss=["categorical_crossentropy", "mse"])
