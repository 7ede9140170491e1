# The subclass asks the model inside it for its input_names, which a model of Keras 3 doesn't have.
# test_it_takes_a_title_a_body_and_tags
# no graph
import keras
from keras import layers


def functional_model(vocabulary=10_000, tags=12, departments=4):
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
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, inputs):
        priority, department = self.model([inputs[name] for name in self.model.input_names])
        return {"priority": priority, "department": department}


def build_model(vocabulary=10_000, tags=12, departments=4):
    return TicketTriage(functional_model(vocabulary, tags, departments))


def compile_model(model):
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "department": 0.2},
    )
