# The weight of the department's loss has a misspelt name: Keras goes by the alphabet, and so it works by luck.
# test_in_all_it_is_the_target
# Given are loss_weights for
import keras
from keras import layers


def build_model(vocabulary=10_000, tags=12, departments=4):
    title = keras.Input((None,), dtype="int32", name="title")
    from_title = layers.LSTM(128)(layers.Embedding(vocabulary, 64)(title))

    body = keras.Input((None,), dtype="int32", name="body")
    from_body = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(body))

    # The tags are numbers already, so they go into the join as they come.
    tagged = keras.Input((tags,), name="tags")
    joined = layers.Concatenate()([from_title, from_body, tagged])

    priority = layers.Dense(1, activation="sigmoid", name="priority")(joined)
    department = layers.Dense(departments, activation="softmax", name="department")(joined)
    return keras.Model(inputs=[title, body, tagged], outputs={"priority": priority, "department": department})


def compile_model(model):
    # With names on all sides it doesn't matter in which order anything is written.
    model.compile(
        optimizer="rmsprop",
        loss={"priority": "binary_crossentropy", "department": "categorical_crossentropy"},
        loss_weights={"priority": 1.0, "departments": 0.2},
    )
