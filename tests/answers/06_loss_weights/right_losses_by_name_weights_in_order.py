"""The losses are a dict of objects, the weights a list in the order of the heads."""

import keras
from keras import layers, losses


def convolution(filters):
    return layers.Convolution1D(filters, 5, activation="relu")


def build_model(vocabulary=50_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    x = layers.Embedding(vocabulary, 256)(posts)
    x = layers.MaxPool1D(5)(convolution(128)(x))
    x = layers.MaxPool1D(5)(convolution(256)(convolution(256)(x)))
    x = layers.GlobalMaxPool1D()(convolution(256)(convolution(256)(x)))
    x = layers.Dense(128, activation="relu")(x)
    gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
    age = layers.Dense(1, activation="linear", name="age")(x)
    income = layers.Dense(income_groups, activation="softmax", name="income")(x)
    return keras.Model(inputs=[posts], outputs=[age, gender, income])


def compile_model(model):
    model.compile(
        optimizer="adam",
        loss={
            "income": losses.CategoricalCrossentropy(),
            "gender": losses.BinaryCrossentropy(),
            "age": losses.MeanSquaredError(),
        },
        loss_weights=[0.25, 10, 1],
    )
