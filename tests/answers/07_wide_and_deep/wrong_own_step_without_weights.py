# The model trains in a step of its own, which knows nothing of the loss_weights.
# test_a_training_step_goes_down_the_gradient_of_the_total_loss
# the graph is the target
import keras
import tensorflow as tf
from keras import layers


class WideAndDeep(keras.Model):
    def __init__(self):
        super().__init__()
        # The hidden layers are a plain chain, so they may stay a Sequential.
        self.hidden = keras.Sequential([layers.Dense(30, activation="relu"), layers.Dense(30, activation="relu")])
        self.join = layers.Concatenate()
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        hidden = self.hidden(inputs["deep"])
        # The wide features go past the hidden layers, straight into the join.
        joined = self.join([inputs["wide"], hidden])
        return {"main": self.main(joined), "aux": self.aux(hidden)}

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            guesses = self(x, training=True)
            loss = sum(keras.ops.mean(keras.ops.square(y[head] - guesses[head])) for head in y)
        self.optimizer.apply(tape.gradient(loss, self.trainable_weights), self.trainable_weights)
        return {"loss": loss}


def build_model(wide_features=5, deep_features=6):
    return WideAndDeep()  # whose layers take their widths from the first features that they see


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "aux": 0.1})
