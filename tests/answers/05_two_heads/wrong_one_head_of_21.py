# One layer of 21 holds both guesses, and slices of it are the heads.
# test_both_heads_are_made_from_one_reading
# your model has `get_item [:, 20:]`
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    both = layers.Dense(genres + 1, activation="softmax")(x)
    return keras.Model(inputs=novel, outputs={"genre": both[:, :genres], "era": both[:, genres:]})


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
