"""The class is called with inputs and outputs as keras.Model is, and its outputs are a list."""

import keras
from keras import layers, losses, ops

LOSSES = {
    "gender": losses.binary_crossentropy,
    "income": losses.categorical_crossentropy,
    "age": losses.mean_squared_error,
}


class Weighed(keras.Model):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.log_variances = {
            name: self.add_weight(name=f"{name}_log_variance", shape=(), initializer="zeros") for name in LOSSES
        }

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        guesses = dict(zip(self.output_names, y_pred, strict=True))
        weighed = []
        for name, loss in LOSSES.items():
            s = self.log_variances[name]
            weighed.append(ops.mean(loss(y[name], guesses[name])) / ops.exp(s) + s)
        return sum(weighed)


def build_model(vocabulary=10_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    x = layers.Embedding(vocabulary, 64)(posts)
    x = layers.Dense(64, activation="relu")(layers.GlobalAveragePooling1D()(x))
    age = layers.Dense(1, name="age")(x)
    gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
    income = layers.Dense(income_groups, activation="softmax", name="income")(x)
    return Weighed(posts, [gender, age, income])


def compile_model(model):
    model.compile(optimizer="rmsprop")
