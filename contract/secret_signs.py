"""What gives a secret away in a text although nobody knows the secret: signed URLs, tokens, keys beside their names.

One list of signs serves both sides: what is written is redacted by it, what is committed is checked by it.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from contract.values import Json, join

REDACTED = "REDACTED"
PLACEHOLDERS = ("accessKeyId", "accessKeySecret", REDACTED)
"""What may stand for a key."""
DEEPEST = 64  # levels of a body; deeper ones are made to break readers
_ROUNDS = 6
_PERSON = "someone@example.com"
_HARMLESS = {"page", "pagenum", "pagesize", "w", "h", "width", "height", "format", "quality", "xossprocess"}
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9_.,/-]{0,64}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_.\[\]-]{1,40}")
_MOST_FRAGMENT = 32
_SECRET_ENDINGS = (
    "secret", "password", "passwd", "token", "signature", "credential", "credentials", "authorization", "cookie",
    "apikey", "accesskey", "accesskeyid", "secretkey", "privatekey", "sessionid",
)  # fmt: skip
_SEALED_FROM = 100_000  # a shorter number beside such a name is a count, as in "token": 77

_NAME = (
    r"(?:[a-z0-9]{1,20}[-_]?)?access[-_]?key(?:[-_]?(?:id|secret))?|secret[-_]?(?:access[-_]?)?key|client[-_]?secret"
    r"|(?:[a-z]{1,20}[-_]?)?token|signature|sig|q-signature|x-(?:amz|goog)-(?:signature|credential|security-token)"
    r"|api[-_]?key|private[-_]?key|passw(?:or)?d|secret|[a-z]{0,10}session[-_]?id"
)
_QUOTE = r"(?:\\{0,4}[\"']|&quot;|&#3[49];|%22)?"
_EQUALS = r"\s{0,3}(?:=>|=|:|%3[ad]|\\u003d|&#61;)\s{0,3}"


class Sign(NamedTuple):
    """One kind of secret: what it is called, how it looks, what stands in its place."""

    kind: str
    pattern: re.Pattern[str]
    instead: Callable[[re.Match[str]], str]


def digest(content: bytes) -> str:
    """What stands for bytes that are not kept: their SHA-256 and their number."""
    return digest_of(hashlib.sha256(content).hexdigest(), len(content))


def digest_of(sha256: str, size: int) -> str:
    """The same of bytes that were never held as a whole."""
    return f"sha256-{sha256}-{size}"


def hidden(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each secret replaced, and the kinds of those that stood there. Hiding twice changes nothing."""
    kinds: dict[str, None] = {}
    for _ in range(_ROUNDS):  # what stands in the place of one secret may lay another open
        before = text
        for kind, pattern, instead in _SIGNS:
            changed = pattern.sub(instead, text)
            kinds |= {kind: None} if changed != text else {}
            text = changed
        if text == before:
            break
    return text, tuple(kinds)


def is_secret_name(name: str) -> bool:
    """Whether what stands beside this name is a secret: accessKeySecret, X-Amz-Security-Token, password."""
    return "".join(filter(str.isalnum, name.lower())).endswith(_SECRET_ENDINGS)


def sealed(value: Json) -> Json:
    """A value beside the name of a secret, redacted in its own type; containers are the caller's."""
    if isinstance(value, str):
        return value if value in PLACEHOLDERS or not value else REDACTED
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return type(value)(0) if abs(value) >= _SEALED_FROM else value


