# The head has two units, one for yes and one for no.
# test_its_head_is_one_number
# `same` is `Dense 2 softmax`
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64)
    read = layers.LSTM(32)

    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    same = layers.Dense(2, activation="softmax", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
