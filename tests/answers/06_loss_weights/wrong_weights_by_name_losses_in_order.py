# The weights are a dict beside a list of losses: Keras then takes them in the alphabet's order.
# test_the_total_loss_weighs_each_head
# Keras trades them
import keras
from keras import layers


def build_model(vocabulary=50_000, income_groups=10):
    posts = keras.Input((None,), dtype="int32", name="posts")
    x = layers.Embedding(vocabulary, 256)(posts)
    x = layers.Conv1D(128, 5, activation="relu")(x)
    x = layers.MaxPooling1D(5)(x)
    x = layers.Conv1D(256, 5, activation="relu")(x)
    x = layers.Conv1D(256, 5, activation="relu")(x)
    x = layers.MaxPooling1D(5)(x)
    x = layers.Conv1D(256, 5, activation="relu")(x)
    x = layers.Conv1D(256, 5, activation="relu")(x)
    x = layers.GlobalMaxPooling1D()(x)
    x = layers.Dense(128, activation="relu")(x)
    income = layers.Dense(income_groups, activation="softmax", name="income")(x)
    age = layers.Dense(1, name="age")(x)
    gender = layers.Dense(1, activation="sigmoid", name="gender")(x)
    return keras.Model(inputs=posts, outputs=[income, age, gender])


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss=["categorical_crossentropy", "mse", "binary_crossentropy"],
        loss_weights={"income": 1.0, "age": 0.25, "gender": 10.0},
    )
