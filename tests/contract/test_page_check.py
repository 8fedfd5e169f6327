"""A page's tables against its own examples."""

import json
from typing import Any

import pytest

from contract.page_check import check_page
from contract.pages import page_facts, places
from contract.values import ABSENT
from tests.contract.made_up import PAGE, changed, page


def test_a_page_that_agrees_with_itself() -> None:
    report = check_page(page())
    assert (report.mismatches, report.checks) == ([], 18)


@pytest.mark.parametrize(
    ("pointer", "new", "at", "table", "example"),
    [
        ("/request/example/count", "2", "/request/body/count", "integer", "2"),
        ("/request/example/count", 5, "/request/body/count", {"maximum": 4}, 5),
        ("/request/example/count", 0, "/request/body/count", {"minimum": 1}, 0),
        ("/request/example/rate", "0.1", "/request/body/rate", {"maximum": "0.01"}, "0.1"),
        ("/request/example/rate", "fast", "/request/body/rate", {"minimum": "0.0001"}, "fast"),
        ("/request/example/mode", "wax", "/request/body/mode", {"enum": ["oil", "ink"]}, "wax"),
        ("/request/example/jobId", ABSENT, "/request/body/jobId", "required", "nothing"),
        ("/request/example/job_id", "x", "/request/body/job_id", "nothing", "x"),
        ("/request/body/1/default", "wax", "/request/body/mode/default", {"enum": ["oil", "ink"]}, "wax"),
        ("/request/body/2/default", -1, "/request/body/count/default", {"minimum": 1}, -1),
        ("/request/body/2/default", "1", "/request/body/count/default", "integer", "1"),
        ("/request/body/0/example", 7, "/request/body/jobId/example", "string", 7),
        ("/request/body/0/minLength", 3, "/request/body/jobId", {"minLength": 3}, "j1"),
        ("/request/body/0/pattern", "^k", "/request/body/jobId", {"pattern": "^k"}, "j1"),
        ("/response/200/example/data/rows/0/url", None, "/response/200/data/rows/*/url", "string", None),
        ("/response/200/example/data/rows/0/size", 1, "/response/200/data/rows/*/size", "nothing", 1),
        ("/response/200/example/data/rows", None, "/response/200/data/rows", "array", None),
        (
            "/response/200/fields/1/fields/1/minItems",
            2,
            "/response/200/data/rows",
            {"minItems": 2},
            [{"url": "https://x.example/1"}],
        ),
        ("/path", "/paint", "/path", ["kind"], []),
    ],
)
def test_a_disagreement_is_reported_and_can_be_declared(
    pointer: str, new: Any, at: str, table: Any, example: Any
) -> None:
    mismatches = check_page(page(pointer, new)).mismatches
    first = mismatches[0]
    assert (first.edge, first.operation, first.pointer) == ("pages", "paint", at)
    between = ["range", "default"] if at.endswith("/default") else ["table", "example"]
    entry = {"at": at, "between": between, "says": [table, example]}
    assert f"else add to contradictions: {json.dumps(entry)}" in str(first)
    assert "https://docs.example/paint (spec/pages/paint.yaml)" in str(first)
    entries = [json.loads(str(m).rpartition("contradictions: ")[2]) for m in mismatches]
    declared = page(pointer, new)
    declared.raw["contradictions"] = entries
    assert check_page(declared).mismatches == []


@pytest.mark.parametrize("between", [["table", "example"], ["range", "default"]])
def test_a_contradiction_that_no_longer_exists_is_stale(between: list[str]) -> None:
    entry = {"at": "/request/body/count", "between": between, "says": ["integer", "2"]}
    (mismatch,) = check_page(page("/contradictions", [entry])).mismatches
    assert mismatch.pointer == "/request/body/count"
    assert "the page also says:   no such contradiction" in str(mismatch)
    assert "take the entry out of contradictions, or mend its values" in str(mismatch)


def test_a_default_out_of_range_is_not_declared_as_a_table_against_an_example() -> None:
    entry = {"at": "/request/body/count/default", "between": ["table", "example"], "says": [{"minimum": 1}, -1]}
    made = page("/request/body/2/default", -1)
    made.raw["contradictions"] = [entry]
    assert [m.actual for m in check_page(made).mismatches] == [-1, "no such contradiction"]


