# The sentences are laid end to end and read as one.
# test_one_embedding_and_one_lstm_read_both_and_the_codes_join
# your model has `Concatenate
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64)
    words = layers.Concatenate(axis=1)([embed(left), embed(right)])
    code = layers.LSTM(32)(words)

    same = layers.Dense(1, activation="sigmoid", name="same")(code)
    return keras.Model(inputs=[left, right], outputs=same)
