"""Comparing the real pages and the real contract with changed copies of themselves."""

import json
import re
from collections import Counter
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changes.change import Change, Level, alike, most
from changes.pages import compare_pages
from changes.specs import compare_specs
from contract.pages import page_facts
from contract.spec import Spec
from contract.values import ABSENT, Json, JsonObject, at, join, leaves, same, split
from contract_tests.witnesses import PAGES, SPEC
from tests.changes.kinds import kind
from tests.contract.made_up import PAGE, changed

SLUGS = sorted(PAGES.pages)
VALUES = st.sampled_from([None, True, False, 0, 7, 2.5, "", "seven", "7", [], ["a"], {}, {"code": 1}])


def copied(slug: str) -> JsonObject:
    return deepcopy(PAGES.pages[slug].raw)


def replaced(raw: JsonObject, pointer: str, new: Json) -> JsonObject:
    return changed(raw, pointer, new)  # type: ignore[no-any-return]


def kinds(changes: list[Change]) -> Counter[str]:
    return Counter(kind(change.rule) for change in changes)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_does_not_differ_from_itself(slug: str) -> None:
    assert compare_pages(PAGES.pages[slug].raw, copied(slug)) == []


def test_the_contract_does_not_differ_from_itself_whatever_its_version() -> None:
    document = deepcopy(SPEC.document)
    document["info"]["version"] = "9.9.9"
    assert compare_specs(SPEC, Spec(document)) == []


def examples_of(raw: JsonObject) -> list[str]:
    """Every leaf of a page's examples."""
    places = ["/request/example", *(f"/response/{status}/example" for status in raw["response"])]
    return [place + leaf for place in places if at(raw, place) for leaf, _ in leaves(at(raw, place))]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_a_value_of_an_example_that_is_another_is_a_change_and_mirrored_the_same_kind(data: st.DataObject) -> None:
    raw = copied(data.draw(st.sampled_from([slug for slug in SLUGS if examples_of(PAGES.pages[slug].raw)])))
    pointer = data.draw(st.sampled_from(examples_of(raw)))
    other = replaced(raw, pointer, data.draw(VALUES))
    found = compare_pages(raw, other)
    assert bool(found) != same(raw, other)
    assert kinds(found) == kinds(compare_pages(other, raw))


def rows_of(raw: JsonObject) -> list[str]:
    """The pointer of every row of every table of a page's file."""
    names = [leaf for leaf, _ in leaves(raw) if re.search(r"/[0-9]+/name$", leaf)]
    return [leaf.removesuffix("/name") for leaf in names if not re.fullmatch(r"/response/[0-9]+/name", leaf)]


KEYWORDS: dict[str, st.SearchStrategy[Json]] = {
    "required": st.sampled_from([None, True, False]),
    "type": st.sampled_from([None, "string", "integer", "number", "boolean", "array", "object"]),
    "enum": st.lists(st.sampled_from(["a", "b", 1, "1"]), min_size=1, max_size=3, unique_by=repr),
    "default": st.sampled_from([None, 1, "1", "a", True]),
    "minimum": st.sampled_from([1, 2, 2.5, "1", "0.1", "none"]),
    "exclusiveMinimum": st.sampled_from([1, 2, 2.5]),
    "maximum": st.sampled_from([1, 2, 2.5, "1"]),
    "maxLength": st.integers(0, 5),
    "minItems": st.integers(0, 5),
    "multipleOf": st.sampled_from([1, 8]),
    "pattern": st.sampled_from(["^a", "b$"]),
    "format": st.sampled_from(["uri", "date-time"]),
    "title": st.sampled_from([None, "a", "b"]),
    "description": st.sampled_from(["a", "b"]),
    "example": st.sampled_from([None, 1, "a"]),
}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_whatever_a_row_says_is_compared_and_mirrored_it_is_the_same_kind(data: st.DataObject) -> None:
    raw = copied(data.draw(st.sampled_from([slug for slug in SLUGS if rows_of(PAGES.pages[slug].raw)])))
    other = deepcopy(raw)
    for pointer in data.draw(st.lists(st.sampled_from(rows_of(raw)), min_size=1, max_size=3)):
        row = at(other, pointer)
        if row is ABSENT:
            continue
        what = data.draw(st.sampled_from([*KEYWORDS, "gone", "new", "renamed"]))
        if what == "gone":
            above, _, index = pointer.rpartition("/")
            del at(other, above)[int(index)]
        elif what == "new":
            above, _, index = pointer.rpartition("/")
            at(other, above).insert(int(index), {"name": data.draw(st.sampled_from(["one", "two"])), "type": "string"})
        elif what == "renamed":
            row["name"] = "renamed"
        else:
            row[what] = data.draw(KEYWORDS[what])
    assert compare_pages(other, deepcopy(other)) == []
    found, back = compare_pages(raw, other), compare_pages(other, raw)
    assert kinds(found) == kinds(back), (found, back)
    facts = [page_facts(PAGES.pages[raw["slug"]].__class__(page, "", "https://x.example")) for page in (raw, other)]
    assert found or facts[0] == facts[1]


