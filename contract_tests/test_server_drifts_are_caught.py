"""The suite itself: a server that departs from the contract is noticed, by the right edge and at the right place."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from contract.forms import compare_forms, form, recorded_form
from contract.fuzz import fuzz
from contract.mismatch import Report
from contract.spec import Operation
from contract.values import Json
from contract_tests.drifting import Departure, Reply, departing
from contract_tests.servers import BLANK, example_answers
from contract_tests.witnesses import OPERATIONS, RECORDINGS, SPEC, name_of
from img_open_sandbox.process import Sandbox


class Planted(NamedTuple):
    """One departure of the server, and where it must be seen."""

    departure: Departure
    pointer: str
    told: str


def in_success(change: Callable[[Json], Any]) -> Departure:
    """Change the answer of every success."""

    def reply_with(reply: Reply) -> Reply:
        answer = reply.json
        if answer["code"] == "200":
            change(answer)
        return reply.saying(answer)

    return reply_with


def in_refusal(code: str, change: Callable[[Json], Any]) -> Departure:
    """Change the answer of every refusal with this code."""

    def reply_with(reply: Reply) -> Reply:
        answer = reply.json
        if answer["code"] == code:
            change(answer)
        return reply.saying(answer)

    return reply_with


def renamed(answer: Json) -> None:
    answer["data"]["task_id"] = answer["data"].pop("taskId")


def accepted(answer: Json) -> None:
    data = {"taskId": "t", "businessTaskId": "b", "toolTask": "faceDetection", "status": 2, "faceUrls": []}
    answer.update(code="200", msg="success", data=data)


def now_and_then() -> Departure:
    count = itertools.count(1)
    return lambda reply: Reply(500, "text/html", b"<h1>oops</h1>") if next(count) % 20 == 0 else reply


FORMS = {
    "a number becomes a text": Planted(
        in_success(lambda a: a["data"].update(status="2")), "/data/status", '["string"]'
    ),
    "a text becomes a number": Planted(in_success(lambda a: a.update(code=200)), "/code", '["integer"]'),
    "a list becomes null": Planted(in_success(lambda a: a["data"].update(faceUrls=None)), "/data/faceUrls", '["null"]'),
    "a field is dropped": Planted(in_success(lambda a: a["data"].pop("toolTask")), "/data/toolTask", "nothing"),
    "a field is new": Planted(in_success(lambda a: a["data"].update(score=1)), "/data/score", '["integer"]'),
    "a field is renamed": Planted(in_success(renamed), "/data/task_id", '["string"]'),
    "an object becomes a list": Planted(in_success(lambda a: a.update(data=[a["data"]])), "/data", '["array"]'),
}
FUZZED = {
    "a required field is renamed": Planted(in_success(renamed), "/data", "taskId"),
    "a text becomes a number": Planted(in_success(lambda a: a["data"].update(taskId=1)), "/data/taskId", "string"),
    "a code is none": Planted(in_success(lambda a: a.update(code=None)), "", "code"),
    "a success is HTTP 500": Planted(lambda r: replace(r, status=500), "", "Server error"),
    "a success is HTTP 201": Planted(lambda r: replace(r, status=201), "", "Undocumented status code"),
    "JSON is called HTML": Planted(lambda r: replace(r, media_type="text/html"), "", "Content-Type"),
    "JSON is broken off": Planted(lambda r: replace(r, body=r.body[:-1]), "", "JSON"),
    "a refusal has no msg": Planted(in_refusal("400", lambda a: a.pop("msg")), "", "msg"),
    "a refusal names no field": Planted(in_refusal("400", lambda a: a.update(msg="bad request")), "", "names"),
    "invalid bodies are accepted": Planted(in_refusal("400", accepted), "", "refusal"),
    "valid bodies are refused": Planted(in_success(lambda a: a.update(code="400", msg="no", data=None)), "", "accept"),
    "keys are not looked at": Planted(in_refusal("401", accepted), "", "auth"),
    "one answer in twenty fails": Planted(now_and_then(), "", "Server error"),
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_another_form_is_noticed(operation: Operation, name: str, sandbox: Sandbox) -> None:
    planted = FORMS[name]
    report = Report("recordings-server")
    with departing(sandbox, planted.departure) as server:
        for answer in example_answers(server, SPEC, operation):
            recorded = recorded_form(SPEC, RECORDINGS, operation, answer.parameters)
            report.merge(compare_forms(operation, recorded, form(answer.body)))
    assert_told(report, planted, operation.operation_id)


@pytest.mark.parametrize("name", FUZZED)
def test_a_departure_from_the_spec_is_noticed(name: str, sandbox: Sandbox) -> None:
    planted = FUZZED[name]
    sandbox.control("POST", "reset")
    picture = sandbox.upload(BLANK)
    with departing(sandbox, planted.departure) as server:
        report = fuzz(SPEC, server.url, server.headers, [picture], max_examples=2)
    for operation in OPERATIONS:
        assert_told(report, planted, operation.operation_id)


def test_a_server_that_does_not_depart_raises_no_alarm(sandbox: Sandbox) -> None:
    sandbox.control("POST", "reset")
    picture = sandbox.upload(BLANK)
    with departing(sandbox, lambda reply: reply) as server:
        report = fuzz(SPEC, server.url, server.headers, [picture], max_examples=2)
    assert not report.mismatches, str(report)
    assert set(report.by_operation) == set(SPEC.operations)


def assert_told(report: Report, planted: Planted, operation_id: str) -> None:
    """Some mismatch names the operation and the place, and says what is wrong."""
    told = [m for m in report.mismatches if m.operation == operation_id and m.pointer.startswith(planted.pointer)]
    assert any(planted.told in str(mismatch) for mismatch in told), str(report)[:3000]
