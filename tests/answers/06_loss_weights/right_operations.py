"""Activations are layers and operations of their own, and the global pool is a maximum over time."""

import keras
from keras import layers, ops


def build_model(vocabulary=50_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    x = layers.Embedding(vocabulary, 256)(posts)
    x = ops.relu(layers.Conv1D(128, 5)(x))
    x = layers.MaxPooling1D(5, strides=5)(x)
    x = ops.relu(layers.Conv1D(256, 5)(x))
    x = layers.Activation("relu")(layers.Conv1D(256, 5)(x))
    x = layers.MaxPooling1D(5, strides=5)(x)
    x = keras.activations.relu(layers.Conv1D(256, 5)(x))
    x = layers.ReLU()(layers.Conv1D(256, 5)(x))
    x = ops.max(x, axis=1)
    x = ops.relu(layers.Dense(128)(x))
    age = layers.Dense(1, name="age")(x)
    gender = layers.Activation("sigmoid", name="gender")(layers.Dense(1)(x))
    income = layers.Softmax(name="income")(layers.Dense(income_groups)(x))
    return keras.Model(inputs=posts, outputs=[age, gender, income])


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"},
        loss_weights={"age": 0.25, "gender": 10.0, "income": 1.0},
    )
