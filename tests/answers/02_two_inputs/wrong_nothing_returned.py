# build_model makes the model and forgets to return it.
# test_it_builds_a_keras_model
# no graph
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):

    text = keras.Input((None,), dtype="int32", name="text")
    from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text))

    question = keras.Input((None,), dtype="int32", name="question")
    from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))

    joined = layers.Concatenate()([from_text, from_question])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
