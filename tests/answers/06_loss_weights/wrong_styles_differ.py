# The subclass guesses the income from the age and the functional model from the body.
# test_built_again_with_the_same_weights_it_computes_the_same
# `income` takes `age`
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
    income = layers.Dense(income_groups, activation="softmax", name="income")(x)
    return keras.Model(inputs=posts, outputs=[age, gender, income])


class PostReader(keras.Model):
    def __init__(self, vocabulary, income_groups):
        super().__init__()
        self.body = body(vocabulary)
        self.age = layers.Dense(1)
        self.gender = layers.Dense(1, activation="sigmoid")
        self.income = layers.Dense(income_groups, activation="softmax")

    def call(self, inputs):
        x = self.body(inputs["posts"])
        age = self.age(x)
        return {"age": age, "gender": self.gender(x), "income": self.income(age)}


def build_subclassed(vocabulary=50_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"},
        loss_weights={"age": 0.25, "gender": 10.0, "income": 1.0},
    )
