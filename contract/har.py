"""Writing recordings: one exchange as HAR 1.2, with placeholders for the keys."""

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from contract.spec import Operation
from contract.values import Json, JsonObject

_JSON = "application/json"


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
    """One exchange; without a response its status is 0: then only what is sent is known."""
    path = operation.path
    for name, value in (parameters or {}).items():
        path = path.replace(f"{{{name}}}", quote(value))
    sent, came = _text(request), "" if response is None else _text(response)
    known = response is not None
    kind = {"name": "Content-Type", "value": _JSON}
    content: JsonObject = {"size": len(came.encode()), "mimeType": _JSON if known else "x-unknown"}
    keys = zip(operation.key_headers, ("accessKeyId", "accessKeySecret"), strict=True)
    started = f"{day}T00:00:00Z"
    entry = {
        "startedDateTime": started,
        "time": 0,
        "request": {
            "method": operation.method,
            "url": (server or operation.server) + path,
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [*({"name": name, "value": value} for name, value in keys), kind],
            "queryString": [],
            "postData": {"mimeType": _JSON, "text": sent},
            "headersSize": -1,
            "bodySize": len(sent.encode()),
        },
        "response": {
            "status": 200 if known else 0,
            "statusText": "OK" if known else "",
            "httpVersion": "HTTP/1.1" if known else "",
            "cookies": [],
            "headers": [kind] if known else [],
            "content": {**content, "text": came} if known else content,
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": len(came.encode()) if known else -1,
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
    """Write a recording, in a form that shows well in a diff."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(recording, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _text(body: Json) -> str:
    return json.dumps(body, ensure_ascii=False)
