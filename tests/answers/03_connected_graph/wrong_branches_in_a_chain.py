# The camera's layer is called on the radar's code, so that the two branches are a chain.
# test_the_distance_is_made_from_the_product_of_both
# The input `camera` reaches no head
import keras
from keras import layers


def build_model(radar=11, camera=7):
    from_radar = keras.Input((radar,), name="radar")
    seen_by_radar = layers.Dense(8, activation="relu")(from_radar)

    from_camera = keras.Input((camera,), name="camera")
    seen_by_camera = layers.Dense(8, activation="relu")(seen_by_radar)

    agreed = layers.Multiply()([seen_by_radar, seen_by_camera])
    distance = layers.Dense(1, name="distance")(agreed)
    return keras.Model(inputs=[from_radar, from_camera], outputs=distance)


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    return keras.Input((11,)), layers.Dense(1)(keras.Input((7,)))
