# There is nothing in the file.
# my_test_passes_on_our_solutions
# is empty
