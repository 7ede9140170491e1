# The Embedding gets its width first and its vocabulary second.
# test_one_embedding_and_one_lstm_read_both_and_the_codes_join
# is `Embedding 64 10000`
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(64, vocabulary)
    read = layers.LSTM(32)

    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
