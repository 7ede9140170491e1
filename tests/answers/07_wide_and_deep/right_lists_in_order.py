"""The heads are a list, and losses and weights are lists in its order."""

from keras import Input, Model
from keras.layers import Concatenate, Dense


def build_model(wide_features=5, deep_features=6):
    wide = Input(shape=(wide_features,), name="wide")
    deep = Input(shape=(deep_features,), name="deep")
    hidden1 = Dense(30, activation="relu")(deep)
    hidden2 = Dense(30, activation="relu")(hidden1)
    main = Dense(1, name="main")(Concatenate(axis=1)([wide, hidden2]))
    aux = Dense(1, name="aux")(hidden2)
    return Model(inputs=[wide, deep], outputs=[main, aux])


def compile_model(model):
    model.compile(loss=["mse", "mse"], loss_weights=[0.9, 0.1], optimizer="sgd")