MUTABLE = [
    pointer
    for pointer, _ in leaves(SPEC.document)
    if pointer != "/info/version" and not pointer.endswith(("$ref", "/in")) and "x-alias-of" not in pointer
]


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.sampled_from(MUTABLE), st.sampled_from(["mutated", 7, True]))
def test_whatever_the_contract_says_is_compared(pointer: str, new: Json) -> None:
    before = at(SPEC.document, pointer)
    new = (not before) if isinstance(before, bool) else 77 if isinstance(before, int) else new
    if isinstance(before, str) or not isinstance(before, (bool, int, float)):
        new = "/mutated" if str(before).startswith("/") else "mutated"
    other = Spec(replaced(SPEC.document, pointer, new))
    found, back = compare_specs(SPEC, other), compare_specs(other, SPEC)
    assert found
    assert {kind(rule.rule) for rule in found} == {kind(rule.rule) for rule in back}


def test_a_field_with_its_example_is_one_change() -> None:
    raw = copied("face-detection")
    raw["request"]["body"].append({"name": "maxFaces", "type": "integer", "required": False})
    raw["request"]["example"]["maxFaces"] = 4
    raw["prose"] = {"/request/body/maxFaces": "0" * 16, "/summary": "1" * 16}
    before = {**copied("face-detection"), "prose": {"/summary": "1" * 16}}
    assert [str(change) for change in compare_pages(before, raw)] == [
        'new-optional-request-property: face-detection at /request/body/maxFaces: nothing -> type "integer"'
    ]


def test_a_renamed_field_is_one_change_and_what_else_changed_of_it_others() -> None:
    raw = copied("face-detection")
    raw["request"]["body"][0] |= {"name": "pictureUrl", "required": False}
    raw["request"]["example"]["pictureUrl"] = raw["request"]["example"].pop("imageUrl")
    found = compare_pages(copied("face-detection"), raw)
    assert [str(change) for change in found] == [
        'request-property-renamed: face-detection at /request/body/imageUrl: "imageUrl" -> "pictureUrl"',
        "request-property-became-optional: face-detection at /request/body/pictureUrl/required: true -> false",
    ]
    assert found[0].text == "request field imageUrl, pictureUrl now, has another name"


def test_a_renamed_object_keeps_what_is_within() -> None:
    raw = copied("face-detection")
    data = raw["response"]["200"]["fields"][2]
    data["name"] = "result"
    data["fields"].pop()
    raw["response"]["200"]["example"]["result"] = raw["response"]["200"]["example"].pop("data")
    assert [change.rule for change in compare_pages(copied("face-detection"), raw)] == [
        "response-property-renamed",
        "response-property-removed",
    ]


