# The weights of the left LSTM are copied to the right one once, and the first step of training parts them.
# test_a_step_of_training_leaves_both_sentences_read_alike
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
    read_right.set_weights(read_left.get_weights())

    joined = layers.Concatenate()([left_code, right_code])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
