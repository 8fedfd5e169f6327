"""Forms of answers: what recordings have, and what a server must not change unseen."""

from typing import Any

import pytest

from contract.forms import compare_forms, form, recorded_form
from contract.recordings import Recording
from tests.contract.made_up import operation, recording, spec, wide

BODY = {"code": "200", "data": {"status": 2, "rows": [{"url": "u"}], "rate": 0.5}}


def test_a_form_has_the_types_of_every_place() -> None:
    assert form({"a": [1, "x", {"b": None}], "c": []}) == {
        "": {"object"},
        "/a": {"array"},
        "/a/*": {"integer", "string", "object"},
        "/a/*/b": {"null"},
        "/c": {"array"},
    }


def test_a_field_that_only_some_objects_have_is_marked() -> None:
    assert form([{"a": 1, "b": 1}, {"a": 2}])["/*/b"] == {"integer", "left out"}
    assert form({"a": 1}, {"b": True})["/b"] == {"boolean", "left out"}


@pytest.mark.parametrize(
    ("seen", "pointer", "expected", "actual"),
    [
        ({"status": "2"}, "/data/status", '["integer"]', '["string"]'),
        ({"status": True}, "/data/status", '["integer"]', '["boolean"]'),
        ({"rows": None}, "/data/rows", '["array"]', '["null"]'),
        ({"rows": [{"url": "u"}, {}]}, "/data/rows/*/url", '["string"]', '["left out"]'),
        ({"rows": ["u"]}, "/data/rows/*", '["object"]', '["string"]'),
        ({"size": {"x": 1}}, "/data/size", "no such field", '["object"]'),
    ],
)
def test_a_form_that_no_recording_has(seen: dict[str, Any], pointer: str, expected: str, actual: str) -> None:
    answer = {"code": "200", "data": BODY["data"] | seen}  # type: ignore[operator]
    report = compare_forms(operation(), form(BODY), form(answer))
    (mismatch,) = report.mismatches
    assert str(mismatch) == (
        f"recordings-server: paintPicture at {pointer}\n"
        f"    the recordings have:  {expected}\n"
        f"    the server answers:   {actual}\n"
        "    source:               contract_tests/recordings/paintPicture; https://docs.example/paint"
        " (spec/openapi.yaml, POST /paint/{kind})\n"
        "    do:                   mend the server, or record the new form if it is meant"
    )


def test_a_field_that_is_left_out() -> None:
    (mismatch,) = compare_forms(operation(), form(BODY), form({"code": "200"})).mismatches
    assert (mismatch.pointer, mismatch.expected, mismatch.actual) == ("/data", ["object"], "nothing")
    assert compare_forms(operation(), form(BODY, {"code": "200"}), form({"code": "200"})).mismatches == []


@pytest.mark.parametrize("data", [{"rows": []}, {"rate": 1}, {"status": 1}])
def test_what_is_no_change_of_form(data: dict[str, Any]) -> None:
    answer = {"code": "200", "data": BODY["data"] | data}  # type: ignore[operator]
    assert compare_forms(operation(), form(BODY), form(answer)).mismatches == []


def test_nothing_recorded_is_nothing_compared() -> None:
    (mismatch, *rest) = compare_forms(operation(), form(), form(BODY)).mismatches
    assert rest == []
    assert "record one first, then compare" in str(mismatch)


def test_only_successes_of_the_same_target_are_taken() -> None:
    recorded = recording()
    refused = recording(body={"code": "404", "msg": "x"})
    unanswered = recording("/log/entries/0/response/status", 0)
    everything = [recorded, refused, unanswered]
    assert "/msg" not in recorded_form(spec(), everything, operation(), {"kind": "oil"})
    assert recorded_form(spec(), everything, operation(), {"kind": "oil"})["/data/status"] == {"integer"}
    assert recorded_form(spec(), everything, operation(), {"kind": "ink"}) == {}


def test_a_query_takes_the_result_of_the_task_that_it_asks_for() -> None:
    both = wide()
    query = both.operations["askPicture"]
    waiting = recording(
        "/log/entries/0/request/url", "https://api.example/paint/oil/ask", {"code": "200", "data": {"status": 1}}
    )
    found = recorded_form(both, [recording(), Recording("askPicture", "live", waiting.har)], query, {"kind": "oil"})
    assert found["/data/rows"] == {"array", "left out"}
    assert found["/data/rows/*/url"] == {"string"}
    assert found["/code"] == {"string"}
    assert sorted(recorded_form(both, [recording()], query, {"kind": "oil"})) == [
        "/data",
        "/data/rows",
        "/data/rows/*",
        "/data/rows/*/url",
        "/data/status",
    ]
    assert recorded_form(both, [recording()], query, {"kind": "ink"}) == {}


def test_a_submit_that_answers_with_the_id_alone_shows_no_result() -> None:
    both = wide("/components/schemas/PaintResponse/properties/data", {"$ref": "#/components/schemas/Row"})
    submitted = recording(body={"code": "200", "data": {"url": "j1"}})
    assert recorded_form(both, [submitted], both.operations["askPicture"], {"kind": "oil"}) == {}
    own = recorded_form(both, [submitted], both.operations["paintPicture"], {"kind": "oil"})
    assert sorted(own) == ["", "/code", "/data", "/data/url"]
