# The second head gets a copy of the body, by clone_model, which has weights of its own and the same name.
# test_it_builds_a_keras_model
# no graph
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    body = keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            layers.Embedding(vocabulary, 64),
            layers.Bidirectional(layers.LSTM(32)),
        ]
    )
    genre = layers.Dense(genres, activation="softmax", name="genre")(body(novel))
    era = layers.Dense(1, name="era")(keras.models.clone_model(body)(novel))
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    model.compile(optimizer="rmsprop", loss={"genre": "categorical_crossentropy", "era": "mse"})
