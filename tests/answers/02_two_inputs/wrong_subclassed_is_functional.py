# build_subclassed builds the functional model once more, and no subclass.
# test_it_builds_a_keras_model
# the graph is the target
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    text = keras.Input((None,), dtype="int32", name="text")
    question = keras.Input((None,), dtype="int32", name="question")
    from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text))
    from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))
    joined = layers.Concatenate()([from_text, from_question])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model([text, question], answer)


def build_subclassed(vocabulary=10_000, answers=500):
    return build_model(vocabulary, answers)


def compile_model(model):
    model.compile("rmsprop", "categorical_crossentropy", metrics=["acc"])
