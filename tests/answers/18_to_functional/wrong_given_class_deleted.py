# The class is no longer in the file, so that nothing has the weights that are to be taken over.
# test_the_given_class_makes_this_graph_still
# the graph is the target
import keras
from keras import layers


def build_model(vocabulary=5_000, features=19):
    search = keras.Input((None,), dtype="int32", name="search")
    x = layers.Embedding(vocabulary, 48)(search)
    x = layers.GlobalAveragePooling1D()(x)
    x = layers.Dense(32, activation="relu")(x)
    search_code = layers.Dense(24, name="search_code")(x)

    product = keras.Input((features,), name="product")
    y = layers.Dense(32, activation="relu")(product)
    product_code = layers.Dense(24, name="product_code")(y)

    agreement = layers.Dot(axes=1)([search_code, product_code])
    match = layers.Dense(1, activation="sigmoid", name="match")(agreement)
    return keras.Model(inputs=[search, product], outputs=match)
