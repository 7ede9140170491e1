# Raises an error that no process can send to another.
# import error: Unpicklable


class UnpicklableError(Exception):
    def __reduce__(self):
        raise TypeError


raise UnpicklableError(lambda: None)
