"""Which field that is gone is a new one under another name."""

from collections.abc import Mapping

from changes.surface import ITEM, Field
from contract.values import ABSENT, Json, join, same

Fields = Mapping[str, Field]
Examples = Mapping[str, Json]
"""Values that examples show, by pointer into the table."""


def renames(
    pointer: str, before: Fields, after: Fields, shown_before: Examples, shown_after: Examples
) -> dict[str, str]:
    """Old names and new ones: of the same type and within, with the same example, or in the same place without one."""
    gone = [name for name in before if name not in after and name != ITEM]
    new = [name for name in after if name not in before and name != ITEM]
    found: dict[str, str] = {}
    for by_example in (True, False):  # an example tells more than a place
        fits = [
            (old, name)
            for old in gone
            for name in new
            if old not in found and name not in found.values() and _alike(before[old], after[name])
            if _same_example(
                _example(join(pointer, old), before[old], shown_before),
                _example(join(pointer, name), after[name], shown_after),
                needed=by_example,
            )
            if by_example or _place(old, before, after) == _place(name, after, before)
        ]
        only = [pair for pair in fits if sum(one == pair[0] or other == pair[1] for one, other in fits) == 1]
        found |= dict(only)
    return found


def _alike(one: Field, other: Field) -> bool:
    """Whether both have the same type, and some field within in common if they have any."""
    if not same(one.keywords.get("type"), other.keywords.get("type")):
        return False
    if ITEM in one.children and ITEM in other.children:
        return _alike(one.children[ITEM], other.children[ITEM])
    return bool(one.children.keys() & other.children.keys()) or not (one.children or other.children)


def _example(pointer: str, field: Field, shown: Examples) -> Json:
    return field.keywords.get("example", shown.get(pointer, ABSENT))


def _same_example(one: Json, other: Json, *, needed: bool) -> bool:
    """Whether two examples agree; where none is needed, an example that is not there agrees with any."""
    if one is ABSENT or other is ABSENT:
        return not needed
    return same(one, other)


def _place(name: str, within: Fields, other: Fields) -> str | None:
    """The nearest field before it that stands on both sides."""
    names = list(within)
    return next((before for before in reversed(names[: names.index(name)]) if before in other), None)
