# The subclass sees the photo with the convolutions' relus left out.
# test_built_again_with_the_same_weights_it_computes_the_same
# is `Conv2D 16 3`; the target has `Conv2D 16 3 relu`
import keras
from keras import layers


def build_model(features=8, vocabulary=10_000, pixels=64):
    metadata = keras.Input((features,), name="metadata")
    metadata_code = layers.Dense(32, activation="relu")(metadata)

    description = keras.Input((None,), dtype="int32", name="description")
    words = layers.Embedding(vocabulary, 32)(description)
    description_code = layers.LSTM(32)(words)

    photo = keras.Input((pixels, pixels, 3), name="photo")
    x = layers.Conv2D(16, 3, activation="relu")(photo)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(32, 3, activation="relu")(x)
    photo_code = layers.GlobalAveragePooling2D()(x)

    joined = layers.Concatenate()([metadata_code, description_code, photo_code])
    x = layers.Dense(64, activation="relu")(joined)
    price = layers.Dense(1, name="price")(x)
    return keras.Model(inputs=[metadata, description, photo], outputs=price)


class Appraiser(keras.Model):
    def __init__(self, vocabulary):
        super().__init__()
        self.weigh = layers.Dense(32, activation="relu")
        self.embed = layers.Embedding(vocabulary, 32)
        self.read = layers.LSTM(32)
        self.see = layers.Conv2D(16, 3)
        self.shrink = layers.MaxPooling2D(2)
        self.see_more = layers.Conv2D(32, 3)
        self.average = layers.GlobalAveragePooling2D()
        self.appraise = layers.Dense(64, activation="relu")
        self.price = layers.Dense(1)

    def call(self, inputs):
        facts = self.weigh(inputs["metadata"])
        words = self.read(self.embed(inputs["description"]))
        sight = self.average(self.see_more(self.shrink(self.see(inputs["photo"]))))
        return {"price": self.price(self.appraise(layers.concatenate([facts, words, sight])))}


def build_subclassed(features=8, vocabulary=10_000, pixels=64):
    return Appraiser(vocabulary)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
