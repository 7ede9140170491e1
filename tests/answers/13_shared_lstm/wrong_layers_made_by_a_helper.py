# A helper function reads both sentences, and makes new layers each time that it is called.
# test_it_has_the_parameters_of_one_reader_and_the_head
# calls one Embedding on
import keras
from keras import layers


def read(words, vocabulary):
    return layers.LSTM(32)(layers.Embedding(vocabulary, 64)(words))


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    joined = layers.Concatenate()([read(left, vocabulary), read(right, vocabulary)])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
