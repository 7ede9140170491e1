"""The answer in both styles, and compile_model serves both."""

import keras
from keras import layers


def body(vocabulary):
    first = [layers.Embedding(vocabulary, 256), layers.Conv1D(128, 5, activation="relu"), layers.MaxPooling1D(5)]
    second = [layers.Conv1D(256, 5, activation="relu") for _ in range(2)] + [layers.MaxPooling1D(5)]
    third = [layers.Conv1D(256, 5, activation="relu") for _ in range(2)] + [layers.GlobalMaxPooling1D()]
    return [*first, *second, *third, layers.Dense(128, activation="relu")]


def build_model(vocabulary=50_000, income_groups=10):
    x = posts = keras.Input((None,), dtype="int32", name="posts")
    for layer in body(vocabulary):
        x = layer(x)
    income = layers.Dense(income_groups, activation="softmax", name="income")(x)
    gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
    age = layers.Dense(1, name="age")(x)
    return keras.Model(posts, [gender, income, age])


class PostReader(keras.Model):
    def __init__(self, vocabulary, income_groups):
        super().__init__()
        self.body = keras.Sequential(body(vocabulary))
        self.income = layers.Dense(income_groups, activation="softmax")
        self.gender = layers.Dense(1, activation="sigmoid")
        self.age = layers.Dense(1)

    def call(self, inputs):
        x = self.body(inputs["posts"])
        return {"income": self.income(x), "gender": self.gender(x), "age": self.age(x)}


def build_subclassed(vocabulary=50_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"gender": "binary_crossentropy", "age": "mse", "income": "categorical_crossentropy"},
        loss_weights={"gender": 10.0, "age": 0.25, "income": 1.0},
    )
