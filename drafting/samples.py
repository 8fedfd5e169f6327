"""Values that a schema allows, for examples that a page does not show."""

import math
from collections.abc import Iterator

from contract.closed import violations
from contract.values import Json, JsonObject
from drafting.refusal import DraftError

URL = "https://example.com/picture.png"
MOST = 1000  # characters or items of a made-up value


def legal(schema: JsonObject, seen: list[Json], place: str) -> Json:
    """The first value that the schema (without references) allows: one that the page shows, or a made-up one.

    Raises DraftError where none was found.
    """
    for value in [*seen, *_made_up(schema)]:
        if not violations(schema, value):
            return value
    shown = {key: value for key, value in schema.items() if not key.startswith("x-") and key != "description"}
    raise DraftError(
        f"{place}: no value was found that {shown} allows; give the row a value under example, or mend its limits"
    )


def _made_up(schema: JsonObject) -> Iterator[Json]:
    yield from schema.get("enum", [])
    if "x-default" in schema:
        yield schema["x-default"]
    types = schema.get("type", "string")
    for name in [types] if isinstance(types, str) else types:
        if name == "string":
            yield from _texts(schema)
        elif name in {"integer", "number"}:
            yield from _numbers(schema)
        elif name == "boolean":
            yield True
        elif name == "null":
            yield None
        elif name == "object":
            yield {}


def _texts(schema: JsonObject) -> Iterator[str]:
    least, most = schema.get("minLength", 0), schema.get("maxLength", MOST)
    for text in (URL if schema.get("x-picture") else "text", URL, "1", "0", "A", "1.0", "2024-01-01", "#ffffff", ""):
        yield text
        yield text.ljust(min(least, MOST), "a")[: max(0, most)]


def _numbers(schema: JsonObject) -> Iterator[Json]:
    step = schema.get("multipleOf", 1)
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    yield from (1, 0)
    if low is not None:
        yield from (low, math.ceil(low / step) * step, (math.floor(low / step) + 1) * step)
    if high is not None:
        yield from (high, math.floor(high / step) * step, (math.ceil(high / step) - 1) * step)
    if low is not None and high is not None:
        yield (low + high) / 2
