# The second LSTM is made from the configuration of the first, which holds no weights.
# test_it_has_the_parameters_of_one_reader_and_the_head
# calls one LSTM on
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64)
    read_left = layers.LSTM(32, name="read_left")
    read_right = layers.LSTM.from_config(read_left.get_config() | {"name": "read_right"})

    joined = layers.Concatenate()([read_left(embed(left)), read_right(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
