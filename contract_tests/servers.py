"""Driving a running server by the spec's words, so that one more operation needs no test code."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import httpx
import numpy as np

from contract.spec import Operation, Spec
from contract.values import Json
from img_open_sandbox.process import Sandbox

_GROUP = cv2.imread(str(Path(__file__).parents[1] / "examples" / "group.jpg"))
PORTRAIT = cv2.imencode(".png", np.asarray(_GROUP)[200:, 10:270])[1].tobytes()
"""One face of the demo's picture."""
BLANK = cv2.imencode(".png", np.zeros((64, 64, 3), np.uint8))[1].tobytes()
"""A picture that is quick to look at, for many requests."""
FLAGS = ("--loopback-only", "--fetch-timeout", "2")


class Answer(NamedTuple):
    """One answer of a server, to which operation it was given, and in which circumstances."""

    operation: Operation
    parameters: Mapping[str, str]
    circumstances: str
    body: Json


def show_pictures(sandbox: Sandbox, operation: Operation, body: Mapping[str, Json]) -> None:
    """Let a portrait stand for each picture that a request names."""
    for name, schema in operation.request_schema.get("properties", {}).items():
        if schema.get("x-picture") and name in body:
            sandbox.upload(PORTRAIT, body[name])


def ask(sandbox: Sandbox, operation: Operation, body: Mapping[str, Json], parameters: Mapping[str, str]) -> Json:
    """Send one request by hand; return the answer's JSON."""
    path = operation.path
    for name, value in parameters.items():
        path = path.replace(f"{{{name}}}", value)
    answer = httpx.request(operation.method, sandbox.url + path, json=body, headers=sandbox.headers, timeout=30)
    return answer.json()


def example_answers(sandbox: Sandbox, spec: Spec, operation: Operation) -> Iterator[Answer]:
    """The answers to an operation's documented example, at once, while waiting and afterwards.

    A question for a task is asked for the task of each operation that names it in x-task.
    """
    example: dict[str, Any] = operation.request[1]["example"]
    for submitter, parameters in asked_through(spec, operation):
        for progress in ("now", "looks:2"):
            sandbox.control("POST", "reset")
            sandbox.control("PUT", "progress", json={"progress": progress})
            body = {**submitter.request[1]["example"]}
            show_pictures(sandbox, submitter, body)
            if submitter is operation:
                yield Answer(operation, {}, progress, ask(sandbox, operation, body, {}))
                continue
            key = submitter.raw["x-task"]["key"]
            ask(sandbox, submitter, {**body, key: example[key]}, {})
            for look in ("first look", "second look"):
                yield Answer(operation, parameters, f"{progress}, {look}", ask(sandbox, operation, example, parameters))


def asked_through(spec: Spec, operation: Operation) -> list[tuple[Operation, Mapping[str, str]]]:
    """The operations whose tasks this one asks for, with the path parameters to use; itself where it asks for none."""
    tasks = [(other, (other.task or {}).get("query", {})) for other in spec.operations.values()]
    named = [
        (other, query["parameters"]) for other, query in tasks if query.get("operationId") == operation.operation_id
    ]
    return named or [(operation, {})]
