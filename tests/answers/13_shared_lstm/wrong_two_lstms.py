# Each sentence has an LSTM of its own, of equal settings.
# test_it_has_the_parameters_of_one_reader_and_the_head
# calls one LSTM on
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64)
    read_left = layers.LSTM(32)
    read_right = layers.LSTM(32)
    left_code = read_left(embed(left))
    right_code = read_right(embed(right))

    joined = layers.Concatenate()([left_code, right_code])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
