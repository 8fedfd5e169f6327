"""A field under several names: which of them are its own, what must be there, and which name is told when none is."""

from typing import Any

import pytest

from contract.closed import strangers, violations
from contract.fields import aliases, either_of, fields, required
from contract.values import JsonObject

TEXT = {"type": "string"}
EITHER = [{"required": ["taskId"]}, {"required": ["task_id"]}, {"required": ["id"]}]
SCHEMA: JsonObject = {
    "type": "object",
    "required": ["page"],
    "anyOf": EITHER,
    "properties": {
        "taskId": TEXT,
        "task_id": {**TEXT, "x-alias-of": "taskId"},
        "page": {"type": "integer"},
        "pages": {"type": "integer", "x-alias-of": "page"},
        "id": {**TEXT, "x-alias-of": "taskId"},
    },
}


def test_an_alias_is_no_field_of_its_own() -> None:
    assert list(fields(SCHEMA)) == ["taskId", "page"]
    assert aliases(SCHEMA) == {"taskId": ["task_id", "id"], "page": ["pages"]}
    assert (fields({}), aliases({}), required({})) == ({}, {}, set())


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, {"page", "taskId"}),
        ({"anyOf": []}, {"page"}),
        ({"required": []}, {"taskId"}),
        ({"required": ["taskId"]}, {"taskId"}),
    ],
)
def test_a_field_with_aliases_is_required_under_any_of_its_names(changes: JsonObject, needed: set[str]) -> None:
    assert required(SCHEMA | changes) == needed


@pytest.mark.parametrize(
    ("any_of", "good"),
    [
        (EITHER, True),
        ([{"required": ["page"]}, {"required": ["pages"]}], True),
        (EITHER[:2], False),  # an alias is left out
        ([EITHER[1], EITHER[0], EITHER[2]], False),  # the field stands first
        ([{"required": ["task_id"]}], False),  # an alias alone
        ([{"required": ["other"]}], False),
        ([*EITHER, {"required": ["page"]}], False),
        ([{"required": ["taskId", "page"]}, *EITHER[1:]], False),
        ([{**EITHER[0], "type": "object"}, *EITHER[1:]], False),
        ([TEXT], False),
    ],
)
def test_an_anyof_says_a_field_under_one_of_its_names_and_no_more(any_of: list[Any], good: bool) -> None:
    assert either_of(SCHEMA | {"anyOf": any_of}) is good


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"page": 1}, [("/taskId", "required", "nothing")]),
        ({"taskId": "t"}, [("/page", "required", "nothing")]),
        ({"task_id": "t", "page": 1}, []),
        ({"id": "t", "page": 1}, []),
        ({"id": 7, "page": 1}, [("/id", 'type "string"', 7)]),
    ],
)
def test_a_missing_field_is_named_as_the_field_and_not_as_the_anyof(value: JsonObject, told: list[Any]) -> None:
    assert violations(SCHEMA, value) == told
    assert list(strangers(SCHEMA, value)) == []
    within = {"type": "object", "properties": {"list": {"type": "array", "items": SCHEMA}}}
    assert violations(within, {"list": [value]}) == [(f"/list/0{place}", *rest) for place, *rest in told]


def test_another_anyof_is_told_as_it_stands() -> None:
    told = violations({"anyOf": [TEXT, {"type": "null"}]}, 7)
    assert told == [("", 'anyOf [{"type": "string"}, {"type": "null"}]', 7)]
