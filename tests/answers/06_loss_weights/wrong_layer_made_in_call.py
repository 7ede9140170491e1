# The age's layer is made anew, with new random weights, each time that the model is called.
# test_it_is_fed_by_position
# not those made inside `call`
import keras
from keras import layers


def body(vocabulary):
    first = [layers.Embedding(vocabulary, 256), layers.Conv1D(128, 5, activation="relu"), layers.MaxPooling1D(5)]
    second = [layers.Conv1D(256, 5, activation="relu") for _ in range(2)] + [layers.MaxPooling1D(5)]
    third = [layers.Conv1D(256, 5, activation="relu") for _ in range(2)] + [layers.GlobalMaxPooling1D()]
    return keras.Sequential([*first, *second, *third, layers.Dense(128, activation="relu")])


class PostReader(keras.Model):
    def __init__(self, vocabulary, income_groups):
        super().__init__()
        self.body = body(vocabulary)
        self.gender = layers.Dense(1, activation="sigmoid")
        self.income = layers.Dense(income_groups, activation="softmax")

    def call(self, inputs):
        x = self.body(inputs["posts"])
        return {"age": layers.Dense(1)(x), "gender": self.gender(x), "income": self.income(x)}


def build_model(vocabulary=50_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"},
        loss_weights={"age": 0.25, "gender": 10.0, "income": 1.0},
    )
