# Prints 50 MB, and is wrong.
# failed: [...]


def build_model(units=3):
    for _ in range(50):
        print("x" * 1_000_000)
    raise RuntimeError
