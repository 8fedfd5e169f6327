"""Spec against server: on no request does the server depart from the spec, nor does its callback."""

import pytest

from contract.fuzz import fuzz
from contract.spec import Operation
from contract_tests.answering import (
    against_spec,
    answers_of,
    call_back,
    compare_callback,
    keys_are_looked_at,
    unknown_task,
)
from contract_tests.edges import Edges
from contract_tests.servers import BLANK, PORTRAIT
from contract_tests.witnesses import OPERATIONS, RECORDINGS, SPEC, name_of
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


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_the_documented_example_is_answered_as_the_spec_says(
    operation: Operation, sandbox: Sandbox, edges: Edges
) -> None:
    edges.expect_none(against_spec(answers_of(sandbox, SPEC, operation, PORTRAIT), SPEC, operation))


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_a_wrong_key_is_refused(operation: Operation, sandbox: Sandbox, edges: Edges) -> None:
    edges.expect_none(keys_are_looked_at(sandbox, SPEC, operation))


@pytest.mark.parametrize("operation", ASKED, ids=name_of)
def test_an_unknown_task_is_answered_with_a_code_that_says_so(
    operation: Operation, sandbox: Sandbox, edges: Edges
) -> None:
    edges.expect_none(unknown_task(sandbox, SPEC, operation))


@pytest.mark.parametrize("operation", CALLED_BACK, ids=name_of)
def test_the_callback_follows_the_spec(operation: Operation, sandbox: Sandbox, edges: Edges) -> None:
    with receiver() as (url, events):
        call_back(sandbox, operation, url, PORTRAIT)
        posted = events.get(timeout=CALLBACK_WAIT_S)
    edges.expect_none(compare_callback(operation, posted, RECORDINGS))
