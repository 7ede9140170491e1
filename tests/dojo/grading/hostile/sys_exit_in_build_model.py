# Ends Python politely from within the spec.
# failed: SystemExit: 0

import sys


def build_model(units=3):
    sys.exit(0)
