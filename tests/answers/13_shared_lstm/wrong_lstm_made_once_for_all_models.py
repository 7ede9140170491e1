# The LSTM is made beside build_model, so that all models that it builds share it.
# test_built_again_it_has_weights_of_its_own
# the graph is the target
import keras
from keras import layers

read = layers.LSTM(32)


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")
    embed = layers.Embedding(vocabulary, 64)
    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
