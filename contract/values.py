"""JSON values: pointers to their places, their types and when two are the same."""

from collections.abc import Iterator
from typing import Any, TypeAlias

Json: TypeAlias = Any
JsonObject: TypeAlias = dict[str, Any]


class Words(str):
    """Words about a value, printed bare; a plain str is the value itself."""

    __slots__ = ()


ABSENT = Words("nothing")


def join(pointer: str, *parts: str | int) -> str:
    """The JSON pointer of a place below `pointer`."""
    return pointer + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def split(pointer: str) -> list[str]:
    """The parts of a JSON pointer."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def at(value: Json, pointer: str) -> Json:
    """What stands at the pointer, or ABSENT."""
    for part in split(pointer):
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return ABSENT
    return value


def leaves(value: Json, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """Every scalar, empty list and empty object below a value, with its pointer."""
    if isinstance(value, dict) and value:
        for key, child in value.items():
            yield from leaves(child, join(pointer, key))
    elif isinstance(value, list) and value:
        for index, child in enumerate(value):
            yield from leaves(child, join(pointer, index))
    else:
        yield pointer, value


def type_name(value: Json) -> str:
    """The JSON Schema name of a value's type."""
    if isinstance(value, bool):
        return "boolean"
    names = {type(None): "null", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names[type(value)]


def is_of(value: Json, types: str | list[str]) -> bool:
    """Whether a value has one of the JSON Schema types; a whole number is a number too."""
    allowed = [types] if isinstance(types, str) else types
    name = type_name(value)
    return name in allowed or (name == "integer" and "number" in allowed)


def same(one: Json, other: Json) -> bool:
    """Equality of JSON: 2 is not "2", true is not 1, 1 is 1.0, and ABSENT is no string."""
    if isinstance(one, Words) != isinstance(other, Words) or isinstance(one, bool) != isinstance(other, bool):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(child, other[key]) for key, child in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