def test_a_contradiction_with_another_value_is_both_undeclared_and_stale() -> None:
    made = page("/request/example/count", "3")
    made.raw["contradictions"] = [
        {"at": "/request/body/count", "between": ["table", "example"], "says": ["integer", "2"]}
    ]
    assert [(m.pointer, m.expected, m.actual) for m in check_page(made).mismatches] == [
        ("/request/body/count", "integer", "3"),
        ("/request/body/count", ["integer", "2"], "no such contradiction"),
    ]


def test_a_contradiction_of_words_must_point_at_something() -> None:
    entries = [
        {"at": at, "between": ["text", "title"], "says": ["a", "b"]}
        for at in ("/tag", "/request/headers", "/request/body/mode/default", "/request/example/jobId", "/lost")
    ]
    (mismatch,) = check_page(page("/contradictions", entries)).mismatches
    assert (mismatch.pointer, mismatch.expected) == ("/lost", "a place that exists")
    assert "let the contradiction's at point at a place of the file" in str(mismatch)


@pytest.mark.parametrize("example", [{"_truncated": True}, {"mode": "i", "_truncated": True}])
def test_a_cut_example_raises_no_false_alarm(example: dict[str, Any]) -> None:
    assert check_page(page("/request/example", example)).mismatches == []


def test_a_cut_example_still_shows_a_wrong_type() -> None:
    (mismatch,) = check_page(page("/request/example", {"count": "2", "_truncated": True})).mismatches
    assert (mismatch.pointer, mismatch.expected, mismatch.actual) == ("/request/body/count", "integer", "2")


def test_a_table_that_was_seen_in_part_may_lack_a_field() -> None:
    more = changed(PAGE["request"], "/example/extra", 1) | {"body_truncated": True}
    assert check_page(page("/request", more)).mismatches == []
    assert check_page(page("/request/body", None)).mismatches == []


def test_an_example_of_filler_is_no_evidence() -> None:
    made = page("/response/200/example/data", {"status": "laborum"})
    made.raw["response"]["200"]["example_is_filler"] = True
    assert check_page(made).mismatches == []
    facts = page_facts(made)
    assert "/response/200/data/status/type" in facts
    assert not [pointer for pointer in facts if pointer.startswith("/response/200/example")]


def test_a_page_known_by_its_title_only() -> None:
    untold = {"headers": None, "path_params": None, "body": None, "example": None}
    made = page("/request", untold)
    made.raw.update({"page": None, "method": None, "path": None, "content_type": None, "response": {}})
    assert check_page(made).mismatches == []
    assert page_facts(made) == {"/server": "https://api.example"}
    assert made.source == "a page whose address is not known (spec/pages/paint.yaml)"


def test_the_lifecycle_is_a_fact_where_it_is_shown() -> None:
    assert page_facts(page("/lifecycle", "in development"))["/lifecycle"] == "in development"
    assert "/lifecycle" not in page_facts(page("/lifecycle", None))


def test_the_facts_of_a_page() -> None:
    facts = page_facts(page())
    assert facts["/server"] == "https://api.example"
    assert facts["/request/body/mode/enum"] == ["ink", "oil"]
    assert facts["/request/body/rate/minimum"] == "0.0001"
    assert facts["/response/200/data/rows/items"] == "object"
    assert facts["/response/200/data/rows/*/url/required"] is True
    assert facts["/response/200/example/data/rows/0/url"] == "https://x.example/1"
    assert "/request/body/count/required" not in facts, "null means not shown"
    assert not [p for p in page_facts(page("/request/example/_truncated", True)) if p.startswith("/request/example")]
    assert "/response/200/data/rows/*/url" in places(page())


def test_a_content_type_header_is_the_media_type_and_no_fact_of_its_own() -> None:
    row = {"name": "Content-Type", "type": "string", "required": None}
    assert page_facts(page("/request/headers", [*PAGE["request"]["headers"], row])) == page_facts(page())


def test_a_chinese_page_stands_for_a_missing_english_one() -> None:
    only = page("/zh_page", "https://zh.example/1")
    only.raw["page"] = None
    assert page_facts(only)["/page"] == "https://zh.example/1"
