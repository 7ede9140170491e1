"""An own compile keeps the losses by head, and the log-variances are Variables in a dict."""

import keras
from keras import layers, ops


class PostReader(keras.Model):
    def __init__(self, body, heads):
        super().__init__()
        self.body = body
        self.heads = heads
        self.log_variances = {name: keras.Variable(0.0, name=name) for name in heads}

    def call(self, inputs):
        x = self.body(inputs["posts"])
        return {name: head(x) for name, head in self.heads.items()}

    def compile(self, optimizer, loss):
        super().compile(optimizer)
        self.head_losses = {name: keras.losses.get(one) for name, one in loss.items()}

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        total = sum(s.value for s in self.log_variances.values())
        for name, loss in self.head_losses.items():
            total = total + ops.mean(loss(y[name], y_pred[name])) * ops.exp(ops.negative(self.log_variances[name]))
        return total


def build_model(vocabulary=10_000, income_groups=10):
    body = keras.Sequential()
    body.add(layers.Embedding(vocabulary, 64))
    body.add(layers.GlobalAveragePooling1D())
    body.add(layers.Dense(64, activation="relu"))
    age, gender = layers.Dense(1), layers.Dense(1, activation="sigmoid")
    income = layers.Dense(income_groups, activation="softmax")
    return PostReader(body, {"age": age, "gender": gender, "income": income})


def compile_model(model):
    losses = {"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"}
    model.compile("rmsprop", losses)
