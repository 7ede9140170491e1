# The codes are added, where they should be concatenated.
# test_one_embedding_and_one_lstm_read_both_and_the_codes_join
# your model has `Add` there
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64)
    read = layers.LSTM(32)

    joined = layers.Add()([read(embed(left)), read(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
