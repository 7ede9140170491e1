# The sigmoid follows as a layer of its own, and that layer makes the head, so the head has its name.
# test_it_has_three_heads
# is called `activation`
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
    age = layers.Dense(1, name="age")(x)
    score = layers.Dense(1, name="gender")(x)
    gender = layers.Activation("sigmoid")(score)
    income = layers.Dense(income_groups, activation="softmax", name="income")(x)
    return keras.Model(inputs=posts, outputs=[age, gender, income])


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss=["mse", "binary_crossentropy", "categorical_crossentropy"],
        loss_weights=[0.25, 10.0, 1.0],
    )
