"""The suite itself: a server that departs from the contract is noticed, by the right edge and at the right place."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest

from contract.driving import example_answers
from contract.forms import compare_forms, form, recorded_form
from contract.fuzz import fuzz
from contract.mismatch import Report
from contract.spec import Operation, Spec
from contract.tasks import questions_to
from contract.values import ABSENT
from contract_tests.drifting import Departure, departing
from contract_tests.drills.server_drifts import (
    accepted,
    at_place,
    in_refusal,
    in_success,
    now_and_then,
    numbered,
    renamed,
)
from contract_tests.servers import BLANK, PORTRAIT
from contract_tests.witnesses import OPERATIONS, RECORDINGS, SPEC
from img_open_sandbox.process import Sandbox


class Planted(NamedTuple):
    """One departure of the server, and where it must be seen."""

    departure: Departure
    pointer: str
    told: str


def forms(operation: Operation) -> Iterator[tuple[str, Planted]]:
    """The ways in which the form of an operation's answer can change, each at the first place that has that type."""
    question = next(iter(questions_to(SPEC, operation)), None)
    recorded = recorded_form(SPEC, RECORDINGS, operation, question.parameters if question else {})
    fields = [pointer for pointer in recorded if pointer.startswith("/data/") and "/*" not in pointer]
    for name, kinds, value, told in (
        ("a number becomes a text", {"integer"}, "2", '["string"]'),
        ("a text becomes a number", {"string"}, 1, '["integer"]'),
        ("a list becomes null", {"array"}, None, '["null"]'),
        ("a field is dropped", {"string"}, ABSENT, "nothing"),
    ):
        for pointer in [pointer for pointer in fields if recorded[pointer] == kinds][:1]:
            yield name, Planted(in_success(at_place(pointer, value)), pointer, told)
    yield "the code becomes a number", Planted(in_success(lambda a: a.update(code=200)), "/code", '["integer"]')
    yield "a field is new", Planted(in_success(lambda a: a["data"].update(new=1)), "/data/new", '["integer"]')
    yield "an object becomes a list", Planted(in_success(lambda a: a.update(data=[a["data"]])), "/data", '["array"]')


FORMS = {
    f"{operation.operation_id}-{name}".replace(" ", "_"): (operation, planted)
    for operation in OPERATIONS
    for name, planted in forms(operation)
}
FAMILIES = ("detectFaces", "queryToolTask", "swapFace", "listModels")
"""A few, as the edge looks at all alike; none that is asked for by an id from an answer, as the answers depart."""
PATHS = [SPEC.operations[name].path for name in FAMILIES]
FEW = Spec({**SPEC.document, "paths": {path: SPEC.document["paths"][path] for path in PATHS}})
FUZZED = {
    "every field is renamed": Planted(in_success(renamed), "/data", ""),
    "every text becomes a number": Planted(in_success(lambda a: a.update(numbered(a))), "", ""),
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


@pytest.mark.parametrize(("operation", "planted"), FORMS.values(), ids=FORMS)
def test_another_form_is_noticed(operation: Operation, planted: Planted, sandbox: Sandbox) -> None:
    own = operation.path.rpartition("}")[2]
    with departing(sandbox, planted.departure, own) as server:
        answer = next(example_answers(server, SPEC, operation, PORTRAIT))
    recorded = recorded_form(SPEC, RECORDINGS, operation, answer.parameters)
    assert_told(compare_forms(operation, recorded, form(answer.body)), planted, operation.operation_id)


@pytest.mark.parametrize("name", FUZZED)
def test_a_departure_from_the_spec_is_noticed(name: str, sandbox: Sandbox) -> None:
    planted = FUZZED[name]
    sandbox.control("POST", "reset")
    shown = [sandbox.upload(picture) for picture in (PORTRAIT, BLANK)]
    with departing(sandbox, planted.departure) as server:
        report = fuzz(FEW, server.url, server.headers, shown, max_examples=6)
    for operation_id in FAMILIES:
        assert_told(report, planted, operation_id)


def test_a_server_that_does_not_depart_raises_no_alarm(sandbox: Sandbox) -> None:
    sandbox.control("POST", "reset")
    shown = [sandbox.upload(picture) for picture in (PORTRAIT, BLANK)]
    with departing(sandbox, lambda reply: reply) as server:
        report = fuzz(FEW, server.url, server.headers, shown, max_examples=6)
    assert not report.mismatches, str(report)
    assert set(report.by_operation) == set(FAMILIES)


def assert_told(report: Report, planted: Planted, operation_id: str) -> None:
    """Some mismatch names the operation and the place, and says what is wrong."""
    told = [m for m in report.mismatches if m.operation == operation_id and m.pointer.startswith(planted.pointer)]
    assert any(planted.told in str(mismatch) for mismatch in told), str(report)[:3000]
