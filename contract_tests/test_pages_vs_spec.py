"""Pages against spec: every fact of a page stands in openapi.yaml, and nothing else does unless it is marked."""

import pytest

from contract.pages import Page
from contract.pages_vs_spec import compare_coverage, compare_page
from contract.spec import Operation
from contract_tests.edges import Edges
from contract_tests.witnesses import DEVIATIONS, PAGES, PAIRS, SPEC, name_of


@pytest.mark.parametrize(("page", "operation"), PAIRS, ids=name_of)
def test_the_spec_says_what_the_page_says(page: Page, operation: Operation, edges: Edges) -> None:
    edges.expect_none(compare_page(page, operation, DEVIATIONS))


def test_pages_and_operations_belong_together(edges: Edges) -> None:
    edges.expect_none(compare_coverage(PAGES, SPEC, DEVIATIONS))
