"""The heads come in another order, and losses and weights are lists in that order."""

from keras import Input, Model
from keras.layers import Conv1D, Dense, Embedding, GlobalMaxPooling1D, MaxPooling1D


def build_model(vocabulary=50_000, income_groups=10):
    posts = Input((None,), dtype="int32", name="posts")
    x = Embedding(vocabulary, 256)(posts)
    x = Conv1D(128, 5, activation="relu")(x)
    x = MaxPooling1D(5)(x)
    x = Conv1D(256, 5, activation="relu")(x)
    x = Conv1D(256, 5, activation="relu")(x)
    x = MaxPooling1D(5)(x)
    x = Conv1D(256, 5, activation="relu")(x)
    x = Conv1D(256, 5, activation="relu")(x)
    x = GlobalMaxPooling1D()(x)
    x = Dense(128, activation="relu")(x)
    income = Dense(income_groups, activation="softmax", name="income")(x)
    age = Dense(1, name="age")(x)
    gender = Dense(1, activation="sigmoid", name="gender")(x)
    return Model(posts, [income, age, gender])


def compile_model(model):
    losses = ["categorical_crossentropy", "mse", "binary_crossentropy"]
    model.compile(optimizer="rmsprop", loss=losses, loss_weights=[1.0, 0.25, 10.0])
