# The texts are inputs of float32, which is what an Input is if nobody says otherwise.
# test_it_takes_a_title_a_body_and_tags
# The input `body` is (None,) float32
import keras
from keras import layers


def build_model(vocabulary=10_000, tags=12, departments=4):
    title = keras.Input((None,), name="title")
    title_words = layers.Embedding(vocabulary, 64)(title)
    title_code = layers.LSTM(128)(title_words)

    body = keras.Input((None,), name="body")
    body_words = layers.Embedding(vocabulary, 64)(body)
    body_code = layers.LSTM(32)(body_words)

    tagged = keras.Input((tags,), name="tags")
    joined = layers.Concatenate()([title_code, body_code, tagged])
    priority = layers.Dense(1, activation="sigmoid", name="priority")(joined)
    department = layers.Dense(departments, activation="softmax", name="department")(joined)
    return keras.Model(inputs=[title, body, tagged], outputs=[priority, department])


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
