# A loss over 1000 counts as 1000.
# test_each_loss_counts_by_its_log_variance
# the graph is the target
import keras
from keras import layers, losses, ops

LOSSES = {
    "age": losses.mean_squared_error,
    "gender": losses.binary_crossentropy,
    "income": losses.categorical_crossentropy,
}


class PostReader(keras.Model):
    def __init__(self, vocabulary, income_groups):
        super().__init__()
        reading = [layers.Embedding(vocabulary, 64), layers.GlobalAveragePooling1D()]
        self.body = keras.Sequential([*reading, layers.Dense(64, activation="relu")])
        self.age = layers.Dense(1)
        self.gender = layers.Dense(1, activation="sigmoid")
        self.income = layers.Dense(income_groups, activation="softmax")
        # Weights like a layer's: add_weight tells Keras of them, so the optimizer moves them.
        self.log_variances = {head: self.add_weight(shape=(), initializer="zeros") for head in LOSSES}

    def call(self, inputs):
        x = self.body(inputs["posts"])
        return {"age": self.age(x), "gender": self.gender(x), "income": self.income(x)}

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        total = 0.0
        for head, s in self.log_variances.items():
            loss = ops.minimum(ops.mean(LOSSES[head](y[head], y_pred[head])), 1000.0)
            total += ops.exp(-s) * loss + s
        return total


def build_model(vocabulary=10_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile(optimizer="rmsprop")
