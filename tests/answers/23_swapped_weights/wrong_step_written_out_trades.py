# A step of training that is written out trades the weights, and only evaluation uses those of compile.
# test_training_reports_the_same_total
# the graph is the target
import keras
import tensorflow as tf
from keras import layers, ops


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
        inputs, true = data
        with tf.GradientTape() as tape:
            guesses = self(inputs, training=True)
            losses = {head: ops.mean(ops.square(true[head] - guesses[head])) for head in guesses}
            loss = 0.3 * losses["main"] + 1.0 * losses["aux"]
        self.optimizer.apply(tape.gradient(loss, self.trainable_weights), self.trainable_weights)
        return {"loss": loss}


def build_model(hours=9, facts=4):
    return PowerGuesser()


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 1.0, "aux": 0.3})
