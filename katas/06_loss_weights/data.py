"""Made-up posts whose words tell the age, the gender and the income group of who wrote them.

A word is a number below 34. Of a post's words a quarter go with the writer's age (0 to 7, the older the higher), a
quarter with the gender (8 or 9), a quarter with the income group (10 to 13), and the rest with nothing. Incomes
mostly rise with age. The gender shows in its own words alone, so the body must learn to read these for its sake.
"""

import numpy as np

SIZES = {"vocabulary": 34, "income_groups": 4}
LOSSES = {"age": "mse", "gender": "binary_crossentropy", "income": "categorical_crossentropy"}
STEPS, BATCH = 60, 8


def samples(count, seed=6):
    """Posts of 269 words, the fewest that the convolutions can read, and what is true of their writers, by name.

    The age, in years above or below the middle, is (count, 1) as the gender; the income group is (count, 4).
    Each eight writers in a row are of both genders and of all quarters of the ages, as a batch should be.
    """
    random = np.random.default_rng(seed)
    writer = np.arange(count)[:, np.newaxis]
    gender = writer % 2
    quarter = writer // 2 % 4
    rank = (quarter + random.random((count, 1))) / 4  # 0 for the youngest, 1 for the oldest
    income = np.clip(quarter + random.choice([-1, 0, 1], (count, 1), p=[0.1, 0.8, 0.1]), 0, 3)

    told = random.integers(0, 4, (count, 269))  # by each word: the age, the gender, the income or nothing
    nothing = random.integers(14, 34, (count, 269))
    posts = np.choose(told, [(8 * rank).astype(int), 8 + gender, 10 + income, nothing])
    true = {"age": 20 * (rank - 0.5), "gender": gender, "income": np.eye(4)[income[:, 0]]}
    return {"posts": posts.astype("int32")}, {head: values.astype("float32") for head, values in true.items()}
