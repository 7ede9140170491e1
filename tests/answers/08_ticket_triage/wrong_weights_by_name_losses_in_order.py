# The weights are a dict beside a list of losses: Keras then takes them in the alphabet's order.
# test_the_total_loss_weighs_each_head
# Keras trades them
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
    priority = layers.Dense(1, activation="sigmoid", name="priority")(joined)
    department = layers.Dense(departments, activation="softmax", name="department")(joined)
    return keras.Model(inputs=[title, body, tagged], outputs=[priority, department])


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss=["binary_crossentropy", "categorical_crossentropy"],
        loss_weights={"priority": 1.0, "department": 0.2},
    )
