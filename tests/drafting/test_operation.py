"""A page as an operation: request, answer, how it is waited for; nothing looks documented that is not."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.facts import snake_case
from contract.lint import lint
from contract.page_check import check_page
from contract.pages import Page
from contract.pages_vs_spec import Deviation, compare_page
from contract.spec import load_spec
from contract.values import JsonObject, at
from drafting.operation import Draft, draft, with_draft
from drafting.refusal import DraftError
from drafting.schemas import described
from tests.drafting.pages import DONE, ENVELOPE, ROOT, TASK, answer, page

SPEC = load_spec(ROOT / "spec" / "openapi.yaml")
CALLBACK_URL = {"name": "callbackUrl", "type": "string", "required": False}
OWN_ID = {"name": "businessTaskId", "type": "string", "required": True}


def written(made: Draft) -> JsonObject:
    (operation,) = made.item.values()
    return dict(operation)


def sound(made: Draft, source: Any) -> None:
    """Every rule of the contract is silent about the draft."""
    spec = with_draft(SPEC, made.path, made.item, made.schemas)
    assert not lint(spec).mismatches, str(lint(spec))
    rows = [Deviation(*(row[key] for key in ("page", "at", "page_says", "spec_says"))) for row in made.deviations]
    told = compare_page(source, spec.operations[made.operation_id], rows)
    assert not told.mismatches, str(told)


def test_a_tool_with_a_documented_result() -> None:
    source = page([OWN_ID, {"name": "imageUrl", "type": "string", "required": True}, CALLBACK_URL])
    made = draft(source, SPEC)
    sound(made, source)
    operation = written(made)
    assert (made.operation_id, made.tag, operation["x-draft"]) == ("replaceSky", "tools", True)
    assert operation["description"] == "Drafted from its page, not reviewed. Put another sky into a picture."
    task = operation["x-task"]
    assert {key: task[key] for key in ("id", "key", "filled")} == {
        "id": "/data/taskId",
        "key": "businessTaskId",
        "filled": ["/data/skyUrl"],
    }
    ask = {"operationId": "queryToolTask", "parameters": {"toolCode": "sky"}, "ask": {"businessTaskId": "key"}}
    assert task["query"] == [ask]
    assert task["status"] == {"at": "/data/status", "waiting": [1], "done": [2], "failed": [-1]}
    assert task["x-assumed"].keys() == task.keys() - {"x-assumed"}
    assert all(reason.startswith("A draft's guess, not reviewed: ") for reason in task["x-assumed"].values())
    field = made.schemas["ReplaceSkyRequest"]["properties"]["imageUrl"]
    assert field["$ref"] == "#/components/schemas/PictureUrl"
    assert list(field["x-assumed"]) == ["x-picture"]
    callback = at(operation, "/callbacks/finished/{$request.body#~1callbackUrl}/post")
    assert callback["operationId"] == "replaceSkyFinished"
    assert callback["x-assumed"].startswith("A draft's guess, not reviewed: the page does not tell all of its callback")


def test_without_a_documented_answer_the_shared_one_is_assumed() -> None:
    source = page(response={})
    made = draft(source, SPEC)
    sound(made, source)
    found = written(made)["responses"]["200"]
    assert found["x-assumed"].startswith("A draft's guess, not reviewed: the page's answer was not seen")
    assert written(made)["x-task"]["result"]["schema"] == {"$ref": "#/components/schemas/ToolTaskData"}
    assert written(made)["x-task"]["id"] == "/data/task_id"


def test_an_image_operation_is_asked_for_as_the_others() -> None:
    source = page(tag="AI image generation", path="/AIGCImgOpenServ/saas/sd/v9/sky", response={})
    made = draft(source, SPEC)
    sound(made, source)
    asked = [query["operationId"] for query in written(made)["x-task"]["query"]]
    assert (made.tag, asked) == ("images", ["queryTaskInfoV2", "queryTaskInfoV1"])


def test_a_path_that_nobody_can_ask_for_has_no_query() -> None:
    source = page(path="/AIGCImgOpenServ/saas/vocal/sky", response={})
    made = draft(source, SPEC)
    sound(made, source)
    assert written(made)["x-task"]["query"] == []
    assert "x-task names no query: nothing shows whom to ask for a task of this path" in made.notes


def test_a_page_without_flags_requires_nothing_of_the_request() -> None:
    source = page([{"name": "size", "type": "integer", "required": None, "minimum": 1, "maximum": 8, "default": 2}])
    made = draft(source, SPEC)
    sound(made, source)
    schema = made.schemas["ReplaceSkyRequest"]
    assert "required" not in schema
    assert schema["properties"]["size"] == {
        "description": "Not explained, from 1 to 8; 2 when left out.",
        "type": "integer",
        "minimum": 1,
        "maximum": 8,
        "x-default": 2,
    }


def test_an_id_under_another_name_is_read_from_the_query_too() -> None:
    fields = [{**TASK[0], "name": "task_id"}, {"name": "skies", "type": "array", "items": "string", "required": True}]
    source = page(response=answer(fields, {"task_id": "1", "skies": ["a"]}))
    made = draft(source, SPEC)
    sound(made, source)
    data = made.schemas["ReplaceSkyData"]["properties"]
    assert data["taskId"]["x-alias-of"] == "task_id"
    assert data["status"]["x-assumed"].startswith("Not in the page's own answer")


def test_what_only_the_example_shows_is_assumed() -> None:
    source = page(response=answer([], {**DONE, "extra": {"list": [1.5, 2], "none": None}}))
    made = draft(source, SPEC)
    sound(made, source)
    extra = made.schemas["ReplaceSkyData"]["properties"]["extra"]
    assert extra["x-assumed"].startswith("Seen in the page's example only")
    assert made.schemas["ReplaceSkyExtra"]["properties"]["list"]["items"] == {"type": "number"}
    assert "type" not in made.schemas["ReplaceSkyExtra"]["properties"]["none"]


def test_table_and_example_that_disagree_are_both_taken_and_declared() -> None:
    body = [OWN_ID, {"name": "seed", "type": "integer", "required": True}]
    source = page(body, example={"businessTaskId": "1", "seed": "7"})
    made = draft(source, SPEC)
    sound(made, source)
    assert made.schemas["ReplaceSkyRequest"]["properties"]["seed"]["type"] == ["string", "integer"]
    (row,) = [row for row in made.deviations if row["at"] == "/request/body/seed/type"]
    assert row["why"] == "Drafted: the table says integer, the page's own example shows string; both are taken."


def test_a_value_that_the_table_refuses_is_replaced_and_declared() -> None:
    body = [OWN_ID, {"name": "mode", "type": "string", "required": True, "enum": ["a", "b"]}]
    made = draft(source := page(body, example={"businessTaskId": "1", "mode": "z"}), SPEC)
    sound(made, source)
    content = written(made)["requestBody"]["content"]["application/json"]
    assert content["example"] == {"businessTaskId": "1", "mode": "a"}
    assert "/request/example/mode" in [row["at"] for row in made.deviations]


def test_a_list_is_counted() -> None:
    rows = {"name": "rows", "type": "array", "items": "object", "required": True, "fields": [{"name": "id"}]}
    fields = [rows, {"name": "total", "type": "integer", "required": True}]
    body = [{"name": name, "type": "integer", "required": True} for name in ("pageNum", "pageSize")]
    source = page(body, path="/AIGCImgOpenServ/saas/sd/v2/querySkyList", response=answer(fields))
    made = draft(source, SPEC)
    sound(made, source)
    operation = written(made)
    assert made.operation_id == "listSkys"
    assert operation["x-pagination"] == {
        "page": "pageNum",
        "size": "pageSize",
        "items": "/data/rows",
        "total": "/data/total",
    }
    assert "x-task" not in operation


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"method": "GET"}, "expected method POST or PUT or PATCH, as every call sends a body, got GET"),
        ({"path": None}, "expected a path; no path is invented"),
        ({"page": None}, "expected the page's address under page or zh_page"),
        ({"content_type": "multipart/form-data"}, "expected media type application/json, got multipart/form-data"),
        ({"query_params": [{"name": "q"}]}, "expected no query parameters"),
        ({"server": "https://other.example"}, "expected the server of the others, got https://other.example"),
        (
            {"path": "/AIGCImgOpenServ/saas/tool/roop"},
            "swapFace of spec/openapi.yaml stands on page single-face-swap-v1",
        ),
        ({"path": "/a/{x y}"}, "expected placeholders that are names, once each"),
        ({"path": "/a/{x}/{x}"}, "expected placeholders that are names, once each"),
        ({"path_params": [{"name": "gone"}]}, "expected {gone} in the path, which lists it"),
        ({"headers": [{"name": "X-A", "type": "string", "required": True}]}, "the header 'X-A' is required"),
        ({"body": []}, "expected fields of the body, in its table or its example"),
        (
            {"response": {"200": {"fields": [*ENVELOPE], "example": None}}},
            "expected data that is an object with fields",
        ),
        (
            {"response": {**answer(TASK), "400": {"fields": [], "example": None}}},
            "expected answers under 200 alone, got 200, 400",
        ),
        ({"body": [{"name": "a", "type": "string"}, {"name": "a", "type": "string"}]}, "the table has a twice"),
        (
            {"body": [{"name": "a", "type": "integer", "enum": ["x"]}]},
            "expected an enum of values of type integer, got ['x']",
        ),
        ({"body": [{"name": "a", "type": "string", "pattern": "("}]}, "expected a regular expression, got '('"),
        (
            {"body": [{"name": "a", "type": "integer", "minimum": 5, "maximum": 1}]},
            "/request/body/a: no value was found",
        ),
        ({"body": [{"name": "a", "type": "string", "fields": [{"name": "b"}]}]}, "expected type object or array"),
        ({"tag": "task query", "response": {}}, "expected an answer under 200, as the operation only asks, got none"),
        (
            {
                "callback": {
                    "documented_in": "x",
                    "body": None,
                    "acknowledgement": None,
                    "retry_seconds": [1],
                    "retry_max": 1,
                }
            },
            "the page describes a callback; expected a text callbackUrl in the request",
        ),
    ],
)
def test_what_cannot_be_drafted_is_refused(more: JsonObject, told: str) -> None:
    with pytest.raises(DraftError) as caught:
        draft(page(**more), SPEC)
    assert told in str(caught.value)


HOSTILE = ["from_dict", "self", "key", "图片", "x" * 120, "_id", "2d", " ", "$ref", "__class__", "a\\b", "{x}"]
PLAIN = st.one_of(
    st.sampled_from(["class", "type", "from", "image url", "a-b", "imageUrl", "status", "task_id", "data", "code"]),
    st.from_regex(r"[a-z]{2,6}([A-Z][a-z]{1,5})?", fullmatch=True),
)
TYPES = ["string", "integer", "number", "boolean"]
FLAGS = st.sampled_from([True, False, None])


@st.composite
def fields(draw: st.DrawFn, depth: int = 2) -> list[JsonObject]:
    """Rows of a table, within a table or not."""
    return [draw(row(depth, name)) for name in draw(st.lists(PLAIN, max_size=4, unique_by=snake_case))]


@st.composite
def row(draw: st.DrawFn, depth: int, name: str) -> JsonObject:
    """One row with what its type can have, and at times with what it cannot."""
    kind = draw(st.sampled_from([*TYPES, None, *(["object", "array"] if depth else [])]))
    found: JsonObject = {"name": name, "type": kind, "required": draw(FLAGS)}
    if kind == "object":
        found["fields"] = draw(fields(depth - 1))
    if kind == "array":
        found["items"] = draw(st.sampled_from([*TYPES, "object", None]))
        found["fields"] = draw(fields(depth - 1)) if found["items"] == "object" else []
        found |= draw(st.sampled_from([{}, {"minItems": 2}, {"minItems": 1, "maxItems": 3}]))
    if kind in {"integer", "number"}:
        found |= draw(
            st.sampled_from([{}, {"minimum": 1}, {"minimum": 0.5, "maximum": 9}, {"enum": [1, 2]}, {"default": 3}])
        )
    if kind == "string":
        limits: list[JsonObject] = [{"minLength": 3}, {"maxLength": 2}, {"pattern": "^[a-z]+$"}, {"minimum": "0.1"}]
        found |= draw(st.sampled_from([{}, *limits, {"format": "uri"}, {"enum": ["a", "b"]}, {"default": "c"}]))
    if draw(st.booleans()):
        found["title"] = draw(st.text(max_size=30)) or None
    return found


TITLES = st.one_of(
    st.sampled_from(["import", "Sky 换", "01ARZ3NDEKTSV4RRFFQ69G5FAV"]), st.text(min_size=1, max_size=80)
)


def made_up(body: list[JsonObject], data: list[JsonObject], title: str, *, answered: bool) -> Page:
    """A page of these rows that starts a task."""
    source = page([OWN_ID, *(row for row in body if row["name"] != "businessTaskId")], title=title)
    others = [row for row in data if snake_case(row["name"]) != "task_id"]
    source.raw["response"] = answer([TASK[0], *others]) if answered else {}
    assert not check_page(source).mismatches
    return source


@settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(body=fields(), data=fields(), title=TITLES, answered=st.booleans())
def test_any_page_is_drafted_soundly(
    body: list[JsonObject], data: list[JsonObject], title: str, answered: bool
) -> None:
    source = made_up(body, data, title, answered=answered)
    sound(draft(source, SPEC), source)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused_with_its_place(name: str) -> None:
    source = made_up([{"name": name, "type": "string", "required": True}], [], "Sky", answered=False)
    with pytest.raises(DraftError, match="/request/body: "):
        draft(source, SPEC)


def test_descriptions_are_of_one_line_and_end() -> None:
    assert described({"name": "x", "title": "a\n b。 "}) == "a b."
    assert described({"name": "x", "description": "A flag", "default": False}) == "A flag; false when left out."
