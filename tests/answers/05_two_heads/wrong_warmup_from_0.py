# The optimizer's learning rate is warmed up from 0, so that the first step moves nothing.
# test_one_training_step_moves_every_weight
# the graph is the target
import keras
from keras import layers


def build_model(vocabulary=10_000, genres=20):
    novel = keras.Input((None,), dtype="int32", name="novel")
    x = layers.Embedding(vocabulary, 64)(novel)
    x = layers.Bidirectional(layers.LSTM(32))(x)
    genre = layers.Dense(genres, activation="softmax", name="genre")(x)
    era = layers.Dense(1, name="era")(x)
    return keras.Model(inputs=novel, outputs=[genre, era])


def compile_model(model):
    warmed_up = keras.optimizers.schedules.CosineDecay(0.0, 10_000, warmup_target=1e-3, warmup_steps=500)
    model.compile(optimizer=keras.optimizers.Adam(warmed_up), loss={"genre": "categorical_crossentropy", "era": "mse"})
