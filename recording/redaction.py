"""Redaction of one exchange: known secrets, what looks like a secret, callback addresses, bodies that are no text.

It keeps JSON types, changes nothing when it is repeated, and refuses what it cannot be sure of.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from contract.har import Content
from contract.secret_signs import DEEPEST, digest, hidden, is_secret_name, sealed, signs_in_text
from contract.values import Json, JsonObject, join, leaves
from recording.known import SHORTEST, Known

CALLBACK = "https://callback.example/"
"""Stands for every address that a caller wants to be called at."""
LONGEST = 256 * 1024
"""Characters of a body that are kept; of a longer one its hash."""
_ROUNDS = 4
_CALLBACK_NAME = re.compile(r"\w{0,30}(?:callback|notify|webhook)\w{0,30}", re.I)
_CHARSET = re.compile(r"charset=\"?([\w.:-]{1,40})", re.I)
_CHARSETS = {"utf-8", "utf8", "ascii", "us-ascii", "iso-8859-1", "latin-1", "latin1", "utf-16", "utf-16le", "utf-16be"}
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}(?:; ?charset=[\w.:-]{1,40})?", re.I)


class Refused(ValueError):
    """Something cannot be redacted for sure, so it is not written; the text names the place, never the value."""


@dataclass(frozen=True)
class Redactor:
    """What is taken out of one exchange."""

    known: Known
    hosts: tuple[str, ...] = ()
    shown: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Texts and what stands in their place, such as the port that a sandbox happened to take."""

    def text(self, text: str) -> str:
        """A text without secrets and callback addresses."""
        for one, other in self.shown:
            text = text.replace(one, other)
        for _ in range(_ROUNDS):
            before = text
            text = self.known.hide(hidden(self.known.hide(self._uncalled(text)))[0])
            if text == before:
                break
        return text

    def _uncalled(self, text: str) -> str:
        for host in self.hosts:
            name = re.escape(host)
            text = re.sub(rf"https?://{name}(?![\w.:-])[^\s\"'<>`{{}}|\\^]*", CALLBACK, text, flags=re.I)
            text = re.sub(name, "callback.example", text, flags=re.I)
        return text

    def json(self, value: Json, pointer: str = "", *, secret: bool = False) -> Json:
        """A JSON value of the same types; raises Refused where it is too deep."""
        if pointer.count("/") > DEEPEST:
            raise Refused(f"{pointer}: expected at most {DEEPEST} levels, got more; leave this exchange out")
        if isinstance(value, dict):
            return self._object(value, pointer, secret=secret)
        if isinstance(value, list):
            return [self.json(item, join(pointer, index), secret=secret) for index, item in enumerate(value)]
        value = sealed(value) if secret else value
        if isinstance(value, str):
            return self.text(value)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return type(value)(0) if number and len(str(value)) >= SHORTEST and self.known.shows(str(value)) else value

    def _object(self, value: JsonObject, pointer: str, *, secret: bool) -> JsonObject:
        found: JsonObject = {}
        for number, (key, child) in enumerate(value.items(), 1):
            name = self.text(key)
            name = name if name not in found else f"{name}-{number}"
            called = _is_callback(key, child)
            here, hide = join(pointer, name), secret or is_secret_name(key)
            found[name] = self.json(CALLBACK if called else child, here, secret=hide)
        return found

    def content(self, body: bytes, media_type: str) -> Content:
        """A body as it may be kept: redacted text, or the hash of what is binary or too long."""
        kept = self.media_type(media_type)
        text = _decoded(body, media_type)
        if text is None or len(text) > LONGEST:
            why = "binary" if text is None else f"more than {LONGEST} characters"
            return Content(kept, "", f"not kept, {why}: {digest(body)}")
        try:
            value = _strict(text)
        except ValueError:
            return Content(kept, self.text(text))
        except RecursionError:
            raise Refused(f"the body: expected at most {DEEPEST} levels, got more; leave this exchange out") from None
        return Content(kept, _dumped(self.json(value)))

    def media_type(self, text: str) -> str:
        """A media type, if it is one."""
        return text if _MEDIA_TYPE.fullmatch(text) and self.text(text) == text else "x-unknown"


