# The sentences' names are given to their codes, so that the Model starts at the codes and has no reader at all.
# test_it_takes_two_sentences
# `left` and `right`; your model has `keras_tensor
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
    left = reader(left)
    right = reader(right)

    joined = layers.Concatenate()([left, right])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
