"""Spec against server: on no request does the server depart from the spec, nor does its callback."""

import pytest

from contract.closed import violations
from contract.driving import ask, prepared
from contract.fuzz import EDGE, fuzz
from contract.mismatch import Report
from contract.spec import Operation, media
from contract.tasks import questions_to
from contract.values import Words
from contract_tests.edges import Edges
from contract_tests.servers import BLANK, PORTRAIT
from contract_tests.witnesses import OPERATIONS, SPEC, name_of
from img_open_sandbox.process import Sandbox
from scripts.demo import receiver

ASKED = [operation for operation in OPERATIONS if "x-task-answer" in operation.raw]
CALLED_BACK = [operation for operation in OPERATIONS if operation.callback]
CALLBACK_WAIT_S = 20
EXAMPLES = 10  # of each operation in each phase of schemathesis


def test_no_request_finds_a_departure(sandbox: Sandbox, edges: Edges) -> None:
    sandbox.control("POST", "reset")
    shown = [sandbox.upload(picture) for picture in (PORTRAIT, BLANK)]
    edges.expect_none(fuzz(SPEC, sandbox.url, sandbox.headers, shown, max_examples=EXAMPLES))


@pytest.mark.parametrize("operation", ASKED, ids=name_of)
def test_an_unknown_task_is_answered_with_a_code_that_says_so(
    operation: Operation, sandbox: Sandbox, edges: Edges
) -> None:
    question = questions_to(SPEC, operation)[0]
    body = {**operation.request[1]["example"], question.field: "nobody-has-this-id"}
    code = ask(sandbox, operation, body, question.parameters)["code"]
    wanted = operation.raw["x-task-answer"]["unknown"]
    report = Report(EDGE)
    report.check(
        operation.operation_id, "/code", Words(f"one of {wanted}"), code, operation.source, good=code in wanted
    )
    edges.expect_none(report)


@pytest.mark.parametrize("operation", CALLED_BACK, ids=name_of)
def test_the_callback_follows_the_spec(operation: Operation, sandbox: Sandbox, edges: Edges) -> None:
    body = prepared(sandbox, operation, "now", PORTRAIT)
    with receiver() as (url, events):
        ask(sandbox, operation, {**body, "callbackUrl": url}, {})
        posted = events.get(timeout=CALLBACK_WAIT_S)
    assert operation.callback is not None
    schema = media(operation.callback["requestBody"])[1]["schema"]
    report = Report(EDGE)
    for pointer, wanted, there in violations(schema, posted):
        report.fail(operation.operation_id, f"/callbacks{pointer}", wanted, there, operation.source)
    report.compare(operation.operation_id, "/callbacks", Words("JSON"), Words("JSON"), operation.source)
    edges.expect_none(report)
