"""Recordings against server: a legal form that no recording has is a change that someone must see."""

import pytest

from contract.driving import example_answers
from contract.forms import compare_forms, form, recorded_form
from contract.mismatch import Report
from contract.spec import Operation
from contract_tests.edges import Edges
from contract_tests.servers import PORTRAIT
from contract_tests.witnesses import OPERATIONS, RECORDINGS, SPEC, name_of
from img_open_sandbox.process import Sandbox


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_the_answers_have_the_recorded_form(operation: Operation, sandbox: Sandbox, edges: Edges) -> None:
    report = Report("recordings-server")
    for answer in example_answers(sandbox, SPEC, operation, PORTRAIT):
        recorded = recorded_form(SPEC, RECORDINGS, operation, answer.parameters)
        report.merge(compare_forms(operation, recorded, form(answer.body)))
    edges.expect_none(report)
