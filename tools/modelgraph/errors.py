"""What can go wrong when a model is read; each text says what was found, what was wanted and what to do."""


class ModelGraphError(Exception):
    """The one family of errors that this package raises."""


class NotAModelError(ModelGraphError, TypeError):
    """A `keras.Model` was wanted and something else was given."""


class UntraceableError(ModelGraphError, ValueError):
    """The model's graph cannot be followed from its outputs back to its inputs."""


class GraphFormatError(ModelGraphError, ValueError):
    """Data that was to hold a graph doesn't."""
