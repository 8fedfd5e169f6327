"""HAR that a browser or a proxy exported: the exchanges of known operations, redacted. The file is not trusted."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlsplit

from contract.recordings import Recording
from contract.recordings_vs_spec import path_parameters
from contract.secret_signs import PLACEHOLDERS, is_secret_name
from contract.spec import Operation, Spec
from contract.values import Json, JsonObject
from recording.known import SHORTEST, TooShort
from recording.redaction import Refused, redactor
from recording.server import Target
from recording.writing import Wire, recorded, shown_server

LARGEST = 64 * 1024 * 1024
"""Bytes of a HAR file."""
_MOST_ENTRIES = 10_000
_MOST_SECRETS = 500
_NOTE = "Imported from a HAR file."
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ALSO_SECRET = re.compile(r"auth|cookie|token|secret|password|api-?key|access-?key|session|credential", re.I)


class NotHar(ValueError):
    """A file is no HAR that can be read; the text says what was expected."""


class Skipped(NamedTuple):
    """An exchange that was left out."""

    entry: int
    why: str


@dataclass(frozen=True)
class Imported:
    """What was taken from a file, and what was left out."""

    recordings: list[Recording]
    skipped: list[Skipped]


class _Call(NamedTuple):
    operation: Operation
    parameters: dict[str, str]


class _Left(Exception):
    """This exchange is left out; the text says why."""


def import_har(path: Path, spec: Spec, *, operation: str | None = None, kind: str | None = None) -> Imported:
    """The exchanges of the spec's operations in a HAR file, or of one of them; `kind` takes those of any server.

    Raises NotHar, and TooShort when a key in the file could not be found everywhere.
    """
    entries = _entries(path)
    keys = {name.lower() for known in spec.operations.values() for name in known.key_headers}
    secrets = sorted(set(_secrets(entries, keys)))
    if len(secrets) > _MOST_SECRETS:
        raise NotHar(
            f"expected at most {_MOST_SECRETS} different keys, cookies and tokens, got {len(secrets)}; split it"
        )
    found = Imported([], [])
    counts: dict[str, int] = {}
    for number, entry in enumerate(entries):
        try:
            call = _operation(entry, spec, operation)
            count = counts.get(call.operation.operation_id, 0) + 1
            found.recordings.append(_recording(entry, call, secrets, kind, f"imported-{count}"))
            counts[call.operation.operation_id] = count
        except (_Left, Refused) as left:
            found.skipped.append(Skipped(number, str(left)))
    return found


def _entries(path: Path) -> list[JsonObject]:
    if not path.is_file():
        raise NotHar("expected a file, got none")
    if path.stat().st_size > LARGEST:
        raise NotHar(f"expected at most {LARGEST} bytes, got {path.stat().st_size}; export fewer exchanges")
    try:
        raw = json.loads(path.read_bytes().decode("utf-8-sig"))
        entries = raw["log"]["entries"]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise NotHar(
            "expected HAR, which is JSON with log and entries in it, got something else; export it anew"
        ) from None
    if not isinstance(entries, list) or len(entries) > _MOST_ENTRIES:
        raise NotHar(f"expected a list of at most {_MOST_ENTRIES} entries; export fewer exchanges")
    return [entry if isinstance(entry, dict) else {} for entry in entries]


def _operation(entry: JsonObject, spec: Spec, wanted: str | None) -> _Call:
    request, response = _dict(entry, "request"), _dict(entry, "response")
    method = _text(request, "method").upper()
    url = _url(request)
    known = [(one, path_parameters(one, url.path)) for one in spec.operations.values()]
    matching = [(one, given) for one, given in known if given is not None]
    if not matching:
        raise _Left("no operation of spec/openapi.yaml has its path")
    for one, given in sorted(matching, key=lambda pair: len(pair[1] or {})):  # a path without parameters says most
        if one.method == method and given is not None:
            break
    else:
        raise _Left(f"expected method {matching[0][0].method}, got another")
    status = response.get("status")
    if not isinstance(status, int) or not 100 <= status <= 599:
        raise _Left("it has no answer")
    if wanted not in {None, one.operation_id}:
        raise _Left(f"it is {one.operation_id}")
    return _Call(one, given)


def _recording(entry: JsonObject, call: _Call, secrets: list[str], kind: str | None, name: str) -> Recording:
    operation, parameters = call
    request, response = _dict(entry, "request"), _dict(entry, "response")
    url = _url(request)
    target = Target(f"{url.scheme}://{url.netloc.rpartition('@')[2]}", kind or _kind(url.hostname, operation), ("", ""))
    sent, content = _dict(request, "postData"), _dict(response, "content")
    if operation.request[0] and not _text(sent, "text"):
        raise _Left("its request has no body; export it with bodies")
    if "text" not in content:
        raise _Left("its answer has no body; export it with bodies")
    asked = _text(sent, "text").encode("utf-8", "surrogatepass")
    try:
        bodies = [json.loads(asked)] if asked else []
    except (ValueError, RecursionError):
        bodies = []
    clean = redactor(secrets, bodies, [(target.url, shown_server(operation, target.kind))])
    query = dict(parse_qsl(url.query, keep_blank_values=True, max_num_fields=100))
    wire = Wire(parameters, query, asked, response["status"], _text(content, "mimeType"), _content(content))
    started = _DAY.match(_text(entry, "startedDateTime"))
    day = started.group() if started else None
    made = recorded(operation, target, clean, wire, name=name, note=_NOTE, day=day)
    names = {_text(header, "name").lower() for header in _dicts(request, "headers")}
    kept = made.request["headers"]
    kept[:] = [row for row in kept if row["name"] not in operation.key_headers or row["name"].lower() in names]
    return made


def _url(request: JsonObject) -> SplitResult:
    try:
        url = urlsplit(_text(request, "url"))
        whole = url.scheme in {"http", "https"} and url.hostname
    except ValueError:
        whole = None
    if not whole:
        raise _Left("its address is no URL")
    return url


def _kind(host: str | None, operation: Operation) -> str:
    if host == urlsplit(operation.server).hostname:
        return "live"
    if host in {"127.0.0.1", "localhost", "::1"}:
        return "sandbox"
    raise _Left("another server answered; --kind says what it is")


def _content(content: JsonObject) -> bytes:
    text = _text(content, "text")
    if _text(content, "encoding").lower() != "base64":
        return text.encode("utf-8", "surrogatepass")  # half a pair is no text then, and only its hash is kept
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise _Left("its answer is called base64 and is none") from None


def _secrets(entries: list[JsonObject], keys: set[str]) -> Iterator[str]:
    """Values of the key headers, of everything that authorises, and of cookies, wherever the file has them."""
    for entry in entries:
        for side in ("request", "response"):
            for place in ("headers", "cookies", "queryString"):
                for row in _dicts(_dict(entry, side), place):
                    name, value = _text(row, "name"), _text(row, "value").strip()
                    if name.lower() in keys:
                        yield from _key(value)
                    elif place == "cookies" or is_secret_name(name) or _ALSO_SECRET.search(name):
                        yield from _parts(value)


def _key(value: str) -> Iterator[str]:
    if value and value not in PLACEHOLDERS and not set(value) <= set("*x.-"):
        if sum(char.isascii() and char.isalnum() for char in value) < SHORTEST:
            raise TooShort(
                f"expected keys of at least {SHORTEST} letters and digits, got a shorter one in the file: it could not "
                "be found everywhere, so nothing is imported"
            )
        yield value


def _parts(value: str) -> Iterator[str]:
    """What of a header or a cookie may be a secret: each long part of it."""
    for part in [*re.split(r"[\s;,=]+", value), *_from_basic(value)]:
        letters = [char for char in part if char.isascii() and char.isalnum()]
        if len(letters) >= SHORTEST and (any(map(str.isdigit, letters)) or len(letters) >= 16):
            yield part


def _from_basic(value: str) -> list[str]:
    """User and password of basic authentication."""
    scheme, _, encoded = value.partition(" ")
    try:
        return base64.b64decode(encoded).decode().split(":") if scheme.lower() == "basic" else []
    except ValueError:
        return []


def _dict(holder: JsonObject, name: str) -> JsonObject:
    found: Json = holder.get(name)
    return found if isinstance(found, dict) else {}


def _dicts(holder: JsonObject, name: str) -> list[JsonObject]:
    found: Json = holder.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _text(holder: JsonObject, name: str) -> str:
    found: Json = holder.get(name)
    return found if isinstance(found, str) else ""
