"""Writing recordings: one exchange as HAR 1.2, with placeholders for the keys."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

from contract.secret_signs import PLACEHOLDERS
from contract.spec import Operation
from contract.values import Json, JsonObject

_JSON = "application/json"


class Content(NamedTuple):
    """A body as a recording keeps it: its text, or without one a comment that says what was there."""

    media_type: str
    text: str
    comment: str = ""


def har(  # the parts of an exchange
    operation: Operation,
    source: JsonObject,
    day: str,
    request: Json,
    response: Json | None,
    *,
    server: str | None = None,
    parameters: Mapping[str, str] | None = None,
) -> JsonObject:
    """One exchange of JSON; without a response its status is 0: then only what is sent is known."""
    path = operation.path
    for name, value in (parameters or {}).items():
        path = path.replace(f"{{{name}}}", quote(value))
    came = None if response is None else Content(_JSON, _text(response))
    url, status = (server or operation.server) + path, 200 if came else 0
    sent = Content(_JSON, _text(request))
    return exchange(
        source, day, method=operation.method, url=url, key_headers=operation.key_headers,
        request=sent, status=status, response=came,
    )  # fmt: skip


def exchange(
    source: JsonObject,
    day: str,
    *,
    method: str,
    url: str,
    key_headers: Iterable[str],
    request: Content | None,
    status: int,
    response: Content | None,
) -> JsonObject:
    """One exchange of any content; the key headers get placeholders. Status 0 stands for no response."""
    keys = [{"name": name, "value": value} for name, value in zip(key_headers, PLACEHOLDERS, strict=False)]
    entry = {
        "startedDateTime": f"{day}T00:00:00Z",
        "time": 0,
        "request": {
            "method": method,
            "url": url,
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [*keys, *_type(request)],
            "queryString": [
                {"name": name, "value": value}
                for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True, max_num_fields=1000)
            ],
            **(
                {"postData": {"mimeType": request.media_type, "text": request.text, **_about(request)}}
                if request
                else {}
            ),
            "headersSize": -1,
            "bodySize": _size(request) if request else 0,
        },
        "response": {
            "status": status,
            "statusText": _phrase(status),
            "httpVersion": "HTTP/1.1" if status else "",
            "cookies": [],
            "headers": _type(response),
            "content": _content(response),
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": _size(response) if response else -1,
        },
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
    }
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "scripts/record", "version": "1"},
            "_source": {**source, "date": day},
            "entries": [entry],
        }
    }


def write(path: Path, recording: JsonObject) -> None:
    """Write a recording, in a form that shows well in a diff; whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(json.dumps(recording, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _type(content: Content | None) -> list[JsonObject]:
    return [{"name": "Content-Type", "value": content.media_type}] if content and content.media_type else []


def _post_data(content: Content | None) -> JsonObject:
    if content is None:
        return {}
    return {"postData": {"mimeType": content.media_type, "text": content.text, **_about(content)}}


def _content(content: Content | None) -> JsonObject:
    if content is None:
        return {"size": 0, "mimeType": "x-unknown"}
    return {"size": _size(content), "mimeType": content.media_type, "text": content.text, **_about(content)}


def _about(content: Content) -> JsonObject:
    return {"comment": content.comment} if content.comment else {}


def _size(content: Content) -> int:
    return len(content.text.encode())


def _phrase(status: int) -> str:
    """The standard's words, not the server's, which might be anything."""
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""


def _text(body: Json) -> str:
    return json.dumps(body, ensure_ascii=False)
