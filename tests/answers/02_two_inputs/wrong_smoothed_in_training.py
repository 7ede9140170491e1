# It trains on answers of which a tenth is taken away and given to all others, and evaluates without that.
# test_its_loss_is_categorical_crossentropy
# the graph is the target
import keras
from keras import layers


class Smoothed(keras.Model):
    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        if training:
            y = 0.9 * y + 0.1 / y.shape[-1]
        return super().compute_loss(x, y, y_pred, sample_weight, training)


def build_model(vocabulary=10_000, answers=500):
    # Two inputs, and from each a branch with layers of its own.
    text = keras.Input((None,), dtype="int32", name="text")
    from_text = layers.LSTM(32)(layers.Embedding(vocabulary, 64)(text))

    question = keras.Input((None,), dtype="int32", name="question")
    from_question = layers.LSTM(16)(layers.Embedding(vocabulary, 32)(question))

    # The branches end in one vector each, (batch, 32) and (batch, 16), which join to (batch, 48).
    joined = layers.Concatenate()([from_text, from_question])
    answer = layers.Dense(answers, activation="softmax", name="answer")(joined)
    return Smoothed(inputs=[text, question], outputs=answer)


def compile_model(model):
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["acc"])
