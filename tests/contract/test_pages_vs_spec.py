"""Facts of a made-up page against a made-up spec, with and without declared departures."""

from typing import Any

import pytest

from contract.mismatch import Mismatch
from contract.pages import Entry, Pages
from contract.pages_vs_spec import Deviation, compare_coverage, compare_page
from contract.values import ABSENT
from tests.contract.made_up import DOCUMENT, POST, REQUEST, changed, operation, page, spec

# what the made-up page and spec differ in, declared
DECLARED = [
    Deviation("paint", "/request/body/rate/minimum", "0.0001", None),
    Deviation("paint", "/request/body/rate/maximum", "0.01", None),
    Deviation("paint", "/response/200/data/status/type", "integer", ["integer", "string"]),
]
STATUS = "/response/200/data/status/type"


CARRIED_ON, MADE_UP = "content/application~1json/x-assumed", {"example": "the page's is cut"}


def _differ(
    in_page: tuple[str, Any] = ("/title", "Paint"),
    in_spec: tuple[str, Any] = ("/info/title", "Paint"),
    declared: list[Deviation] = DECLARED,
) -> list[Mismatch]:
    return compare_page(page(*in_page), operation(*in_spec), declared).mismatches


def test_declared_departures_leave_nothing_to_say() -> None:
    assert _differ() == []


def test_an_undeclared_difference_names_both_values_and_what_to_do() -> None:
    (mismatch,) = _differ(declared=DECLARED[:2])
    assert str(mismatch) == (
        f"pages-spec: paintPicture at {STATUS}\n"
        '    the page says:        "integer"\n'
        '    the spec says:        ["integer", "string"]\n'
        "    source:               https://docs.example/paint (spec/pages/paint.yaml);"
        " spec/openapi.yaml, POST /paint/{kind}\n"
        "    do:                   mend spec/openapi.yaml, or declare the departure in spec/deviations.yaml"
    )


def test_a_departure_with_other_values_must_be_looked_at_again() -> None:
    (mismatch,) = _differ(declared=[*DECLARED[:2], Deviation("paint", STATUS, "integer", "string")])
    assert mismatch.pointer == STATUS
    assert "declares other values (page 'integer', spec 'string')" in str(mismatch)
    assert "look at the departure anew, then mend the entry or the spec" in str(mismatch)


def test_a_departure_that_no_longer_is_one_is_stale() -> None:
    (mismatch,) = _differ(declared=[*DECLARED, Deviation("paint", "/method", "GET", "POST")])
    assert (mismatch.operation, mismatch.pointer) == ("paintPicture", "/method")
    assert "the page says:        'GET', declares spec/deviations.yaml" in str(mismatch)
    assert "take the entry out of spec/deviations.yaml, it no longer holds" in str(mismatch)


@pytest.mark.parametrize(
    ("in_page", "pointer", "expected", "actual"),
    [
        (("/request/body/0/name", "job"), "/request/body/job/type", "string", ABSENT),
        (("/method", "PUT"), "/method", "PUT", "POST"),
        (("/server", "https://other.example"), "/server", "https://other.example", "https://api.example"),
        (("/request/body/1/default", "ink"), "/request/body/mode/default", "ink", "oil"),
        (("/request/body/1/enum", ["oil"]), "/request/body/mode/enum", ["oil"], ["ink", "oil"]),
        (("/request/body/2/minimum", "1"), "/request/body/count/minimum", "1", 1),
        (("/response/200/fields/1/fields/1/items", "string"), "/response/200/data/rows/items", "string", "object"),
        (("/request/example/count", True), "/request/example/count", True, 2),
    ],
)
def test_a_fact_that_the_spec_lacks_or_has_otherwise(
    in_page: tuple[str, Any], pointer: str, expected: Any, actual: Any
) -> None:
    found = {m.pointer: (m.expected, m.actual) for m in _differ(in_page)}
    assert found[pointer] == (expected, actual)


