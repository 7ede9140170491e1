# Each sentence has an Embedding of its own.
# test_it_has_the_parameters_of_one_reader_and_the_head
# calls one Embedding on
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    read = layers.LSTM(32)
    left_code = read(layers.Embedding(vocabulary, 64)(left))
    right_code = read(layers.Embedding(vocabulary, 64)(right))

    joined = layers.Concatenate()([left_code, right_code])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
