"""Where `kata` starts. Imports nothing at the top, because each judging process runs this module, too."""


def main() -> None:
    """Runs the command line."""
    from dojo.commands import run

    run()


if __name__ == "__main__":
    main()