def signs_in(value: Json, pointer: str = "", *, secret: bool = False) -> Iterator[tuple[str, str]]:
    """Where in a JSON value secrets stand, and of which kinds; never what they are."""
    if pointer.count("/") > DEEPEST:
        yield pointer, f"more than {DEEPEST} levels, in which anything may stand"
    elif isinstance(value, dict):
        for number, (key, child) in enumerate(value.items()):
            name, kinds = hidden(key)
            here = join(pointer, name if not kinds else f"(key {number + 1})")
            yield from ((here, kind) for kind in kinds)
            yield from signs_in(child, here, secret=secret or is_secret_name(key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from signs_in(item, join(pointer, index), secret=secret)
    elif secret and sealed(value) != value:
        yield pointer, "a value beside the name of a key"
    elif isinstance(value, str):
        yield from ((pointer, kind) for kind in hidden(value)[1])


def signs_in_text(text: str) -> list[tuple[str, str]]:
    """The same of a body: of JSON place by place, a key that stands twice included; of anything else as a whole."""
    doubled: list[str] = []

    def pairs(found: list[tuple[str, Json]]) -> Json:
        if len({name for name, _ in found}) < len(found):
            doubled.append("a key that stands twice, and what stands beside the first is not seen")
        return dict(found)

    try:
        value = json.loads(text, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return [("", kind) for kind in hidden(text)[1]]
    return [*(("", kind) for kind in doubled[:1]), *signs_in(value)]


def without_query_values(url: str) -> str:
    """A URL without userinfo and without what its query and its fragment say; the names of a query stay."""
    try:
        parts = urlsplit(url)
        query = re.sub(r"[^&;]+", lambda found: _parameter(found.group()), parts.query)
    except ValueError:  # no host that anybody could reach
        return REDACTED
    fragment = parts.fragment
    if "=" in fragment or len(fragment) > _MOST_FRAGMENT:
        fragment = REDACTED
    netloc = parts.netloc.rpartition("@")[2]
    same = (netloc, query, fragment) == (parts.netloc, parts.query, parts.fragment)
    return url if same else urlunsplit((parts.scheme, netloc, parts.path, query, fragment))


def _parameter(text: str) -> str:
    name, equals, value = text.partition("=")
    if not equals:
        return REDACTED
    squeezed = "".join(filter(str.isalnum, name.lower()))
    if not value or (squeezed in _HARMLESS and _PLAIN_VALUE.fullmatch(value)):
        return text if _PLAIN_NAME.fullmatch(name) else f"{REDACTED}="
    return f"{name if _PLAIN_NAME.fullmatch(name) else REDACTED}={REDACTED}"


def _binary(found: re.Match[str]) -> str:
    text = "".join(found.group().split())
    head, comma, encoded = text.rpartition(",")
    if not comma and not (any(c.isdigit() for c in text) and text.upper() != text != text.lower()):
        return found.group()  # letters of one case are no base64
    plain = encoded.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        content = base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        content = encoded.encode()
    return f"{head.partition(';')[0]},{digest(content)}" if comma else digest(content)


def _named(found: re.Match[str]) -> str:
    name, between, value = found.groups()
    return found.group() if value in PLACEHOLDERS else f"{name}{between}{REDACTED}"


def _person(found: re.Match[str]) -> str:
    picture = found.group().lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"))
    return found.group() if picture else _PERSON  # icon@2x.png is a file


def _gone(_: re.Match[str]) -> str:
    return REDACTED


def _after_name(found: re.Match[str]) -> str:
    return f"{found.group(1)}{REDACTED}"


_SIGNS = (
    Sign(
        "a private key",
        re.compile(r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)", re.S),
        _gone,
    ),
    Sign(
        "binary base64",
        re.compile(
            r"data:[\w.+/-]{0,100}(?:;[\w=.-]{1,60}){0,4};base64,[A-Za-z0-9+/_=-]*"
            r"|(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{256,}|(?:[A-Za-z0-9+/]{60,80}\r?\n){3,}[A-Za-z0-9+/]*"
            r"|(?:iVBORw0KGgo|/9j/|R0lGOD|UklGR|JVBERi0|UEsDB|H4sI)[A-Za-z0-9+/_-]{40,})={0,2}"
        ),
        _binary,
    ),
    Sign(
        "the query, the user or the fragment of a URL",
        re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s\"'<>`{}|\\^]+", re.I),
        lambda found: without_query_values(found.group()),
    ),
    Sign(
        "a header that authorises",
        re.compile(
            rf"((?:proxy-)?authorization{_QUOTE}{_EQUALS}{_QUOTE}|(?:set-)?cookie{_QUOTE}\s{{0,3}}[:=]\s{{0,3}}{_QUOTE})"
            r"[^\r\n\"'<>]+",
            re.I,
        ),
        _after_name,
    ),
    Sign(
        "a value beside the name of a key",
        re.compile(rf"(?<![a-z0-9])({_NAME})({_QUOTE}{_EQUALS}{_QUOTE})([^\s\"'&<>,;\\{{}}]{{1,4096}})", re.I),
        _named,
    ),
    Sign(
        "a token",
        re.compile(
            r"(?<![a-z])((?:bearer|basic)(?:\s{1,3}|%20|\+))(?=[^\s\"']{0,4096}?\d|[^\s\"']{20})(?!REDACTED)[a-z0-9._~+/=-]{8,}",
            re.I,
        ),
        _after_name,
    ),
    Sign(
        "a token",
        re.compile(
            r"(?<![A-Za-z0-9])(?:eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*|(?:AKIA|ASIA)[0-9A-Z]{16}"
            r"|LTAI[0-9A-Za-z]{12,}|gh[pousr]_[A-Za-z0-9]{20,}|sk-[A-Za-z0-9_-]{20,})"
        ),
        _gone,
    ),
    Sign(
        "an e-mail address",
        re.compile(
            r"[A-Za-z0-9._%+-]{1,64}(?:@|%(?:25){0,3}40|&#64;)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,12}"
        ),
        _person,
    ),
)