@pytest.mark.parametrize("reason", ["no page says it", {"maxLength": "no page says it"}])
def test_a_fact_that_no_page_says_must_be_marked_assumed(reason: Any) -> None:
    job = f"{REQUEST}/properties/jobId"
    (mismatch,) = _differ(in_spec=(job, {"type": "string", "maxLength": 9}))
    assert (mismatch.pointer, mismatch.expected, mismatch.actual) == ("/request/body/jobId/maxLength", ABSENT, 9)
    assert "else mark it x-assumed in spec/openapi.yaml, or take it out" in str(mismatch)
    assert _differ(in_spec=(job, {"type": "string", "maxLength": 9, "x-assumed": reason})) == []
    of_another = {"type": "string", "maxLength": 9, "x-assumed": {"pattern": "no page says it"}}
    assert _differ(in_spec=(job, of_another)) == [mismatch]


def test_an_assumption_over_a_component_hides_no_difference_to_a_page() -> None:
    component = DOCUMENT["components"]["schemas"]["PaintRequest"] | {"x-assumed": "all of it"}
    component = changed(component, "/properties/jobId", {"type": "boolean"})
    assert [m.pointer for m in _differ(in_spec=(REQUEST, component))] == ["/request/body/jobId/type"]


@pytest.mark.parametrize(
    ("example", "told"),
    [
        ({}, []),
        ({"jobId": "j"}, []),  # a text that the spec's example carries on
        ({"jobId": "j1", "mode": "ink", "count": 2}, []),
        ({"jobId": "j1x"}, [("jobId", "j1x", "j1")]),
        ({"mode": "oi"}, [("mode", "oi", "ink")]),
        ({"count": 3}, [("count", 3, 2)]),
        ({"count": "2"}, [("count", "2", 2)]),
        ({"colour": "re"}, [("colour", "re", ABSENT)]),
        ({"rows": [{"url": "u"}]}, [("rows/0/url", "u", ABSENT)]),
    ],
)
def test_a_cut_example_is_compared_as_far_as_it_is_seen(
    example: dict[str, Any], told: list[tuple[str, Any, Any]]
) -> None:
    found = _differ(("/request/example", example | {"_truncated": True}), (f"{POST}/requestBody/{CARRIED_ON}", MADE_UP))
    assert [(m.pointer.removeprefix("/request/example/"), m.expected, m.actual) for m in found] == told


def test_what_stands_behind_a_cut_must_be_marked_assumed() -> None:
    found = _differ(("/request/example", {"jobId": "j1", "mode": "ink", "_truncated": True}))
    assert [(m.pointer, m.expected, m.actual) for m in found] == [
        ("/request/example/count", ABSENT, 2),
        ("/request/example/rate", ABSENT, "0.001"),
    ]


def test_what_a_cut_example_shows_otherwise_can_be_declared() -> None:
    made_up = (f"{POST}/responses/200/{CARRIED_ON}", MADE_UP)
    cut = ("/response/200/example", {"data": {"rows": [{"url": "https://y"}]}, "_truncated": True})
    place = "/response/200/example/data/rows/0/url"
    (mismatch,) = _differ(cut, made_up)
    assert (mismatch.pointer, mismatch.expected, mismatch.actual) == (place, "https://y", "https://x.example/1")
    assert "or declare the departure in spec/deviations.yaml" in str(mismatch)
    assert (
        _differ(cut, made_up, declared=[*DECLARED, Deviation("paint", place, "https://y", "https://x.example/1")]) == []
    )
    (stale,) = _differ(declared=[*DECLARED, Deviation("paint", place, "https://y", "https://x.example/1")])
    assert "take the entry out of spec/deviations.yaml, it no longer holds" in str(stale)


def test_a_second_name_of_a_field_must_be_declared_even_where_all_is_assumed() -> None:
    component = changed(DOCUMENT["components"]["schemas"]["PaintRequest"], "/x-assumed", "all of it")
    component["properties"]["job_id"] = {"type": "string", "x-alias-of": "jobId"}
    (mismatch,) = _differ(in_spec=(REQUEST, component))
    place = "/request/body/jobId/aliases"
    assert (mismatch.pointer, mismatch.expected, mismatch.actual) == (place, ABSENT, ["job_id"])
    declared = [*DECLARED, Deviation("paint", place, None, ["job_id"])]
    assert _differ(in_spec=(REQUEST, component), declared=declared) == []


