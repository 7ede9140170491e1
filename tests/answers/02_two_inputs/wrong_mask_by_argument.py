# Its LSTM passes over the words numbered 0, as mask_zero=True would have it do.
# test_each_input_has_its_own_branch_and_the_branches_join
# not_equal
import keras
from keras import layers, ops


def build_model(vocabulary=10_000, answers=500):
    # Two inputs, and from each a branch with layers of its own.
    text = keras.Input((None,), dtype="int32", name="text")
    from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text), mask=ops.not_equal(text, 0))

    question = keras.Input((None,), dtype="int32", name="question")
    from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))

    # The branches end in one vector each, (batch, 32) and (batch, 16), which join to (batch, 48).
    joined = layers.Concatenate()([from_text, from_question])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
