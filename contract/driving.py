"""Driving a running sandbox by the spec's words, so that one more operation needs no code of its own."""

import ssl
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

import httpx

from contract.pictures import named_pictures
from contract.spec import Operation, Spec
from contract.tasks import Question, questions_to
from contract.values import Json, JsonObject, Words, at

_TIMEOUT_S = 30.0
# Not used over http; without it httpx would read the authorities' certificates at each call, 30 ms of it.
_NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Server(Protocol):
    """A running sandbox."""

    @property
    def url(self) -> str:
        """Its base URL."""

    @property
    def headers(self) -> dict[str, str]:
        """The key headers that it accepts."""

    def control(self, method: str, path: str, **arguments: Any) -> Any:
        """Call one of its own paths."""

    def upload(self, content: bytes, url: str | None = None) -> str:
        """Let a picture stand for a foreign URL."""


class Answer(NamedTuple):
    """One answer of a server: to what it was given, and in which circumstances."""

    operation: Operation
    parameters: Mapping[str, str]
    circumstances: str
    request: JsonObject
    http: httpx.Response

    @property
    def body(self) -> Json:
        """The answer's JSON; what is none is words about it."""
        try:
            return self.http.json()
        except ValueError:
            return Words("no JSON")


def prepared(server: Server, operation: Operation, progress: str, picture: bytes) -> JsonObject:
    """The spec's example request, with an empty sandbox and the picture in the place of each that it names."""
    server.control("POST", "reset")
    server.control("PUT", "progress", json={"progress": progress})
    body = dict(operation.request[1]["example"])
    show(server, operation, body, picture)
    return body


def show(server: Server, operation: Operation, body: JsonObject, picture: bytes) -> None:
    """Let the picture stand for each URL of a picture in a request."""
    for url in sorted(set(named_pictures(operation.request_schema, body))):
        server.upload(picture, url)


def ask(server: Server, operation: Operation, body: Mapping[str, Json], parameters: Mapping[str, str]) -> Json:
    """Send one request by hand; return the answer's JSON."""
    return exchange(server, operation, body, parameters).json()


def exchange(
    server: Server,
    operation: Operation,
    body: Mapping[str, Json],
    parameters: Mapping[str, str],
    other_keys: Mapping[str, str | None] | None = None,
) -> httpx.Response:
    """Send one request by hand; return the answer as it came. `other_keys` has key headers to send instead, or not."""
    path = operation.path
    for name, value in {**operation.path_example, **parameters}.items():
        path = path.replace(f"{{{name}}}", value)
    url, every = server.url + path, {**server.headers, **(other_keys or {})}
    keys = {name: value for name, value in every.items() if value is not None}
    verify = _NO_AUTHORITIES if url.startswith("http://") else True
    return httpx.request(operation.method, url, json=body, headers=keys, timeout=_TIMEOUT_S, verify=verify)


def submit(server: Server, question: Question, progress: str, picture: bytes) -> Iterator[JsonObject]:
    """Start a task in an empty sandbox; yield each body that asks for it: by the caller's id, by the service's."""
    submitter, example = question.submitter, question.query.request[1]["example"]
    task: JsonObject = submitter.raw["x-task"]
    own = {task["key"]: example[question.field]} if "key" in task else {}
    answer = ask(server, submitter, {**prepared(server, submitter, progress, picture), **own}, {})
    if own:
        yield example
    if question.by == "id":
        yield {**example, question.field: at(answer, task["id"])}


def example_answers(server: Server, spec: Spec, operation: Operation, picture: bytes) -> Iterator[Answer]:
    """The answers to an operation's documented example, at once, while waiting and afterwards.

    A question for a task is asked for the task of each operation that names it in x-task.
    """
    asked = questions_to(spec, operation)
    for question in asked:
        for progress, looks in (("now", 1), ("looks:2", 2)):
            for body in submit(server, question, progress, picture):
                for look in range(1, looks + 1):
                    circumstances = f"{question.submitter.operation_id}, {progress}, look {look}"
                    answer = exchange(server, operation, body, question.parameters)
                    yield Answer(operation, question.parameters, circumstances, body, answer)
    for progress in ("now", "looks:2") if not asked else ():
        body = prepared(server, operation, progress, picture)
        parameters = operation.path_example
        yield Answer(operation, parameters, progress, body, exchange(server, operation, body, parameters))
