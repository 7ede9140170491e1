# The loss of each post is cut at 60, so an age that is far off doesn't count as it should.
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
        self.log_variances = {head: self.add_weight(shape=(), initializer="zeros") for head in LOSSES}

    def call(self, inputs):
        x = self.body(inputs["posts"])
        return {"age": self.age(x), "gender": self.gender(x), "income": self.income(x)}

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        total = 0.0
        for head, s in self.log_variances.items():
            loss = ops.mean(ops.minimum(LOSSES[head](y[head], y_pred[head]), 60.0))
            total += ops.exp(-s) * loss + s
        return total


def build_model(vocabulary=10_000, income_groups=10):
    return PostReader(vocabulary, income_groups)


def compile_model(model):
    model.compile(optimizer="rmsprop")
