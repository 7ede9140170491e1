# It counts words from 0 to the last but one, so the last two words are one.
# test_each_input_has_its_own_branch_and_the_branches_join
# clip
import keras
from keras import layers, ops


def build_model(vocabulary=10_000, answers=500):
    # Two inputs, and from each a branch with layers of its own.
    text = keras.Input((None,), dtype="int32", name="text")
    from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(ops.clip(text, 0, vocabulary - 2)))

    question = keras.Input((None,), dtype="int32", name="question")
    from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))

    # The branches end in one vector each, (batch, 32) and (batch, 16), which join to (batch, 48).
    joined = layers.Concatenate()([from_text, from_question])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
