# GENERATED from generator/runtime/paths.py by "make generate"; do not edit.
"""Path parameters on the wire."""

from urllib.parse import quote

from .errors import ArgumentError


def segments(name: str, value: object) -> str:
    """Quote a path parameter that may hold slashes, which stay slashes. Raises ArgumentError."""
    return "/".join(segment(name, part) for part in str(value).split("/"))


def segment(name: str, value: object) -> str:
    """Quote a path parameter that is one segment.

    Raises ArgumentError where it is empty, "." or "..", which would name another path.
    """
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArgumentError(f"{name}: expected Unicode text, got half a surrogate pair") from error
    if not text.isprintable():
        raise ArgumentError(f"{name}: expected a path segment such as face, got control characters")
    if text in {"", ".", ".."}:
        raise ArgumentError(
            f'{name}: expected a path segment such as face, got "{text}", which would name another path'
        )
    return quote(text, safe="")
