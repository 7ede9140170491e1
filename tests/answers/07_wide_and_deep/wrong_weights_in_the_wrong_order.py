# The outputs are a list that begins with the auxiliary head, and the weights one that begins with the main head's.
# test_the_total_loss_weighs_each_head
# The loss of `main` counts 0.1 times in the total
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(hidden)
    joined = layers.Concatenate()([wide, hidden])
    main = layers.Dense(1, name="main")(joined)
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs=[aux, main])


def compile_model(model):
    model.compile(optimizer="sgd", loss=["mse", "mse"], loss_weights=[0.9, 0.1])
