"""Taking the keys out of what a server says back: of answers, of the errors of parsing them, of other packages' logs.

They are found as they are, and as JSON, URLs, HTML and repr write them; not where each letter is written otherwise.
"""

import json
import logging
import re
from collections.abc import Iterable
from threading import Lock
from weakref import WeakSet

_LONG_ENOUGH = 12  # characters; a shorter key could be a word of an answer
_MARK = "[key]"
_NAMES = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos", " ": "nbsp"}
# They log headers and reason phrases of answers as they came, from DEBUG and INFO on.
_LOGGERS = ("httpx", *(f"httpcore.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")))


class Hider:
    """Knows secrets, and puts [key] in their place; those under 12 characters it leaves alone."""

    def __init__(self, secrets: Iterable[str]) -> None:
        long = [secret for secret in secrets if len(secret) >= _LONG_ENOUGH]
        self._plain = [secret.encode("ascii") for secret in long]
        self._written = [_any_way(secret) for secret in long if not secret.isalnum()]
        _watch(self)

    def hide(self, said: bytes) -> bytes:
        """Return what a server said without the secrets."""
        for secret in self._plain:
            if secret in said:
                said = said.replace(secret, _MARK.encode("ascii"))
        for pattern in self._written:
            said = pattern.sub(_MARK.encode("ascii"), said)
        if b"\0" in said and (way := json.detect_encoding(said)) not in {"utf-8", "utf-8-sig"}:
            text = said.decode(way, "replace")
            hidden = self.hide_text(text)
            return said if hidden == text else hidden.encode(way, "replace")
        return said

    def hide_text(self, said: str) -> str:
        """Return what a server said without the secrets."""
        before = said.encode("utf-8", "surrogatepass")
        after = self.hide(before)
        return said if after == before else after.decode("utf-8", "surrogatepass")

    def hide_in(self, error: BaseException) -> None:
        """Take the secrets out of an error's text and of those behind it: a parser quotes what it could not read."""
        chain = [error]
        for one in chain:
            arguments = tuple(map(self._argument, one.args))
            if arguments != one.args:
                one.args = arguments
                one.__traceback__ = None  # its frames hold the same
            behind = (one.__cause__, one.__context__, *one.args)
            chain += [other for other in behind if isinstance(other, BaseException) and other not in chain]

    def _argument(self, value: object) -> object:
        if isinstance(value, str):
            return self.hide_text(value)
        return self.hide(bytes(value)) if isinstance(value, bytes | bytearray) else value

    def __repr__(self) -> str:
        return "<Hider>"


def _any_way(secret: str) -> re.Pattern[bytes]:
    """Return a pattern for a secret in which each character but letters and digits may be written in many ways."""
    return re.compile("".join(char if char.isalnum() else _ways(char) for char in secret).encode("ascii"))


def _ways(char: str) -> str:
    code = f"{ord(char):02x}"
    number = f"(?i:{code})"
    ways = [
        rf"\\+u00{number}", rf"\\+x{number}", rf"%(?:25)*{number}", f"&#0*{ord(char)};", f"&#[xX]0*{number};",
        r"\\+" if char == "\\" else rf"\\*{re.escape(char)}", *([r"\+"] if char == " " else []),
        *([f"&{_NAMES[char]};"] if char in _NAMES else []),
    ]  # fmt: skip
    return f"(?:{'|'.join(ways)})"


class _Filter(logging.Filter):
    """Takes the secrets out of what others log."""

    def __init__(self) -> None:
        super().__init__()
        self._hiders: WeakSet[Hider] = WeakSet()
        self._lock = Lock()

    def add(self, hider: Hider) -> None:
        with self._lock:
            self._hiders.add(hider)

    def filter(self, record: logging.LogRecord) -> bool:
        with self._lock:
            hiders = list(self._hiders)
        said = text = record.getMessage()
        for hider in hiders:
            text = hider.hide_text(text)
        if text != said:
            record.msg, record.args = text, ()
        return True


_filter = _Filter()


def _watch(hider: Hider) -> None:
    _filter.add(hider)
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_filter)  # once, however often it is added
