"""Made-up numbers: one half is a plain sum of the wide features, the other what the deep ones mean together.

Both heads guess the same number. What the wide features add to it the head `aux` can't know, so most of its loss
stays, however long it trains, and swings from batch to batch.
"""

import numpy as np

SIZES = {"wide_features": 5, "deep_features": 6}
LOSSES = {"main": "mse", "aux": "mse"}
STEPS, BATCH = 2100, 8


def samples(count, seed=7):
    """Wide features (count, 5) and deep ones (count, 6), and the number (count, 1) that both heads guess, by name."""
    random = np.random.default_rng(seed)
    wide = random.normal(size=(count, 5))
    deep = random.normal(size=(count, 6))
    a, b, c, d, e, f = deep.T
    together = np.maximum(0, a + b) - np.maximum(0, c - d) + e * f  # no weighted sum of the six
    number = (3 * (wide.sum(axis=1) + together))[:, np.newaxis].astype("float32")
    return {"wide": wide.astype("float32"), "deep": deep.astype("float32")}, {"main": number, "aux": number}
