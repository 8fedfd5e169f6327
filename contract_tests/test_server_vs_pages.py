"""Pages against server: a documented example is accepted, and answered in the shape of the documented answer."""

import pytest

from contract.closed import succeeded, violations
from contract.driving import ask, example_answers, prepared, show
from contract.fields import aliases
from contract.forms import compare_forms, form
from contract.mismatch import Report
from contract.pages import CUT, Page, agrees, examples
from contract.spec import Operation
from contract.tasks import questions_to
from contract.values import JsonObject, Words, at, join, split
from contract_tests.edges import Edges
from contract_tests.servers import PORTRAIT
from contract_tests.witnesses import DEVIATIONS, PAIRS, SPEC, name_of
from img_open_sandbox.process import Sandbox

EDGE = "pages-server"
SUBMITS = [(p, o) for p, o in PAIRS if "/request/example" in dict(examples(p)) and not questions_to(SPEC, o)]


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


@pytest.mark.parametrize(("page", "operation"), SUBMITS, ids=name_of)
def test_the_pages_own_example_is_accepted(page: Page, operation: Operation, sandbox: Sandbox, edges: Edges) -> None:
    report = Report(EDGE)
    prepared(sandbox, operation, "now", PORTRAIT)
    body = documented_request(report, page, operation)
    show(sandbox, operation, body, PORTRAIT)
    answer = ask(sandbox, operation, body, {})
    good = isinstance(answer, dict) and "data" in answer and succeeded(operation, answer)
    expected = Words("the page's own example to be accepted")
    report.check(operation.operation_id, "/request/example", expected, answer, page.source, good=good)
    edges.expect_none(report)


def documented_request(report: Report, page: Page, operation: Operation) -> JsonObject:
    """The page's example, field by field as the page names them.

    A cut one goes on as the spec's own does. What the page's own table refuses is taken from the spec's too, and must
    be a declared deviation.
    """
    example, whole = dict(examples(page))["/request/example"], operation.request[1]["example"]
    schema = operation.request_schema
    named = {other: name for name, others in aliases(schema).items() for other in others}
    body = {name: value for name, value in example.items() if name != CUT}
    if CUT in example:
        body |= {name: whole[name] for name in body if name in whole and agrees(example, join("", name), whole[name])}
        given = {named.get(name, name) for name in body}
        body |= {name: value for name, value in whole.items() if name not in given}
    declared = {deviation.at for deviation in DEVIATIONS if deviation.page == page.slug}
    for name in {split(pointer)[0] for pointer, _, _ in violations(schema, body)}:
        place, expected = join("/request/example", name), Words("a declared deviation that says why it is refused")
        report.check(operation.operation_id, place, expected, body.get(name), page.source, good=place in declared)
        body.pop(name, None)
        body[named.get(name, name)] = whole[named.get(name, name)]
    return body
