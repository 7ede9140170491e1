# A bracket is missing, so Python can't read the file.
# my_test_passes_on_our_solutions
# SyntaxError
from swapped_weights import build_model, compile_model


def test_it_compiles():
    compile_model(build_model()
