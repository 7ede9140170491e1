import keras
from keras import layers


def convolution(filters):
    return layers.Conv1D(filters, 5, activation="relu")


class PostReader(keras.Model):
    def __init__(self, vocabulary, income_groups):
        super().__init__()
        # What is a plain chain may stay one: a Sequential is a layer of the model like any other.
        first = [layers.Embedding(vocabulary, 256), convolution(128), layers.MaxPooling1D(5)]
        second = [convolution(256), convolution(256), layers.MaxPooling1D(5)]
        third = [convolution(256), convolution(256), layers.GlobalMaxPooling1D()]
        self.body = keras.Sequential([*first, *second, *third, layers.Dense(128, activation="relu")])
        self.age = layers.Dense(1)
        self.gender = layers.Dense(1, activation="sigmoid")
        self.income = layers.Dense(income_groups, activation="softmax")

    def call(self, inputs):
        x = self.body(inputs["posts"])
        return {"age": self.age(x), "gender": self.gender(x), "income": self.income(x)}


def build_model(vocabulary=50_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"},
        loss_weights={"age": 0.25, "gender": 10.0, "income": 1.0},
    )