def redactor(secrets: Iterable[str], bodies: Iterable[Json], shown: Iterable[tuple[str, str]] = ()) -> Redactor:
    """What takes these secrets out, and the callback addresses that the bodies name. Raises TooShort."""
    try:
        urls = {url for body in bodies for url in _callbacks(body)}
    except RecursionError:
        raise Refused(f"the request: expected at most {DEEPEST} levels, got more; leave this exchange out") from None
    hosts = {urlsplit(url).netloc.rpartition("@")[2] for url in urls}
    pieces = (piece for url in urls for piece in _pieces(url))
    known = Known([*secrets, *pieces])
    return Redactor(known, tuple(sorted(host for host in hosts if host)), tuple(shown))


def guard(recording: JsonObject, known: Known, place: str) -> None:
    """Refuse a recording that still shows a secret, in any way; another look than the one that redacted it."""
    for pointer, leaf in leaves(recording):
        here = f"{place}: {pointer}"
        if isinstance(leaf, str) and pointer.endswith(("/postData/text", "/content/text")):
            for inner, kind in signs_in_text(leaf):
                raise Refused(f"{here}{inner}: {kind} is left after redaction; it is not written")
        elif isinstance(leaf, str) and (kinds := hidden(leaf)[1]):
            raise Refused(f"{here}: {kinds[0]} is left after redaction; it is not written")
        if known.shows(str(leaf)):
            raise Refused(f"{here}: a key is left after redaction; it is not written")
    if known.shows(json.dumps(recording, ensure_ascii=False)):
        raise Refused(f"{place}: a key is left, cut into pieces that stand in several places; it is not written")


def _is_callback(name: str, value: Json) -> bool:
    called = isinstance(value, str) and re.match(r"\s*https?://", value, re.I)
    return bool(called and _CALLBACK_NAME.fullmatch(name))


def _callbacks(value: Json) -> Iterator[str]:
    for pointer, leaf in leaves(value):
        if _is_callback(pointer.rpartition("/")[2], leaf):
            try:
                urlsplit(leaf)
            except ValueError:
                raise Refused(f"{pointer}: expected a URL to be called at, got none; mend it") from None
            yield leaf


def _pieces(url: str) -> Iterator[str]:
    """What in a callback address may be a secret: long parts of letters and digits, as in a web hook's path."""
    parts = urlsplit(url)
    named = [value for _, value in parse_qsl(parts.query, max_num_fields=100)]
    for piece in (*parts.path.split("/"), *named, parts.fragment, *parts.netloc.rpartition("@")[0].split(":")):
        letters = [char for char in piece if char.isascii() and char.isalnum()]
        if len(letters) >= SHORTEST and any(map(str.isdigit, letters)) and any(map(str.isalpha, letters)):
            yield piece


def _decoded(body: bytes, media_type: str) -> str | None:
    named = _CHARSET.search(media_type)
    charset = named.group(1).lower() if named else "utf-8"
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        charset = "utf-16"
    if charset not in _CHARSETS:
        return None
    try:
        text = body.decode("utf-8-sig" if charset in {"utf-8", "utf8"} else charset)
    except ValueError:
        return None
    return None if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text) else text


def _strict(text: str) -> Json:
    """JSON as the standard has it; raises ValueError for NaN, and for a number that no reader could hold."""

    def number(digits: str) -> float:
        found = float(digits)
        if not math.isfinite(found):
            raise ValueError("a number out of range")
        return found

    def constant(name: str) -> Json:
        raise ValueError(name)

    return json.loads(text, parse_float=number, parse_constant=constant)


def _dumped(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, which only an escape can write
        return json.dumps(value)
    return text
