"""What an untrusted page may cost: its size, its depth, the patterns that it may give."""

import json
import math
import re
import unicodedata
from importlib import import_module
from typing import Any

from apifox.doubts import PageError
from contract.values import Json

# Python's own parser of patterns, which alone knows what a pattern does; it has no public name
_parser: Any = import_module("re._parser")
sre: Any = import_module("re._constants")

MAX_SIZE = 2_000_000  # bytes of UTF-8
MAX_DEPTH = 32  # of objects in each other; no page comes near it
MAX_ROWS = 3000
_SLUG = re.compile(r"[a-z0-9-]{1,100}")
_PATTERN_SIZE, _MANY, _SUBJECT = 300, 50, 5000
_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT}
_decoder = json.JSONDecoder(parse_constant=lambda name: (_ for _ in ()).throw(ValueError(f"{name} is no JSON")))


def checked_slug(slug: str) -> str:
    """The slug. Raises PageError where it is none, such as a path that leaves the folder."""
    if not _SLUG.fullmatch(slug):
        raise PageError(f"expected a slug of a-z, 0-9 and -, got {slug[:80]!r}; name the page such as face-detection")
    return slug


def checked_text(text: str) -> str:
    """The page's text with plain line ends. Raises PageError for what is too much or no text."""
    size = len(text) if len(text) > MAX_SIZE else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_SIZE:
        raise PageError(f"expected a page of at most {MAX_SIZE} bytes, got {size} or more; is it one page?")
    plain = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\u200b", "").replace("\xa0", " ")
    )
    if not plain.isprintable():
        for number, line in enumerate(plain.split("\n"), 1):
            if bad := next((c for c in line.replace("\t", " ") if unicodedata.category(c) in {"Cc", "Cs"}), None):
                raise PageError(
                    f"line {number}: expected text, got the character U+{ord(bad):04X}; save the page as UTF-8 text"
                )
    return plain


def json_at(text: str, start: int) -> tuple[Json, int]:
    """The JSON value that begins at `start`, and where it ends. Raises ValueError where none does, or one too deep."""
    try:
        value, end = _decoder.raw_decode(text, start)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    check_json(value)
    return value, end


def check_json(value: Json) -> None:
    """Raises ValueError where a value is too deep, or has a number or text that is no JSON."""
    level = [value]
    for _ in range(MAX_DEPTH):
        scalars = [item for item in level if not isinstance(item, list | dict)]
        if any(isinstance(item, float) and not math.isfinite(item) for item in scalars):
            raise ValueError("it has a number that no JSON holds")
        level = [child for item in level if isinstance(item, list | dict) for child in _children(item)]
        if not level:
            return
    raise ValueError(f"it is nested more than {MAX_DEPTH} deep")


def _children(item: Json) -> list[Json]:
    return list(item.values()) if isinstance(item, dict) else item


def longest_text(value: Json) -> int:
    """Characters of the longest string in a JSON value."""
    if isinstance(value, str):
        return len(value)
    return max(map(longest_text, _children(value)), default=0) if isinstance(value, list | dict) else 0


def pattern_trouble(pattern: str, subject: int) -> str | None:
    """Why a page's pattern is not taken, or None: it is no pattern, or could take very long on `subject` characters."""
    if len(pattern) > _PATTERN_SIZE or subject > _SUBJECT:
        return f"the pattern or what it is tried on is too long ({len(pattern)} and {subject} characters)"
    try:
        repeats, nested = _cost(_parser.parse(pattern), inside=False)
    except (re.error, RecursionError, OverflowError):
        return "it is no pattern"
    loose = 0 if pattern.startswith("^") else 1
    if nested or repeats + loose > 2:
        return "the pattern repeats what repeats, and could take very long"
    return None


def _cost(parsed: Json, *, inside: bool) -> tuple[int, bool]:
    """How many long repeats stand beside each other, and whether one stands in another or is led astray."""
    repeats, nested = 0, False
    for code, argument in parsed:
        if code in _REPEATS:
            low, high, body = argument
            many = high > _MANY
            inner, worse = _cost(body, inside=inside or high > 1)
            repeats += inner + many
            nested |= worse or (inside and high > 1 and high != low) or (many and inner > 0)
        elif code is sre.BRANCH:
            costs = [_cost(branch, inside=inside) for branch in argument[1]]
            repeats += sum(cost for cost, _ in costs)
            nested |= inside or any(worse for _, worse in costs)
        elif code is sre.SUBPATTERN:
            inner, worse = _cost(argument[-1], inside=inside)
            repeats, nested = repeats + inner, nested or worse
        elif code not in {sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY, sre.AT}:
            nested = True  # look-around, back-references and other rare things are not weighed
    return repeats, nested
