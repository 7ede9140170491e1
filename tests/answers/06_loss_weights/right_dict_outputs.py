"""The outputs, the losses and the weights are dicts by head name, and the layers have none."""

import keras
from keras import layers


def build_model(vocabulary=50_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    x = layers.Embedding(vocabulary, 256)(posts)
    for filters, pooling in [([128], "max"), ([256, 256], "max"), ([256, 256], "global")]:
        for count in filters:
            x = layers.Conv1D(filters=count, kernel_size=5, activation="relu")(x)
        x = layers.MaxPooling1D(pool_size=5)(x) if pooling == "max" else layers.GlobalMaxPooling1D()(x)
    x = layers.Dense(128, activation="relu")(x)
    heads = {
        "age": layers.Dense(1)(x),
        "income": layers.Dense(income_groups, activation="softmax")(x),
        "gender": layers.Dense(1, activation="sigmoid")(x),
    }
    return keras.Model(inputs={"posts": posts}, outputs=heads)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"age": "mse", "income": "categorical_crossentropy", "gender": "binary_crossentropy"},
        loss_weights={"gender": 10, "income": 1, "age": 0.25},
    )
