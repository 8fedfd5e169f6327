"""A plain client of a running sandbox: http.client, which neither retries nor keeps connections."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from img_open_sandbox.process import Sandbox
from tests.sandbox.helpers import FLUX, FLUX_QUERY

DEADLINE_S = 10.0


@contextmanager
def connection(sandbox: Sandbox, timeout: float = DEADLINE_S) -> Iterator[http.client.HTTPConnection]:
    opened = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=timeout)
    try:
        yield opened
    finally:
        opened.close()


def send(opened: http.client.HTTPConnection, sandbox: Sandbox, path: str, body: dict[str, Any]) -> None:
    opened.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **sandbox.headers})


def post(sandbox: Sandbox, path: str, body: dict[str, Any]) -> tuple[http.client.HTTPResponse, bytes]:
    """The answer and its body."""
    with connection(sandbox) as opened:
        send(opened, sandbox, path, body)
        answer = opened.getresponse()
        return answer, answer.read()


def flux(business_task_id: str, **more: Any) -> dict[str, Any]:
    """A submit that needs no picture and is done in milliseconds."""
    body = {"businessTaskId": business_task_id, "comfyTaskType": "Flux1DevFP8", "prompt": "", "width": 8, "height": 8}
    return body | more


def submit(sandbox: Sandbox, business_task_id: str, **more: Any) -> Any:
    """The answer of a submit, as JSON."""
    return json.loads(post(sandbox, FLUX, flux(business_task_id, **more))[1])


def ask(sandbox: Sandbox, business_task_id: str) -> Any:
    """The answer of a query, as JSON."""
    return json.loads(post(sandbox, FLUX_QUERY, {"businessTaskId": business_task_id})[1])


def tasks(sandbox: Sandbox) -> list[str]:
    """The callers' ids of all tasks."""
    return [task["businessTaskId"] for task in sandbox.control("GET", "tasks")["tasks"]]


def used(sandbox: Sandbox) -> list[int]:
    """How often each planted fault was used."""
    return [row["used"] for row in sandbox.control("GET", "faults")["faults"]]
