"""The body is a Sequential that is called like a layer; metrics are given, too."""

import keras
from keras import layers


def reading_body(vocabulary):
    body = keras.Sequential([keras.Input((None,), dtype="int32"), layers.Embedding(vocabulary, 256)], name="body")
    body.add(layers.Conv1D(128, 5, activation="relu"))
    body.add(layers.MaxPooling1D(5))
    body.add(layers.Conv1D(256, 5, activation="relu"))
    body.add(layers.Conv1D(256, 5, activation="relu"))
    body.add(layers.MaxPooling1D(5))
    body.add(layers.Conv1D(256, 5, activation="relu"))
    body.add(layers.Conv1D(256, 5, activation="relu"))
    body.add(layers.GlobalMaxPooling1D())
    body.add(layers.Dense(128, activation="relu"))
    return body


def build_model(vocabulary=50_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    features = reading_body(vocabulary)(posts)
    age = layers.Dense(1, name="age")(features)
    gender = layers.Dense(1, "sigmoid", name="gender")(features)
    income = layers.Dense(income_groups, "softmax", name="income")(features)
    return keras.Model(posts, [age, gender, income])


def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.RMSprop(1e-4),
        loss=["mse", "binary_crossentropy", "categorical_crossentropy"],
        loss_weights=[0.25, 10.0, 1.0],
        metrics={"age": ["mae"], "gender": ["accuracy"], "income": ["accuracy"]},
    )
