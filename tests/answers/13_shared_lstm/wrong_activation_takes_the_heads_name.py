# The sigmoid follows as a layer of its own, and that layer makes the head, so the head has its name.
# test_its_head_is_one_number
# The head `same` is called `activation`
import keras
from keras import layers


def build_model(vocabulary=10_000):
    left = keras.Input((None,), dtype="int32", name="left")
    right = keras.Input((None,), dtype="int32", name="right")

    embed = layers.Embedding(vocabulary, 64)
    read = layers.LSTM(32)

    joined = layers.Concatenate()([read(embed(left)), read(embed(right))])
    score = layers.Dense(1, name="same")(joined)
    same = layers.Activation("sigmoid")(score)
    return keras.Model(inputs=[left, right], outputs=same)
