import keras
from keras import layers


class Appraiser(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.weigh = layers.Dense(32, activation="relu")
        # A branch without a fork is a chain, and a Sequential is a layer like any other.
        self.read = keras.Sequential([layers.Embedding(vocabulary, 32), layers.LSTM(32)])
        convolutions = [layers.Conv2D(filters, 3, activation="relu") for filters in (16, 32)]
        pools = [layers.MaxPooling2D(2), layers.GlobalAveragePooling2D()]
        self.see = keras.Sequential([convolutions[0], pools[0], convolutions[1], pools[1]])
        self.join = layers.Concatenate()
        self.appraise = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(1)])

    def call(self, inputs):
        from_metadata = self.weigh(inputs["metadata"])
        from_description = self.read(inputs["description"])
        from_photo = self.see(inputs["photo"])
        return {"price": self.appraise(self.join([from_metadata, from_description, from_photo]))}


def build_model(features=8, vocabulary=10_000, pixels=64):
    # What the layers must know of the inputs' sizes, they learn when they are first called.
    return Appraiser(vocabulary)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
