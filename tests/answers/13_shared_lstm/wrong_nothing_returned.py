# build_model makes the model and forgets to return it.
# test_it_builds_a_keras_model
# no graph
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    embed = layers.Embedding(vocabulary, 64)
    read = layers.LSTM(32)
    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    keras.Model(inputs=[left, right], outputs=same)
