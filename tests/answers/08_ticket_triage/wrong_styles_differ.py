# The subclass reads both texts with one embedding, and the functional model has one for each.
# test_built_again_with_the_same_weights_it_computes_the_same
# Your model calls one Embedding on `body` and `title`
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


class TicketTriage(keras.Model):
    def __init__(self, vocabulary, departments):
        super().__init__()
        words = layers.Embedding(vocabulary, 64)
        self.read_title = keras.Sequential([words, layers.LSTM(128)])
        self.read_body = keras.Sequential([words, layers.LSTM(32)])
        self.priority = layers.Dense(1, activation="sigmoid")
        self.department = layers.Dense(departments, activation="softmax")

    def call(self, inputs):
        title = self.read_title(inputs["title"])
        body = self.read_body(inputs["body"])
        joined = layers.concatenate([title, body, inputs["tags"]])
        return {"priority": self.priority(joined), "department": self.department(joined)}


def build_subclassed(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(vocabulary, departments)


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
