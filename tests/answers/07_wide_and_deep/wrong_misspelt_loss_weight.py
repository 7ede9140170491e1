# The weight of the auxiliary loss is for `auxiliary`: Keras goes by the alphabet, and so it works by luck.
# test_in_all_it_is_the_target
# Given are loss_weights for
import keras
from keras import layers


def build_model(wide_features=5, deep_features=6):
    wide = keras.Input((wide_features,), name="wide")
    deep = keras.Input((deep_features,), name="deep")
    hidden = layers.Dense(30, activation="relu")(deep)
    hidden = layers.Dense(30, activation="relu")(hidden)

    # The short cut: the wide features go into the join as they are, past both hidden layers.
    joined = layers.Concatenate()([wide, hidden])
    main = layers.Dense(1, name="main")(joined)
    # The same tensor goes into a second head, which the wide features don't reach.
    aux = layers.Dense(1, name="aux")(hidden)
    return keras.Model(inputs=[wide, deep], outputs={"main": main, "aux": aux})


def compile_model(model):
    model.compile(optimizer="sgd", loss={"main": "mse", "aux": "mse"}, loss_weights={"main": 0.9, "auxiliary": 0.1})
