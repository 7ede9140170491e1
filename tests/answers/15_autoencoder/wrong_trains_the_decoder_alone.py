# A training step of its own changes the decoder's weights only.
# test_one_training_step_moves_every_weight
# the graph is the target
import keras
import tensorflow as tf
from keras import layers


def build_encoder(channels):
    image = keras.Input((28, 28, channels))
    x = layers.Conv2D(16, 3, activation="relu")(image)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.MaxPooling2D(3)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    x = layers.Conv2D(16, 3, activation="relu")(x)
    code = layers.GlobalMaxPooling2D()(x)
    return keras.Model(image, code, name="encoder")


def build_decoder(channels):
    code = keras.Input((16,))
    x = layers.Reshape((4, 4, 1))(code)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    x = layers.Conv2DTranspose(32, 3, activation="relu")(x)
    x = layers.UpSampling2D(3)(x)
    x = layers.Conv2DTranspose(16, 3, activation="relu")(x)
    drawn = layers.Conv2DTranspose(channels, 3, activation="relu")(x)
    return keras.Model(code, drawn, name="decoder")


class Autoencoder(keras.Model):
    def __init__(self, channels):
        super().__init__()
        self.encoder = build_encoder(channels)
        self.decoder = build_decoder(channels)

    def call(self, inputs):
        return {"reconstruction": self.decoder(self.encoder(inputs["image"]))}

    def train_step(self, data):
        inputs, true, _ = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            loss = self.compute_loss(inputs, true, self(inputs, training=True))
        weights = self.decoder.trainable_variables
        self.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights, strict=True))
        return {"loss": loss}


def build_model(channels=1):
    return Autoencoder(channels)
