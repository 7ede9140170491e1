# Each head has a body of its own, so the novel is read twice and nothing is shared.
# test_both_heads_are_made_from_one_reading
# a second time, with weights of their own
import keras
from keras import layers


def reading(vocabulary, novel):
    return layers.Bidirectional(layers.LSTM(32))(layers.Embedding(vocabulary, 64)(novel))


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    genre = layers.Dense(genres, activation="softmax", name="genre")(reading(vocabulary, novel))
    era = layers.Dense(1, name="era")(reading(vocabulary, novel))
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
