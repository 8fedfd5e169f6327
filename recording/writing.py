"""One exchange as a recording: what came over the wire goes in, what may be written comes out."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from contract.har import Content, exchange
from contract.recordings import Recording
from contract.secret_signs import REDACTED
from contract.spec import Operation
from contract.values import Json, JsonObject
from recording.redaction import Redactor, guard
from recording.server import Target

SANDBOX_URL = "http://127.0.0.1:8787"
"""In the place of the port that a sandbox happened to take."""
ELSEWHERE = "Answered by another server than the specification names."


class Wire(NamedTuple):
    """What was sent and what came, as it was; it is never written."""

    parameters: Mapping[str, str]
    query: Mapping[str, Json]
    sent: bytes
    status: int
    media_type: str
    came: bytes | Content
    """A body that is too long to be kept is its hash already."""


def recorded(
    operation: Operation,
    target: Target,
    clean: Redactor,
    wire: Wire,
    *,
    name: str,
    note: str = "",
    day: str | None = None,
) -> Recording:
    """One exchange as a recording, redacted. Raises Refused when it would show a secret."""
    shown = {key: clean.text(value) for key, value in wire.parameters.items()}
    listed = {row["name"] for row in operation.parameters if row["in"] == "query"}
    asked = {
        clean.text(key): clean.text(str(value)) if key in listed else REDACTED for key, value in wire.query.items()
    }
    url = shown_server(operation, target.kind) + path_of(operation, shown) + (f"?{urlencode(asked)}" if asked else "")
    request = clean.content(wire.sent, "application/json") if wire.sent else None
    if isinstance(wire.came, Content):
        response = wire.came._replace(media_type=clean.media_type(wire.media_type))
    else:
        response = clean.content(wire.came, wire.media_type)
    own = target.kind == "sandbox" or urlsplit(target.url).netloc == urlsplit(operation.server).netloc
    notes = " ".join(filter(None, (note, "" if own else ELSEWHERE)))
    source: JsonObject = {"kind": target.kind, "page": operation.slug} | ({"note": notes} if notes else {})
    har = exchange(
        source, day or datetime.now(UTC).date().isoformat(), method=operation.method, url=url,
        key_headers=operation.key_headers, request=request, status=wire.status, response=response,
    )  # fmt: skip
    guard(har, clean.known, f"{operation.operation_id}, {name}")
    return Recording(operation.operation_id, name, har)


def path_of(operation: Operation, parameters: Mapping[str, str]) -> str:
    """The operation's path with its parameters in it."""
    slashed = {row["name"] for row in operation.parameters if row.get("x-allow-slash")}
    path = operation.path
    for name, value in parameters.items():
        path = path.replace(f"{{{name}}}", quote(value, safe="/" if name in slashed else ""))
    return path


def shown_server(operation: Operation, kind: str) -> str:
    """The server that stands in a recording."""
    return SANDBOX_URL if kind == "sandbox" else operation.server
