# The activations follow as layers of their own, and these make the heads, so the heads have their names.
# test_it_gives_a_priority_and_a_department
# is called `activation
import keras
from keras import layers


def build_model(vocabulary=10_000, tags=12, departments=4):
    title = keras.Input((None,), dtype="int32", name="title")
    title_words = layers.Embedding(vocabulary, 64)(title)
    title_code = layers.LSTM(128)(title_words)

    body = keras.Input((None,), dtype="int32", name="body")
    body_words = layers.Embedding(vocabulary, 64)(body)
    body_code = layers.LSTM(32)(body_words)

    tagged = keras.Input((tags,), name="tags")
    joined = layers.Concatenate()([title_code, body_code, tagged])
    urgency = layers.Dense(1, name="priority")(joined)
    priority = layers.Activation("sigmoid")(urgency)
    scores = layers.Dense(departments, name="department")(joined)
    department = layers.Activation("softmax")(scores)
    return keras.Model(inputs=[title, body, tagged], outputs=[priority, department])


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss=["binary_crossentropy", "categorical_crossentropy"],
        loss_weights=[1.0, 0.2],
    )
