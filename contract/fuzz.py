"""schemathesis against a running server, with refusals read from the envelope.

Its own checks see the server through a gateway; beside them stands one of ours: a body that breaks the contract must be
refused, and the refusal must name a field that is wrong.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from contract.closed import violations
from contract.gateway import Gateway
from contract.http_view import There, http_view
from contract.mismatch import Report
from contract.pictures import with_picture
from contract.spec import Operation, Spec
from contract.tasks import Question, questions
from contract.values import Json, JsonObject, Words, at, join, split

EDGE = "spec-server"
_TASK_ID = "task of the contract tests"
_TIMEOUT_S = 30.0
_ANSWERED = ["2xx", "404", "409"]  # done; a task that is not there; an id that was used before
# A legal body that cannot be done: what it asks for is too large for this server, or does not fit the picture.
_NOT_DOABLE = ["413", "422"]


def fuzz(
    spec: Spec,
    base_url: str,
    keys: Mapping[str, str],
    pictures: Sequence[str],
    *,
    seed: int = 1,
    max_examples: int = 60,
) -> Report:
    """Send generated requests, valid and invalid, to every operation of a running server, and report what departs.

    `keys` are the key headers, `pictures` URLs that the server can fetch. The same seed sends the same requests. First
    a task is submitted to each operation that starts one, with the first picture, so that questions for tasks have
    something to find.
    """
    report = Report(EDGE)
    by_label = {f"{operation.method} {operation.path}": operation for operation in spec.operations.values()}
    gateway = Gateway(base_url)
    tasks = [task for o in spec.operations.values() for task in _start_task(spec, o, base_url, keys, pictures[0])]
    view = http_view(spec, There(pictures, tasks))
    schema = schemathesis.openapi.from_dict(view, config=_config(keys, seed, max_examples))
    schema.app = gateway
    try:
        for event in from_schema(schema).execute():
            if isinstance(event, events.NonFatalError | events.FatalError):
                problem = event.value if isinstance(event, events.NonFatalError) else event.exception
                report.fail("all", "", Words("schemathesis runs"), Words(repr(problem)), base_url)
            elif isinstance(event, events.ScenarioFinished) and event.recorder.label in by_label:
                _take(report, by_label[event.recorder.label], event.recorder, keys)
    finally:
        gateway.close()
    return report


def _start_task(
    spec: Spec, operation: Operation, base_url: str, keys: Mapping[str, str], picture: str
) -> Iterator[tuple[Question, str]]:
    """Start the operation's task, if it starts one; yield how it is asked for, and by which id."""
    asked = list(questions(spec, operation))
    if not asked:
        return
    assert operation.task is not None
    body = with_picture(operation.request_schema, operation.request[1]["example"], picture)
    if "key" in operation.task:
        body[operation.task["key"]] = _TASK_ID
    url = base_url + operation.path
    answer = httpx.request(operation.method, url, json=body, headers=dict(keys), timeout=_TIMEOUT_S)
    # A server that refuses this, or answers something else, is found out by the requests that follow.
    task_id = at(_json(answer.content), operation.task["id"])
    for question in asked:
        yield question, _TASK_ID if question.by == "key" else str(task_id)


def _config(keys: Mapping[str, str], seed: int, max_examples: int) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "headers": dict(keys),
            "continue-on-failure": True,
            "generation": {"max-examples": max_examples, "database": "none"},
            "checks": {"positive_data_acceptance": {"expected-statuses": [*_ANSWERED, *_NOT_DOABLE]}},
            "phases": {"stateful": {"enabled": False}},
        }
    )


def _take(report: Report, operation: Operation, recorder: ScenarioRecorder, keys: Mapping[str, str]) -> None:
    for case_id, interaction in recorder.interactions.items():
        for check in recorder.checks.get(case_id, []):
            if check.failure_info is None:
                report.ok(operation.operation_id)
                continue
            failure = check.failure_info.failure
            place = join("", *getattr(failure, "instance_path", []))
            told = Words(f"{failure.title}: {' '.join(failure.message.split())[:80]} ({_exchange(interaction)})")
            report.fail(operation.operation_id, place, Words(f"the check {check.name} to pass"), told, operation.source)
        if interaction.response is not None and _has_keys(interaction, keys):
            _refusal(report, operation, interaction)


def _refusal(report: Report, operation: Operation, interaction: Any) -> None:
    """A body that breaks the contract is refused, and `msg` names a field that is wrong."""
    sent = _body(interaction)
    if sent is None or not (wrong := violations(operation.request_schema, sent[0])):
        return
    fields = sorted({split(pointer)[0] if pointer else "body" for pointer, _, _ in wrong})
    answer = _json(interaction.response.content)
    code = str(answer.get("code")) if isinstance(answer, dict) else None
    expected = Words(f"a refusal whose msg names {' or '.join(fields)}")
    msg = str(answer.get("msg")) if isinstance(answer, dict) else ""
    # The path is looked at before the body, so its parameters may be what is named.
    named = [*fields, *(parameter["name"] for parameter in operation.parameters)]
    good = code not in {None, "200"} and (code != "400" or any(name in msg for name in named))
    told = Words(f"code {code}, msg {msg!r} ({_exchange(interaction)})")
    report.check(operation.operation_id, join("", fields[0]), expected, told, operation.source, good=good)


def _has_keys(interaction: Any, keys: Mapping[str, str]) -> bool:
    sent = {name.lower(): values[-1] for name, values in interaction.request.headers.items()}
    return all(sent.get(name.lower()) == value for name, value in keys.items())


def _body(interaction: Any) -> tuple[Json] | None:
    """The request's body where it is JSON and said to be, in a tuple because null is JSON too."""
    sent = {name.lower(): values[-1] for name, values in interaction.request.headers.items()}
    if not sent.get("content-type", "").startswith("application/json") or not interaction.request.body:
        return None
    found = _json(interaction.request.body)
    return None if found is _NO_JSON else (found,)


_NO_JSON: JsonObject = {}


def _json(content: bytes) -> Json:
    try:
        return json.loads(content)
    except ValueError:
        return _NO_JSON


def _exchange(interaction: Any) -> str:
    request, response = interaction.request, interaction.response
    sent = (request.body or b"").decode(errors="replace")
    came = "nothing" if response is None else response.content.decode(errors="replace")
    return f"{request.method} {urlsplit(request.uri).path} {sent[:100]} -> {came[:60]}"
