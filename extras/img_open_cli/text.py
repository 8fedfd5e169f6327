"""Text that came from anywhere, made fit for a terminal."""

import json
import re
import sys
from pathlib import Path

# What JSON may hold as it is and a terminal may obey: controls beyond C0, marks that turn the writing direction, lone
# surrogates. Outside of strings JSON has none of them, so writing them as escapes does not change the document.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Return the text as one line; what cannot be printed is shown as an escape such as \\x1b."""
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def as_json(value: object) -> str:
    """Return a JSON document that is safe to print."""
    document = json.dumps(value, indent=2, ensure_ascii=False)
    return _UNSAFE_IN_JSON.sub(lambda found: json.dumps(found.group())[1:-1], document)


def tell(message: str) -> None:
    """Print one paragraph on stderr."""
    print(printable(message), file=sys.stderr, flush=True)


def use_utf8() -> None:
    """Let stdout and stderr take any text, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test's stream may have none
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def given(value: str) -> tuple[str, str]:
    """Return where a value comes from, for messages, and its text: itself, that of @FILE, or - for stdin's.

    Raises ValueError for a file that cannot be read, and for what is no UTF-8.
    """
    if value == "-":
        return "stdin: ", sys.stdin.buffer.read().decode("utf-8-sig")
    if not value.startswith("@"):
        return "", value
    try:
        return f"{value[1:]}: ", Path(value[1:]).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ValueError(f"{value[1:]}: cannot be read: {error.strerror}") from error
