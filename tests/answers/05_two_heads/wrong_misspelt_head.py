# The genre's head is called `gerne`.
# test_it_has_two_heads
# The head `genre` is called `gerne`
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    genre = layers.Dense(genres, activation="softmax", name="gerne")(x)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"gerne": "categorical_crossentropy", "era": "mse"})
