"""How TensorFlow runs operations in the processes that judge."""

from tensorflow.python import pywrap_tfe
from tensorflow.python.eager import context


def run_operations_directly() -> None:
    """Has each operation run by itself, from now on in this process.

    TensorFlow makes a function of each new operation and of each new variable's name first, and optimizes it: a
    millisecond each, a third of a verdict. It has no public switch for that (checked on 2.21). Starts threads.
    """
    eager = context.context()
    eager.ensure_initialized()
    pywrap_tfe.TFE_ContextSetRunEagerOpAsFunction(eager._handle, False)
