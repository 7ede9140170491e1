# Ends its process from within the spec, as if all were well.
# crash: ended its process

import os


def build_model(units=3):
    os._exit(0)
