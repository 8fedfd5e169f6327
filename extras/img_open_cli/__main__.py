"""Start the command line."""

import sys

from .exits import Exit


def main() -> int:
    """Run the command line with the program's arguments; the exit status, as `img-open --help` lists them."""
    try:
        from .app import cli  # noqa: PLC0415  # first of all, say what is missing
    except ModuleNotFoundError as missing:
        print(
            f"img-open: {missing.name} is not installed; install the extra: pip install 'img-open[cli]'",
            file=sys.stderr,
        )
        return Exit.CONFIGURATION
    return cli.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
