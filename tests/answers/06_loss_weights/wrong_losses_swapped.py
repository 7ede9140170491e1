# The losses of age and gender are in each other's place.
# test_each_head_has_the_loss_for_its_kind_of_guess
# `age` is trained with binary_crossentropy
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
    age = layers.Dense(1, name="age")(x)
    gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
    income = layers.Dense(income_groups, activation="softmax", name="income")(x)
    return keras.Model(inputs=posts, outputs=[age, gender, income])


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss=["binary_crossentropy", "mse", "categorical_crossentropy"],
        loss_weights=[0.25, 10.0, 1.0],
    )
