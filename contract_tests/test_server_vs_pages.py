"""Pages against server: a documented example is accepted, and answered in the shape of the documented answer."""

import pytest

from contract.closed import succeeded
from contract.driving import example_answers
from contract.forms import compare_forms, form
from contract.mismatch import Report
from contract.pages import CUT, Page, examples
from contract.spec import Operation
from contract.values import Words, at
from contract_tests.edges import Edges
from contract_tests.servers import PORTRAIT
from contract_tests.witnesses import PAIRS, SPEC, name_of
from img_open_sandbox.process import Sandbox

EDGE = "pages-server"


@pytest.mark.parametrize(("page", "operation"), PAIRS, ids=name_of)
def test_a_documented_example_is_answered_as_documented(
    page: Page, operation: Operation, sandbox: Sandbox, edges: Edges
) -> None:
    report = Report(EDGE)
    documented = dict(examples(page)).get("/response/200/example")
    for answer in example_answers(sandbox, SPEC, operation, PORTRAIT):
        good = isinstance(answer.body, dict) and "data" in answer.body and succeeded(operation, answer.body)
        place = f"/response ({answer.circumstances})"
        expected = Words("the documented example to be accepted")
        report.check(operation.operation_id, place, expected, answer.body, page.url, good=good)
        if documented is not None and at(documented, "/data/status") == at(answer.body, "/data/status"):
            shown, seen = form(documented), form(answer.body)
            if documented.get(CUT):  # nothing is known of what stands behind the cut
                shown.pop(f"/{CUT}")
                seen = {pointer: types for pointer, types in seen.items() if pointer in shown}
            report.merge(compare_forms(operation, shown, seen, edge=EDGE, source=page.source))
    edges.expect_none(report)
