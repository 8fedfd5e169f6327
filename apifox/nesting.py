"""Find the object in which each row of a flat table stands, by the example of what the table describes.

A row belongs to an open object whose example has its name. Every way to nest the whole table is weighed, and only what
all the best ways share is decided: the rest is doubtful, because a guess would look like a fact.
"""

from dataclasses import dataclass
from typing import NamedTuple

from contract.values import Json, JsonObject

_MAX_STATES = 30_000  # of all rows together; pages need a few hundred
ROOT = -1


class FlatRow(NamedTuple):
    """One row of a table: its name, whether it can hold rows, and how many the page says it holds."""

    name: str
    holds: bool
    said: int | None


class _Frame(NamedTuple):
    """An open object, by its row's index, and the names that it has so far."""

    row: int
    names: frozenset[str]


_State = tuple[_Frame, ...]


@dataclass(frozen=True)
class _Steps:
    """One row's ways: from which state to which, at what cost."""

    edges: list[tuple[_State, _State, int]]


def parents(rows: list[FlatRow], example: JsonObject | None) -> list[int | None]:
    """The index of the row in which each row stands, ROOT for none, None where the example does not decide."""
    if not any(row.holds for row in rows):
        return [ROOT] * len(rows)
    start: _State = (_Frame(ROOT, frozenset()),)
    best: dict[_State, int] = {start: 0}
    layers: list[_Steps] = []
    shown: dict[tuple[int, ...], list[JsonObject] | None] = {(ROOT,): None if example is None else [example]}
    states = 0
    for index in range(len(rows)):
        edges = [edge for state in best for edge in _ways(rows, index, state, shown)]
        reached: dict[_State, int] = {}
        for before, after, cost in edges:
            reached[after] = min(best[before] + cost, reached.get(after, 1 << 30))
        states += len(edges) * (1 + len(rows) // 100)
        if states > _MAX_STATES:
            return _undecided(rows)
        layers.append(_Steps(edges))
        best = reached
    return _shared(rows, layers, best)


def _undecided(rows: list[FlatRow]) -> list[int | None]:
    first = next(index for index, row in enumerate(rows) if row.holds)
    return [ROOT if index <= first else None for index in range(len(rows))]


def _ways(
    rows: list[FlatRow], index: int, state: _State, shown: dict[tuple[int, ...], list[JsonObject] | None]
) -> list[tuple[_State, _State, int]]:
    row, ways, left = rows[index], [], 0
    for depth in range(len(state) - 1, -1, -1):
        frame = state[depth]
        path = tuple(each.row for each in state[: depth + 1])
        full = frame.row != ROOT and rows[frame.row].said == len(frame.names)
        if row.name not in frame.names and not full:
            missing = 0 if _has(shown, rows, path, row.name) else 1
            after = (*state[:depth], _Frame(frame.row, frame.names | {row.name}))
            ways.append((state, (*after, _Frame(index, frozenset())) if row.holds else after, missing + left))
        left += _left_open(rows, frame)
    return ways or [(state, state, 4)]


def _left_open(rows: list[FlatRow], frame: _Frame) -> int:
    """What it costs to leave an object before it has as many rows as the page says; folded ones have none at all."""
    count = rows[frame.row].said if frame.row != ROOT else None
    if count is None or count == len(frame.names):
        return 0
    return 3 if frame.names else 2


def _has(
    shown: dict[tuple[int, ...], list[JsonObject] | None], rows: list[FlatRow], path: tuple[int, ...], name: str
) -> bool:
    if path not in shown:
        _has(shown, rows, path[:-1], "")
        above = shown[path[:-1]]
        shown[path] = None if above is None else objects_in([each.get(rows[path[-1]].name) for each in above])
    return any(name in each for each in shown[path] or [])


def objects_in(values: list[Json]) -> list[JsonObject]:
    """The objects among values, and those in arrays among them."""
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [item for item in flat if isinstance(item, dict)]


def _shared(rows: list[FlatRow], layers: list[_Steps], last: dict[_State, int]) -> list[int | None]:
    """The parents on which all the cheapest ways through the table agree."""
    to_end = {state: sum(_left_open(rows, frame) for frame in state) for state in last}
    possible: list[set[int]] = []
    tails: list[dict[_State, int]] = [to_end]
    for steps in reversed(layers):
        tail: dict[_State, int] = {}
        for before, after, cost in steps.edges:
            tail[before] = min(tail.get(before, 1 << 30), cost + tails[-1][after])
        tails.append(tail)
    tails.reverse()
    here = {state for state, cost in tails[0].items() if cost == min(tails[0].values())}
    for steps, tail, next_tail in zip(layers, tails, tails[1:], strict=False):
        found, reached = set(), set()
        for before, after, cost in steps.edges:
            if before in here and cost + next_tail[after] == tail[before]:
                found.add(_parent(len(possible), rows, before, after))
                reached.add(after)
        possible.append(found)
        here = reached
    decided: list[int | None] = []
    for among in possible:
        parent = next(iter(among)) if len(among) == 1 else None
        lost = parent is not None and parent >= 0 and decided[parent] is None
        decided.append(None if lost or parent == _NOWHERE else parent)
    return decided


_NOWHERE = -2


def _parent(index: int, rows: list[FlatRow], before: _State, after: _State) -> int:
    if before == after:
        return _NOWHERE
    return after[-2 if rows[index].holds else -1].row
