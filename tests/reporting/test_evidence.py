"""Grades of evidence, on the real contract and on small changes of it."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from contract.pages import Page
from contract.recordings import Recording
from contract.spec import Operation
from contract_tests.witnesses import OPERATIONS, PAGES, RECORDINGS, ROOT, SPEC
from reporting.declared import Assumption, assumptions, departures
from reporting.evidence import Evidence, Grade, Part, evidence
from scripts.readme import table

DEPARTURES = departures(ROOT / "spec" / "deviations.yaml")
ASSUMPTIONS = assumptions(SPEC)


def of(name: str) -> Evidence:
    operation = SPEC.operations[name]
    own = [departure for departure in DEPARTURES if departure.page == operation.slug]
    return evidence(operation, PAGES.pages[operation.slug], RECORDINGS, own)


def sound(name: str = "detectFaces") -> tuple[Operation, Page]:
    """An operation of whose page and contract nothing is open."""
    operation = SPEC.operations[name]
    page = PAGES.pages[operation.slug]
    return (
        replace(operation, raw={**operation.raw, "x-task": {"query": []}}),
        replace(page, raw={**page.raw, "contradictions": []}),
    )


def test_an_operation_whose_answer_was_not_seen_is_assumed() -> None:
    found = of("textToImage")
    assert found.grade is Grade.ASSUMED
    assert found.parts == {
        Part.REQUEST: Grade.CONTRADICTED,
        Part.ANSWER: Grade.ASSUMED,
        Part.WAITING: Grade.ASSUMED,
    }
    told = [str(reason.text) for reason in found.sorted if reason.part is Part.ANSWER]
    assert "the page was not seen to show the answer" in told
    assert any("The page's answer was not seen" in text for text in told)


def test_an_operation_of_which_only_the_waiting_is_assumed_is_assumed() -> None:
    found = of("detectFaces")
    assert found.grade is Grade.ASSUMED
    assert found.parts[Part.ANSWER] is Grade.CONTRADICTED
    assert [reason.text.partition(":")[0] for reason in found.sorted if reason.grade is Grade.ASSUMED] == [
        "its status",
        "its query",
    ]


def test_an_operation_that_is_shown_whole_and_contradicts_itself_is_contradicted() -> None:
    found = of("listModels")
    assert found.grade is Grade.CONTRADICTED
    assert Part.WAITING not in found.parts, "a list is not waited for"
    assert any("the page disagrees with itself at /" in reason.text for reason in found.reasons)


def test_each_operation_that_the_readme_calls_assumed_is() -> None:
    rows = [row for row in table(PAGES, SPEC) if "answer assumed" in row]
    assert rows
    for operation in OPERATIONS:
        if any(f"api-{operation.url.rpartition('-')[2]})" in row for row in rows):
            assert of(operation.operation_id).grade in {Grade.ASSUMED, Grade.LIVE}, operation.operation_id


def test_what_is_shown_and_nothing_contradicts_is_documented() -> None:
    operation, page = sound()
    found = evidence(operation, page, [], [])
    assert found.grade is Grade.DOCUMENTED
    assert set(found.parts.values()) == {Grade.DOCUMENTED}


def test_a_departure_alone_makes_it_contradicted() -> None:
    operation, page = sound()
    (departure, *_) = (one for one in DEPARTURES if one.page == page.slug and one.at.startswith("/response"))
    found = evidence(operation, page, [], [departure])
    assert found.grade is Grade.CONTRADICTED
    assert found.parts[Part.ANSWER] is Grade.CONTRADICTED
    assert found.parts[Part.REQUEST] is Grade.DOCUMENTED
    assert found.sorted[0].text == f"the contract departs from the page at {departure.at}"


def test_filler_is_no_example() -> None:
    operation, page = sound()
    raw: Any = deepcopy(page.raw)
    raw["response"]["200"] |= {"fields": None, "example_is_filler": True}
    found = evidence(operation, replace(page, raw=raw), [], [])
    assert found.parts[Part.ANSWER] is Grade.ASSUMED


@pytest.mark.parametrize(("kind", "status", "grade"), [("live", 200, Grade.LIVE), ("live", 0, Grade.ASSUMED)])
def test_an_answer_of_the_service_counts_before_all(kind: str, status: int, grade: Grade) -> None:
    (recording,) = (one for one in RECORDINGS if one.operation_id == "detectFaces")
    har: Any = deepcopy(recording.har)
    har["log"]["_source"]["kind"] = kind
    har["log"]["entries"][0]["response"]["status"] = status
    operation = SPEC.operations["detectFaces"]
    seen = Recording("detectFaces", "live", har)
    found = evidence(operation, PAGES.pages[operation.slug], [seen], [])
    assert found.grade is grade
    if grade is Grade.LIVE:
        date = har["log"]["_source"]["date"]
        assert found.sorted[0].text == f"contract_tests/recordings/detectFaces/live.har, recorded {date}"
        assert found.parts[Part.ANSWER] is Grade.LIVE
        assert found.parts[Part.WAITING] is Grade.ASSUMED, "an answer says nothing of how to wait"


def test_an_operation_without_a_page_is_assumed() -> None:
    operation, _ = sound()
    found = evidence(operation, None, [], [])
    assert (found.grade, found.sorted[0].text) == (Grade.ASSUMED, "it has no page")


def test_every_assumption_is_there_with_its_place_and_its_operations() -> None:
    written = (ROOT / "spec" / "openapi.yaml").read_text("utf-8").count("x-assumed:")
    assert len(ASSUMPTIONS) >= written > 100
    assert all(one.reason.strip() and one.operations for one in ASSUMPTIONS)
    answer = Assumption(
        "/paths/~1AIGCImgOpenServ~1saas~1sd~1v2~1text2image/post/responses/200",
        "",
        SPEC.operations["textToImage"].raw["responses"]["200"]["x-assumed"],
        ("textToImage",),
    )
    assert answer in ASSUMPTIONS
    assert any(len(one.operations) > 1 for one in ASSUMPTIONS), "a shared schema is of several operations"


def test_each_declared_departure_is_there_for_each_page() -> None:
    found = [one for one in DEPARTURES if one.at == "/response/200/data/status/type" and one.page == "face-detection"]
    assert [(one.page_says, one.spec_says) for one in found] == [('"string"', '["integer", "string"]')]
