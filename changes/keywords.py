"""What is said of one field in two states, keyword by keyword."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from contract.values import ABSENT, Json, same

Said = Mapping[str, Json]


class Step(NamedTuple):
    """One difference: what happened, to which keyword, from what to what."""

    action: str
    keyword: str
    before: Json
    after: Json


class _Range(NamedTuple):
    """A pair of keywords that bound a value on one side, the second of them strictly."""

    kind: str
    keywords: tuple[str, str]
    lower: bool


_RANGES = (
    _Range("range", ("minimum", "exclusiveMinimum"), lower=True),
    _Range("range", ("maximum", "exclusiveMaximum"), lower=False),
    _Range("length", ("minLength", ""), lower=True),
    _Range("length", ("maxLength", ""), lower=False),
    _Range("items", ("minItems", ""), lower=True),
    _Range("items", ("maxItems", ""), lower=False),
)
_SIMPLE = {"multipleOf": "step", "pattern": "pattern", "format": "format", "default": "default"}


def steps(before: Said, after: Said) -> Iterator[Step]:
    """Every difference between what is said of a field before and after."""
    yield from _required(before, after)
    yield from _type(before, after)
    yield from _enum(before, after)
    for bound in _RANGES:
        yield from _bound(bound, before, after)
    for keyword, name in _SIMPLE.items():
        yield from _simple(keyword, name, before, after)
    yield from _listed("aliases", "alias", before.get("aliases", []), after.get("aliases", []))
    for keyword, action in (("x-allow-slash", "slashes-changed"), ("example", "example-changed")):
        old, new = before.get(keyword, ABSENT), after.get(keyword, ABSENT)
        if not same(old, new):
            yield Step(action, keyword, old, new)


def _required(before: Said, after: Said) -> Iterator[Step]:
    old, new = before.get("required", ABSENT), after.get("required", ABSENT)
    if (old is True) != (new is True):
        yield Step("became-required" if new is True else "became-optional", "required", old, new)
    elif not same(old, new):  # a flag that is not shown is no flag
        yield Step("fact-shown" if old is ABSENT else "fact-no-longer-shown", "required", old, new)


def _type(before: Said, after: Said) -> Iterator[Step]:
    old, new = _types(before), _types(after)
    if old == new:
        return
    if old is not None and new is not None and old ^ new == {"null"}:
        action = "became-nullable" if "null" in new else "became-not-nullable"
    elif new is None or (old is not None and _within(old, new)):
        action = "type-widened"
    elif old is None or _within(new, old):
        action = "type-narrowed"
    else:
        action = "type-changed"
    yield Step(action, "type", before.get("type", ABSENT), after.get("type", ABSENT))


def _types(said: Said) -> set[str] | None:
    """The types that are allowed; None for any."""
    told = said.get("type")
    return None if told is None else {told} if isinstance(told, str) else set(told)


def _within(one: set[str], other: set[str]) -> bool:
    return all(name in other or (name == "integer" and "number" in other) for name in one)


def _enum(before: Said, after: Said) -> Iterator[Step]:
    old, new = _values(before), _values(after)
    if old is not None and new is not None:
        yield from _listed("enum", "enum-value", old, new)
    elif old is not None or new is not None:
        action = "no-longer-enum" if new is None else "became-enum"
        yield Step(action, "enum", ABSENT if old is None else old, ABSENT if new is None else new)


def _values(said: Said) -> list[Json] | None:
    """The values that are allowed; None for any."""
    if "const" in said:
        return [said["const"]]
    return list(said["enum"]) if "enum" in said else None


def _listed(keyword: str, name: str, before: list[Json], after: list[Json]) -> Iterator[Step]:
    for value in before:
        if not any(same(value, other) for other in after):
            yield Step(f"{name}-removed", keyword, value, ABSENT)
    for value in after:
        if not any(same(value, other) for other in before):
            yield Step(f"{name}-added", keyword, ABSENT, value)


def _bound(bound: _Range, before: Said, after: Said) -> Iterator[Step]:
    here = [keyword for keyword in bound.keywords if not same(before.get(keyword), after.get(keyword))]
    if not here:
        return
    old, new = ({key: said[key] for key in bound.keywords if key in said} for said in (before, after))
    try:
        was, is_ = _place(bound, old), _place(bound, new)
    except InvalidOperation:  # a field of digits in a string, and a page that shows no number there
        was = is_ = (Decimal(0), False)
    # As tight as before, and yet another: an exclusiveMinimum beside a greater minimum, or "4" for 4.
    action = "range-changed" if was == is_ else f"{bound.kind}-{'tightened' if is_ > was else 'widened'}"
    shown = [next(iter(said.values())) if len(said) == 1 else said or ABSENT for said in (old, new)]
    yield Step(action, here[0], *shown)


def _place(bound: _Range, said: Said) -> tuple[Decimal, bool]:
    """How tight a bound is: greater is tighter, and so is one that the value may not reach."""
    places = [(Decimal("-Infinity"), False)]
    for keyword, value in said.items():
        number = Decimal(str(value))
        if not number.is_finite():
            raise InvalidOperation
        places.append((number if bound.lower else number.copy_negate(), keyword.startswith("exclusive")))
    return max(places)


def _simple(keyword: str, name: str, before: Said, after: Said) -> Iterator[Step]:
    old, new = before.get(keyword, ABSENT), after.get(keyword, ABSENT)
    if not same(old, new):
        happened = "added" if old is ABSENT else "removed" if new is ABSENT else "changed"
        yield Step(f"{name}-{happened}", keyword, old, new)
