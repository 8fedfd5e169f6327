"""The pictures of a request, wherever they stand."""

from typing import Any

import pytest

from contract.pictures import named_pictures, with_picture
from contract.values import JsonObject

URL = {"type": "string", "x-picture": True}
MASK = {"type": "object", "properties": {"mask": URL}}
LAYER = {"type": "object", "properties": {"image": URL, "rate": {"type": "number"}}}
SCHEMA: JsonObject = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "image": URL,
        "faces": {"type": "array", "items": URL},
        "layers": {"type": "array", "items": LAYER},
        "null_able": {"type": ["string", "null"], "x-picture": True},
        "inner": {"oneOf": [MASK, {"type": "null"}]},
    },
}


@pytest.mark.parametrize(
    ("value", "named", "replaced"),
    [
        ({"name": "a"}, [], {"name": "a"}),
        ({"image": "a"}, ["a"], {"image": "new"}),
        ({"image": 7}, [], {"image": 7}),
        ({"faces": ["a", "b"]}, ["a", "b"], {"faces": ["new", "new"]}),
        ({"faces": []}, [], {"faces": []}),
        ({"faces": "a"}, [], {"faces": "a"}),
        ({"layers": [{"image": "a", "rate": 1}, {}]}, ["a"], {"layers": [{"image": "new", "rate": 1}, {}]}),
        ({"null_able": None, "inner": None}, [], {"null_able": None, "inner": None}),
        ({"null_able": "a", "inner": {"mask": "b"}}, ["a", "b"], {"null_able": "new", "inner": {"mask": "new"}}),
        ({"unknown": {"image": ["a"]}}, [], {"unknown": {"image": ["a"]}}),
        ("a", [], "a"),
    ],
)
def test_a_picture_is_what_the_schema_marks_as_one(value: Any, named: list[str], replaced: Any) -> None:
    assert list(named_pictures(SCHEMA, value)) == named
    assert with_picture(SCHEMA, value, "new") == replaced


def test_the_value_itself_stays_as_it_was() -> None:
    value = {"faces": ["a"]}
    assert with_picture(SCHEMA, value, "new") is not value
    assert value == {"faces": ["a"]}
