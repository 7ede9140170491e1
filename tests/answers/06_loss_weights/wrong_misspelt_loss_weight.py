# The weight of the age's loss has a misspelt name: Keras goes by the alphabet, and so it works by luck.
# test_in_all_it_is_the_target
# Given are loss_weights for
import keras
from keras import layers


def build_model(vocabulary=50_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    x = layers.Embedding(vocabulary, 256)(posts)
    x = layers.Conv1D(128, 5, activation="relu")(x)
    x = layers.MaxPooling1D(5)(x)
    x = layers.Conv1D(256, 5, activation="relu")(x)
    x = layers.Conv1D(256, 5, activation="relu")(x)
    x = layers.MaxPooling1D(5)(x)
    x = layers.Conv1D(256, 5, activation="relu")(x)
    x = layers.Conv1D(256, 5, activation="relu")(x)
    x = layers.GlobalMaxPooling1D()(x)
    x = layers.Dense(128, activation="relu")(x)
    # The same tensor x goes into three layers: three heads on one body.
    age = layers.Dense(1, name="age")(x)
    gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
    income = layers.Dense(income_groups, activation="softmax", name="income")(x)
    return keras.Model(inputs=posts, outputs={"age": age, "gender": gender, "income": income})


def compile_model(model):
    # Losses and weights by the heads' names: no order to get wrong.
    model.compile(
        optimizer="rmsprop",
        loss={"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"},
        loss_weights={"ages": 0.25, "gender": 10.0, "income": 1.0},
    )
