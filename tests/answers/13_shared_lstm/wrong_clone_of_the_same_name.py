# The right sentence's reader is a clone with the name of its original, which Keras refuses in one functional model.
# test_it_builds_a_keras_model
# no graph
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    reader = keras.Sequential([layers.Embedding(vocabulary, 64), layers.LSTM(32)])
    other = keras.models.clone_model(reader)

    joined = layers.Concatenate()([reader(left), other(right)])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
