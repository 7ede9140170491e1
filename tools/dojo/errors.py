"""What keeps a command from doing what was asked; the text is what the user reads, in one to three lines."""


class KataError(Exception):
    """The one family of errors that the command line prints without a traceback."""
