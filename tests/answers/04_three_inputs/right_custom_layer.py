"""A custom layer owns the photo's branch, another the description's."""

import keras
from keras import layers


class Eye(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.layers = [layers.Conv2D(16, 3, activation="relu"), layers.MaxPool2D(2)]
        self.layers += [layers.Conv2D(32, 3, activation="relu"), layers.GlobalAvgPool2D()]

    def call(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class Reader(layers.Layer):
    def __init__(self, vocabulary, **kwargs):
        super().__init__(**kwargs)
        self.embed = layers.Embedding(vocabulary, 32)
        self.read = layers.LSTM(32)

    def call(self, words):
        return self.read(self.embed(words))


def build_model(features=8, vocabulary=10_000, pixels=64):
    metadata = keras.Input((features,), name="metadata")
    description = keras.Input((None,), dtype="int32", name="description")
    photo = keras.Input((pixels, pixels, 3), name="photo")
    codes = [layers.Dense(32, "relu")(metadata), Reader(vocabulary)(description), Eye()(photo)]
    price = layers.Dense(1, name="price")(layers.Dense(64, "relu")(layers.Concatenate()(codes)))
    return keras.Model(inputs=(metadata, description, photo), outputs=price)


def compile_model(model):
    model.compile(
        optimizer="RMSprop", loss=keras.losses.mean_squared_error, metrics=[keras.metrics.MeanAbsoluteError()]
    )
