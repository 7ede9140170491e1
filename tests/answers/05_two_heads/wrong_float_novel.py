# The word numbers come as floats, which is what an Input takes if it isn't told.
# test_it_takes_a_novel
# The input `novel` is (None,) float32
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
