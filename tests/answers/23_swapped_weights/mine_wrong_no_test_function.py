# pytest does not look for a function of this name.
# my_test_passes_on_our_solutions
# pytest looks for functions whose names begin with test_
from swapped_weights import build_model, compile_model


def main_counts_once():
    compile_model(build_model())
