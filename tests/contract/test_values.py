"""JSON values: when two are the same, and how a place is named."""

from typing import Any

import pytest

from contract.values import ABSENT, Words, at, is_of, join, leaves, same, split


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (2, "2", False),
        (True, 1, False),
        ([True], [1], False),
        (1, 1.0, True),
        (None, False, False),
        ({"a": [1]}, {"a": [1]}, True),
        ({"a": 1}, {"a": 1, "b": None}, False),
        (["a", "b"], ["b", "a"], False),
        ("nothing", ABSENT, False),
        (ABSENT, Words("nothing"), True),
    ],
)
def test_same_is_the_equality_of_json(one: Any, other: Any, equal: bool) -> None:
    assert same(one, other) is equal


def test_a_pointer_escapes_what_json_pointer_escapes() -> None:
    assert join("/a", "b/c~d", 0) == "/a/b~1c~0d/0"
    assert split("/a/b~1c~0d/0") == ["a", "b/c~d", "0"]
    assert at({"a": {"b/c~d": [7]}}, "/a/b~1c~0d/0") == 7
    assert at([1], "/1") is ABSENT


def test_leaves_are_scalars_and_empty_containers() -> None:
    assert dict(leaves({"a": [1, {}], "b": {"c": None}})) == {"/a/0": 1, "/a/1": {}, "/b/c": None}


def test_a_whole_number_is_a_number_and_true_is_none() -> None:
    assert is_of(1, "number")
    assert not is_of(1.5, "integer")
    assert not is_of(True, ["integer", "number"])
