"""The spec alone: valid OpenAPI 3.1, by the project's own rules, with examples that follow their schemas."""

import pytest

from contract.lint import RULES, Rule, validity
from contract.mismatch import Report
from contract_tests.edges import Edges
from contract_tests.witnesses import SPEC


def test_valid_openapi(edges: Edges) -> None:
    edges.expect_none(validity(SPEC))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: Rule, edges: Edges) -> None:
    report = Report("spec")
    rule(SPEC, report)
    edges.expect_none(report)
