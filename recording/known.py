"""Known secrets, found in a text in whatever way it writes them: escaped, encoded, cut in pieces, in another case."""

import base64
import binascii
import html
import re
from collections.abc import Iterable, Iterator

from contract.secret_signs import PLACEHOLDERS, REDACTED

SHORTEST = 8
"""Letters and digits that a secret must have to be found everywhere."""
_WHOLE_BELOW = 16  # of a shorter secret a piece says little, and might be a word
_LAYERS = 6  # an escape of an escape of an escape
_DEEPEST_BASE64 = 3
_ESCAPE = re.compile(
    r"%u([0-9a-f]{4})|%([0-9a-f]{2})|\\+u\{?([0-9a-f]{4,6})\}?|\\+x([0-9a-f]{2})|&#(\d{1,7});?|&#x([0-9a-f]{1,6});?"
    r"|(&[a-z]{2,8};)|\\+([\"'/\\])",
    re.I,
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_PUBLIC = ("X-Request-req-accessKeyId", "X-Request-req-accessKeySecret", *PLACEHOLDERS)
_Spans = list[tuple[int, int]]


class TooShort(ValueError):
    """A secret is too short to be told from other text; the text says how long it must be, never what it is."""


class Known:
    """Secrets that are known. No repr, no pickle and no error of this object shows them."""

    __slots__ = ("_grams",)

    def __init__(self, secrets: Iterable[str], public: Iterable[str] = ()) -> None:
        """Take secrets, and words that are public although a secret may have pieces of them. Raises TooShort."""
        self._grams: dict[int, set[str]] = {}
        words = " ".join(_squeezed(word) for word in (*_PUBLIC, *public))
        for secret in {secret for secret in secrets if secret not in PLACEHOLDERS}:
            if len(_squeezed(secret)) < SHORTEST:
                raise TooShort(
                    f"expected secrets of at least {SHORTEST} letters and digits, got a shorter one: it could not be "
                    "told from other text, so nothing is written"
                )
            for form in map(_squeezed, _forms(secret)):
                size = len(form) if len(form) < _WHOLE_BELOW else SHORTEST
                pieces = {form[at : at + size] for at in range(len(form) - size + 1)}
                told = {piece for piece in pieces if piece not in words and not piece.isdigit()}  # a date is no secret
                self._grams.setdefault(size, set()).update(told)
                if form.isdigit():
                    self._grams.setdefault(len(form), set()).add(form)

    def __repr__(self) -> str:
        return "Known(...)"

    def __reduce__(self) -> str:
        raise TypeError("known secrets are not pickled")

    def hide(self, text: str) -> str:
        """The text with REDACTED wherever a piece of a secret stands."""
        parts, last = [], 0
        for start, end in _merged(self._found(text)):
            parts += [text[last:start], REDACTED]
            last = end
        return "".join([*parts, text[last:]])

    def shows(self, text: str) -> bool:
        """Whether a piece of a secret stands in the text, in any way."""
        return bool(self._found(text))

    def _found(self, text: str, depth: int = 0) -> _Spans:
        found: _Spans = []
        for chars, spans in _layers(text):
            at = [index for index, char in enumerate(chars) if char.isascii() and char.isalnum()]
            squeezed = "".join(chars[index] for index in at).casefold()
            for size, grams in self._grams.items():
                for start in range(len(squeezed) - size + 1):
                    if squeezed[start : start + size] in grams:
                        found.append((spans[at[start]][0], spans[at[start + size - 1]][1]))
            if depth < _DEEPEST_BASE64:
                for run in _BASE64.finditer(chars):
                    if any(self._found(inner, depth + 1) for inner in _from_base64(run.group())):
                        found.append((spans[run.start()][0], spans[run.end() - 1][1]))
        return found


def _squeezed(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isalnum()).casefold()


def _forms(secret: str) -> Iterator[str]:
    yield secret
    for layer, _ in _layers(secret):
        yield layer
    content = secret.encode()
    yield content.hex()
    for before in range(3):  # where in a group of three bytes the secret begins
        encoded = base64.b64encode(b"\0" * before + content).decode().rstrip("=")
        yield encoded[-(-before * 8 // 6) : len(encoded) - (1 if (before + len(content)) % 3 else 0)]


def _layers(text: str) -> Iterator[tuple[str, _Spans]]:
    """The text as it stands, then with one layer of escapes less each time; where each character stands in it."""
    chars, spans = text, [(index, index + 1) for index in range(len(text))]
    yield chars, spans
    for _ in range(_LAYERS):
        parts: list[str] = []
        kept: _Spans = []
        last = 0
        for found in _ESCAPE.finditer(chars):
            char = _unescaped(found)
            parts += [chars[last : found.start()], char]
            kept += spans[last : found.start()]
            kept += [(spans[found.start()][0], spans[found.end() - 1][1])] * len(char)
            last = found.end()
        if not last:
            return
        chars, spans = "".join([*parts, chars[last:]]), [*kept, *spans[last:]]
        yield chars, spans


def _unescaped(found: re.Match[str]) -> str:
    *numbers, name, plain = found.groups()
    if name or plain:
        return plain or html.unescape(name)
    for index, digits in enumerate(numbers):
        if digits:
            point = int(digits, 10 if index == 4 else 16)
            return chr(point) if 0 < point < 0x110000 and not 0xD800 <= point < 0xE000 else " "
    return " "


def _from_base64(run: str) -> Iterator[str]:
    plain = run.replace("-", "+").replace("_", "/")
    usable = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        content = base64.b64decode(usable + "=" * (-len(usable) % 4))
    except (binascii.Error, ValueError):
        return
    yield content.decode("latin-1").replace("\0", "")


def _merged(spans: _Spans) -> _Spans:
    merged: _Spans = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
