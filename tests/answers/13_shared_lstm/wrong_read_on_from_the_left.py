# The right sentence is read on from the state in which the left one ended.
# test_a_step_of_training_leaves_both_sentences_read_alike
# Look at its return_state
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64)
    read = layers.LSTM(32, return_state=True)
    left_code, *state = read(embed(left))
    right_code, *_ = read(embed(right), initial_state=state)

    joined = layers.Concatenate()([left_code, right_code])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
