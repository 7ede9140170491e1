# The income has a body of its own beside the one that age and gender share.
# test_it_has_this_many_parameters
# a second time
import keras
from keras import layers


def body(vocabulary):
    first = [layers.Embedding(vocabulary, 256), layers.Conv1D(128, 5, activation="relu"), layers.MaxPooling1D(5)]
    second = [layers.Conv1D(256, 5, activation="relu") for _ in range(2)] + [layers.MaxPooling1D(5)]
    third = [layers.Conv1D(256, 5, activation="relu") for _ in range(2)] + [layers.GlobalMaxPooling1D()]
    return keras.Sequential([*first, *second, *third, layers.Dense(128, activation="relu")])


def build_model(vocabulary=50_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    x = body(vocabulary)(posts)
    age = layers.Dense(1, name="age")(x)
    gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
    income = layers.Dense(income_groups, activation="softmax", name="income")(body(vocabulary)(posts))
    return keras.Model(inputs=posts, outputs=[age, gender, income])


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"},
        loss_weights={"age": 0.25, "gender": 10.0, "income": 1.0},
    )
