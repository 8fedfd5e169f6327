"""Recordings against server: a legal form that no recording has is a change that someone must see."""

import pytest

from contract.spec import Operation
from contract_tests.answering import against_recordings, answers_of
from contract_tests.edges import Edges
from contract_tests.servers import PORTRAIT
from contract_tests.witnesses import OPERATIONS, RECORDINGS, SPEC, name_of
from img_open_sandbox.process import Sandbox


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_the_answers_have_the_recorded_form(operation: Operation, sandbox: Sandbox, edges: Edges) -> None:
    edges.expect_none(against_recordings(answers_of(sandbox, SPEC, operation, PORTRAIT), SPEC, operation, RECORDINGS))
