# The vocabulary is always 10,000 words, whatever the argument says.
# test_its_vocabulary_is_an_argument
# the graph is the target
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(10_000, 64)
    read = layers.LSTM(32)

    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