def test_bounds_of_a_text_are_those_of_the_page() -> None:
    rate = {"type": "string", "pattern": "^0[.]0[0-9]*$", "x-minimum": "0.0001", "x-maximum": "0.01"}
    assumed = rate | {"x-assumed": {"pattern": "the range as an expression"}}
    assert _differ(in_spec=(f"{REQUEST}/properties/rate", assumed), declared=DECLARED[2:]) == []
    (mismatch,) = _differ(in_spec=(f"{REQUEST}/properties/rate", assumed | {"x-maximum": "0.1"}), declared=DECLARED[2:])
    assert (mismatch.pointer, mismatch.expected, mismatch.actual) == ("/request/body/rate/maximum", "0.01", "0.1")


@pytest.mark.parametrize(
    ("in_page", "in_spec", "told"),
    [
        ("in development", "in development", []),
        ("in development", ABSENT, [("in development", ABSENT)]),
        (None, "in development", [(ABSENT, "in development")]),
        ("published", "in development", [("published", "in development")]),
    ],
)
def test_page_and_spec_say_the_same_of_the_lifecycle(in_page: Any, in_spec: Any, told: list[Any]) -> None:
    said = (f"{POST}/x-lifecycle", in_spec) if in_spec is not ABSENT else (f"{POST}/x-page", "paint")
    found = _differ(("/lifecycle", in_page), said)
    assert [m.pointer for m in found] == ["/lifecycle"] * len(told)
    assert [(m.expected, m.actual) for m in found] == told


def test_a_null_property_written_as_a_oneof_has_two_types() -> None:
    row = {"oneOf": [{"$ref": "#/components/schemas/PaintData"}, {"type": "null"}]}
    found = _differ(in_spec=("/components/schemas/PaintResponse/properties/data", row))
    assert [(m.pointer, m.actual) for m in found] == [("/response/200/data/type", ["null", "object"])]


def test_the_example_of_a_page_shows_a_status_that_is_classified() -> None:
    found = _differ(in_spec=(f"{POST}/x-task/status/done", [0]))
    assert [m.pointer for m in found] == ["/response/200/example/data/status"]
    assert "a status that x-task classifies: 1, 0, -1" in str(found[0])
    assert "say in the operation's x-task whether this status is waiting, done or failed" in str(found[0])


def _coverage(known: str, slug: str = "paint", pages: tuple[str, ...] = ("paint",)) -> list[str]:
    entries = {name: Entry(name, name, known, None, "tools", chinese_only=False) for name in pages}
    files = {name: page("/slug", name) for name in pages}
    found = compare_coverage(Pages(entries, files), spec(f"{POST}/x-page", slug), [])
    return [f"{m.operation} {m.expected}: {m.actual}" for m in found.mismatches]


def test_pages_and_operations_belong_together() -> None:
    assert _coverage("whole") == []
    assert _coverage("title") == ["paintPicture a page: paint, of which title is known"]
    assert _coverage("whole", pages=("paint", "draw")) == ["draw an operation with x-page: draw: nothing"]
    assert "paintPicture spec/pages/draw.yaml: nothing" in _coverage("whole", slug="draw")
    assert "paintPicture a page: draw, of which nothing is known" in _coverage("whole", slug="draw")


def test_a_departure_from_a_page_without_an_operation_is_stale() -> None:
    entry = Entry("paint", "Paint", "whole", None, "tools", chinese_only=False)
    pages = Pages({"paint": entry}, {"paint": page()})
    (mismatch,) = compare_coverage(pages, spec(), [Deviation("draw", "/method", "GET", "POST")]).mismatches
    assert (mismatch.operation, mismatch.pointer) == ("draw", "/method")
