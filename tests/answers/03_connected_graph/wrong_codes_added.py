# The codes are added.
# test_the_distance_is_made_from_the_product_of_both
# the target has `Multiply`; your model has `Add`
import keras
from keras import layers


def build_model(radar=11, camera=7):
    from_radar = keras.Input((radar,), name="radar")
    seen_by_radar = layers.Dense(8, activation="relu")(from_radar)

    from_camera = keras.Input((camera,), name="camera")
    seen_by_camera = layers.Dense(8, activation="relu")(from_camera)

    agreed = layers.Add()([seen_by_radar, seen_by_camera])
    distance = layers.Dense(1, name="distance")(agreed)
    return keras.Model(inputs=[from_radar, from_camera], outputs=distance)


def compile_model(model):
    model.compile(optimizer="sgd", loss="mse")


def unrelated_tensors():
    return keras.Input((11,)), layers.Dense(1)(keras.Input((7,)))
