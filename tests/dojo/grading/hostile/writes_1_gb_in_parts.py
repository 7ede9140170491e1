# Writes files of 10 MB without end.
# crash: had written more than

import itertools
import pathlib

for number in itertools.count():
    pathlib.Path(str(number % 900)).write_bytes(b"x" * 10_000_000)
