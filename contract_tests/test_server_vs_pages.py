"""Pages against server: a documented example is accepted, and answered in the shape of the documented answer."""

import pytest

from contract.pages import Page, examples
from contract.spec import Operation
from contract.tasks import questions_to
from contract_tests.answering import against_page, answers_of, own_example
from contract_tests.edges import Edges
from contract_tests.servers import PORTRAIT
from contract_tests.witnesses import DEVIATIONS, PAIRS, SPEC, name_of
from img_open_sandbox.process import Sandbox

SUBMITS = [(p, o) for p, o in PAIRS if "/request/example" in dict(examples(p)) and not questions_to(SPEC, o)]


@pytest.mark.parametrize(("page", "operation"), PAIRS, ids=name_of)
def test_a_documented_example_is_answered_as_documented(
    page: Page, operation: Operation, sandbox: Sandbox, edges: Edges
) -> None:
    edges.expect_none(against_page(answers_of(sandbox, SPEC, operation, PORTRAIT), page, operation))


@pytest.mark.parametrize(("page", "operation"), SUBMITS, ids=name_of)
def test_the_pages_own_example_is_accepted(page: Page, operation: Operation, sandbox: Sandbox, edges: Edges) -> None:
    edges.expect_none(own_example(sandbox, page, operation, DEVIATIONS, PORTRAIT))
