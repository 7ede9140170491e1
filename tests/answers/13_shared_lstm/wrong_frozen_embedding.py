# The shared Embedding is frozen.
# test_one_training_step_moves_every_weight
# is `Embedding 10000 64 frozen`
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64, trainable=False)
    read = layers.LSTM(32)

    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    same = layers.Dense(1, activation="sigmoid", name="same")(joined)
    return keras.Model(inputs=[left, right], outputs=same)
