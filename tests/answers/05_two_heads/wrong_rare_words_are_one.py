# All words from number 999 on are read as one.
# test_both_heads_are_made_from_one_reading
# minimum
import keras
from keras import layers, ops


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(ops.minimum(novel, 999))
    x = layers.Bidirectional(layers.LSTM(32))(x)
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(novel, [genre, era])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