@pytest.mark.parametrize(
    ("row", "example"),
    [
        ({"name": "other", "type": "integer"}, {"other": "http://x.example"}),  # of another type
        ({"name": "other", "type": "string"}, {"other": "what the old one never was"}),  # of another value
    ],
)
def test_a_field_in_the_place_of_one_that_is_gone_need_not_be_it(row: JsonObject, example: JsonObject) -> None:
    raw = copied("face-detection")
    raw["request"]["body"][0] = row
    raw["request"]["example"] = {"businessTaskId": "10086996", **example}
    rules = {change.rule for change in compare_pages(copied("face-detection"), raw)}
    assert rules == {"request-property-removed", "new-optional-request-property"}


def test_the_example_tells_which_of_two_new_fields_is_the_old_one() -> None:
    raw = copied("face-detection")
    raw["request"]["body"][0]["name"] = "later"
    raw["request"]["body"].insert(0, {"name": "sooner", "type": "string"})
    raw["request"]["example"] |= {"later": raw["request"]["example"].pop("imageUrl"), "sooner": "now"}
    found = compare_pages(copied("face-detection"), raw)
    assert [change.rule for change in found] == ["request-property-renamed", "new-optional-request-property"]
    assert (found[0].before, found[0].after) == ("imageUrl", "later")


def test_a_list_that_becomes_a_text_is_one_change() -> None:
    raw = changed(PAGE, "/response/200/fields/1/fields/1", {"name": "rows", "type": "string", "required": False})
    raw["response"]["200"]["example"]["data"]["rows"] = "https://x.example/1"
    assert [str(change) for change in compare_pages(PAGE, raw)] == [
        'response-property-type-changed: paint at /response/200/data/rows/type: "array" -> "string"'
    ]


def test_a_schema_that_all_share_is_told_by_each_operation_and_shown_once() -> None:
    document = deepcopy(SPEC.document)
    document["components"]["schemas"]["ErrorResponse"]["properties"].pop("msg")
    found = compare_specs(SPEC, Spec(document))
    assert [change.rule for change in found if change.rule != "response-property-removed"] == []
    (group,) = alike(found)
    assert [change.operation for change in group] == list(SPEC.operations)
    assert most(found) is Level.BREAKING


def test_an_operation_is_known_by_its_place_or_its_page_when_its_id_is_another() -> None:
    path = "/AIGCImgOpenServ/saas/tool/face/detection"
    document = deepcopy(SPEC.document)
    operation = document["paths"].pop(path)
    operation["post"]["operationId"] = "findFaces"
    document["paths"]["/v2/faces"] = operation
    assert [str(change) for change in compare_specs(SPEC, Spec(document))] == [
        f'path-moved: findFaces at /path: "{path}" -> "/v2/faces"',
        'operation-renamed: findFaces at /operationId: "detectFaces" -> "findFaces"',
    ]


def test_nothing_is_levelled_without_a_change() -> None:
    assert most([]) is None
    assert Level.BREAKING.reaches(Level.DOCS_ONLY)
    assert not Level.DOCS_ONLY.reaches(Level.ADDITIVE)
    assert compare_pages(None, None) == []


def test_hostile_names_and_values_are_compared_as_they_are() -> None:
    raw = copied("face-detection")
    names = ["a/b", "~", "*", "type", "{x}", "required", "", "x" * 10_000]
    raw["request"]["body"] += [{"name": name or " ", "type": "string", "maximum": "1e999999999"} for name in names]
    raw["request"]["body"] += [{"name": "a/b", "type": "integer"}]  # twice
    found = compare_pages(copied("face-detection"), raw)
    assert [split(change.pointer)[-1] for change in found] == [
        *("* (a name)" if name == "*" else name or " " for name in names),
        "a/b (again)",
    ]
    json.dumps([change.as_json() for change in found])
    assert join("/request/body", "a/b") in {change.pointer for change in found}
