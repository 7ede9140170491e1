# The model trains in a step of its own, which knows nothing of the loss_weights and reports as if it did.
# test_a_training_step_goes_down_the_gradient_of_the_total_loss
# the graph is the target
import keras
import tensorflow as tf
from keras import layers


class PowerGuesser(keras.Model):
    def __init__(self):
        super().__init__()
        self.see = layers.Dense(24, activation="relu")
        self.know = layers.Dense(16, activation="relu")
        self.main = layers.Dense(1)
        self.aux = layers.Dense(1)

    def call(self, inputs):
        seen = self.see(inputs["wind"])
        known = self.know(layers.concatenate([seen, inputs["turbine"]]))
        return {"main": self.main(known), "aux": self.aux(seen)}

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            guesses = self(x, training=True)
            loss = sum(keras.ops.mean(keras.ops.square(y[head] - guesses[head])) for head in y)
        self.optimizer.apply(tape.gradient(loss, self.trainable_weights), self.trainable_weights)
        return {"loss": self.compute_loss(x, y, guesses)}


def build_model(hours=9, facts=4):
    return PowerGuesser()  # whose layers take their widths from the first numbers that they see


def compile_model(model):
    # Keras goes through a dict of outputs in the alphabet's order, so lists would be traded. Names never are.
    weights = {"aux": 0.3, "main": 1.0}
    model.compile(optimizer="sgd", loss=dict.fromkeys(weights, "mse"), loss_weights=weights)
