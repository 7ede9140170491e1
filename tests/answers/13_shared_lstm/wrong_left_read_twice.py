# The left sentence is read twice, and the right one never.
# test_a_step_of_training_leaves_both_sentences_read_alike
# The input `right` reaches no head
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64)
    read = layers.LSTM(32)
    left_code = read(embed(left))
    right_code = read(embed(left))

    joined = layers.Concatenate()([left_code, right_code])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
