"""Made-up tickets whose words tell the department and, more rarely, how urgent they are.

A word is a number below 30. The words 0 to 3 go with the department: a third of those in a title and three in ten
of those in a body. The words 4 and 5 tell whether a ticket is urgent, and stand in the body alone, one in sixteen.
Each department has a tag of its own, set on half of its tickets; all others are set at random.
"""

import numpy as np

SIZES = {"vocabulary": 30, "tags": 5, "departments": 4}
LOSSES = {"priority": "binary_crossentropy", "department": "categorical_crossentropy"}
STEPS, BATCH = 75, 32


def samples(count, seed=8):
    """Titles of 5 words, bodies of 20 and 5 tags, and priority (count, 1) and department (count, 4), by name.

    Each eight tickets in a row are one urgent and one other of each department, as a batch should be.
    """
    random = np.random.default_rng(seed)
    ticket = np.arange(count)[:, np.newaxis]
    urgent = ticket % 2
    department = ticket // 2 % 4

    def text(length, department_words, urgency_words):
        shares = [department_words, urgency_words, 1 - department_words - urgency_words]
        told = random.choice(3, (count, length), p=shares)
        return np.choose(told, [department, 4 + urgent, random.integers(6, 30, (count, length))]).astype("int32")

    inputs = {"title": text(5, 1 / 3, 0), "body": text(20, 3 / 10, 1 / 16)}
    inputs["tags"] = (random.random((count, 5)) < np.where(np.arange(5) == department, 0.5, 0.2)).astype("float32")
    return inputs, {"priority": urgent.astype("float32"), "department": np.eye(4, dtype="float32")[department[:, 0]]}
