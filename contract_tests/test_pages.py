"""Pages alone: no table disagrees with its example unless the page's file says so."""

import pytest

from contract.page_check import check_page
from contract.pages import Page
from contract_tests.edges import Edges
from contract_tests.witnesses import PAGES, name_of


@pytest.mark.parametrize("page", PAGES.pages.values(), ids=name_of)
def test_a_page_agrees_with_its_own_examples(page: Page, edges: Edges) -> None:
    edges.expect_none(check_page(page))


def test_the_index_lists_the_whole_navigation() -> None:
    assert len(PAGES.entries) >= 30, "the navigation of the documentation has 30 entries; none may be dropped"
