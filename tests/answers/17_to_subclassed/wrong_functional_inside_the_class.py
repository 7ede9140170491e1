# The class hands tensors to super().__init__ and so is a functional model by another name.
# test_the_model_is_a_question_answerer_with_a_call_of_its_own
# the graph is the target
import keras
from keras import layers


class QuestionAnswerer(keras.Model):
    def __init__(self, vocabulary, answers):
        text = keras.Input((None,), dtype="int32", name="text")
        question = keras.Input((None,), dtype="int32", name="question")
        from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text))
        from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))
        joined = layers.Concatenate()([from_text, from_question])
        answer = layers.Dense(answers, activation="softmax")(joined)
        super().__init__(inputs={"text": text, "question": question}, outputs={"answer": answer})


def build_model(vocabulary=10_000, answers=500):
    return QuestionAnswerer(vocabulary, answers)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
