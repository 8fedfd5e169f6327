"""Compare two surfaces: fields with their renames, what is said of the whole, examples, wording."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from changes.change import Change, Level
from changes.keywords import steps
from changes.renames import Fields, renames
from changes.rules import RULES, added
from changes.surface import ITEM, REFUSAL, Field, Surface
from contract.mismatch import show
from contract.pages import CUT, starred
from contract.values import ABSENT, Json, Words, join, leaves, same

_SAID = {
    "/method": "method-changed",
    "/path": "path-moved",
    "/server": "server-changed",
    "/asynchronous": "asynchronous-changed",
    "/request/content_type": "request-media-type-changed",
    "/callback/acknowledgement": "callback-acknowledgement-changed",
    "/operationId": "operation-renamed",
    "/tags/0": "operation-tag-changed",
    "/lifecycle": "lifecycle-changed",
    "/page": "page-address-changed",
    "/zh_page": "page-address-changed",
    "/modified": "date-changed",
    "/zh_modified": "date-changed",
    "/title": "title-changed",
    "/tag": "title-changed",
    "/zh_title": "title-changed",
    "/zh_tag": "title-changed",
}
_BODY_REQUIRED = "/request/required"
_LADDER = ("/callback/retry_seconds", "/callback/retry_max")
_THE_CALL = "the call"


class _Table(NamedTuple):
    """Where a table's fields stand, and how they are spoken of."""

    family: str
    kind: str
    owner: str = ""

    def called(self, name: str) -> str:
        """A field in words."""
        return f"{self.kind} {name}{self.owner}"


_TABLES = {
    "/request/headers": _Table("request-parameter", "header"),
    "/request/path_params": _Table("request-parameter", "path parameter"),
    "/request/query_params": _Table("request-parameter", "query parameter"),
    "/request/body": _Table("request-property", "request field"),
    "/callback/body": _Table("callback-property", "callback field"),
    "/task/result": _Table("response-property", "field", " of the task's result"),
}


def change(rule: str, operation: str, pointer: str, before: Json, after: Json, *, subject: str = _THE_CALL) -> Change:
    """A change by its rule's id; its text is a sentence about the subject."""
    known = RULES[rule]
    text = f"{subject} {known.says}"
    return Change(rule, known.level, known.side, operation, pointer, before, after, text)


def compare_surfaces(operation: str, before: Surface, after: Surface) -> list[Change]:
    """Every change of a page, or of an operation."""
    comparison = _Comparison(operation, before, after)
    fields = list(comparison.tables())  # first, as they explain what changed in examples and wording
    return [*comparison.said(), *fields, *comparison.examples(), *comparison.words()]


class _Comparison:
    def __init__(self, operation: str, before: Surface, after: Surface) -> None:
        self.operation, self.before, self.after = operation, before, after
        self.explained: set[str] = set()  # places whose coming or going is told already
        self.shown = [_shown(surface.examples) for surface in (before, after)]

    def _change(self, rule: str, pointer: str, before: Json, after: Json, subject: str = _THE_CALL) -> Change:
        return change(rule, self.operation, pointer, before, after, subject=subject)

    def _is_explained(self, pointer: str) -> bool:
        return any(f"{pointer}/".startswith(f"{place}/") for place in self.explained)

    # What is said of the whole

    def said(self) -> Iterator[Change]:
        if self.before.has_callback != self.after.has_callback:
            rule = "callback-added" if self.after.has_callback else "callback-removed"
            yield self._change(rule, "/callback", *_there(self.after.has_callback))
        one, other = self.before.said, self.after.said
        yield from self._ladder(one, other)
        for pointer in dict.fromkeys([*one, *other]):
            old, new = one.get(pointer, ABSENT), other.get(pointer, ABSENT)
            if not same(old, new) and pointer not in _LADDER and not self._is_explained(pointer):
                yield self._change(_rule_of(pointer, old, new), pointer, old, new, _subject(pointer))

    def _ladder(self, one: Mapping[str, Json], other: Mapping[str, Json]) -> Iterator[Change]:
        old, new = ({key: said.get(key, ABSENT) for key in _LADDER} for said in (one, other))
        differing = [key for key in _LADDER if not same(old[key], new[key])]
        if not differing or self._is_explained("/callback"):
            return
        pointer = differing[0]
        if all(ABSENT in (old[key], new[key]) for key in differing):
            rule = "fact-shown" if old[pointer] is ABSENT else "fact-no-longer-shown"
        else:
            was, is_ = _reach(old), _reach(new)
            less, more = any(map(int.__lt__, is_, was)), any(map(int.__gt__, is_, was))
            rule = f"callback-ladder-{'shortened' if less else 'extended' if more else 'changed'}"
        subject = "the ladder of callbacks" if rule.startswith("fact") else _THE_CALL
        yield self._change(rule, pointer, old[pointer], new[pointer], subject)

    # Fields

    def tables(self) -> Iterator[Change]:
        one, other = self.before.tables, self.after.tables
        for root in dict.fromkeys([*one, *other]):
            if root in one and root in other:
                yield from self._fields(_table(root), root, "", one[root], other[root])
            elif root.startswith("/response/"):
                status = Words(f"HTTP {root.removeprefix('/response/')}")
                rule = "response-status-added" if root in other else "response-status-removed"
                yield self._change(rule, root, *_there(root in other), subject=status)
                self.explained.add(root)
        if self.before.has_callback != self.after.has_callback:
            self.explained.add("/callback")

    def _fields(self, table: _Table, pointer: str, names: str, one: Fields, other: Fields) -> Iterator[Change]:
        again = renames(pointer, one, other, *self.shown)
        for name, field in one.items():
            here, told = join(pointer, name), f"{names}.{name}".lstrip(".")
            subject = table.called(told)
            if name in again:
                there = join(pointer, again[name])
                self.explained |= {here, there}
                rule = f"{table.family}-renamed"
                yield self._change(rule, here, name, again[name], f"{subject}, {again[name]} now,")
                yield from self._field(table, there, f"{names}.{again[name]}".lstrip("."), field, other[again[name]])
            elif name in other or name == ITEM:
                yield from self._field(table, here, told, field, other.get(name, Field()))
            else:
                self.explained.add(here)
                yield self._change(f"{table.family}-removed", here, _brief(field), ABSENT, subject)
        for name, field in other.items():
            here, told = join(pointer, name), f"{names}.{name}".lstrip(".")
            if name == ITEM and name not in one:
                yield from self._field(table, here, told, Field(), field)
            elif name not in one and name not in again.values():
                self.explained.add(here)
                needed = field.keywords.get("required") is True or table.kind == "path parameter"
                rule = added(table.family, required=needed)
                yield self._change(rule, here, ABSENT, _brief(field), table.called(told))

    def _field(self, table: _Table, pointer: str, name: str, one: Field, other: Field) -> Iterator[Change]:
        subject = table.called(name)
        for action, keyword, old, new in steps(one.keywords, other.keywords):
            yield self._change(_rule_of_field(table, action), join(pointer, keyword), old, new, subject)
        for key in dict.fromkeys([*one.notes, *other.notes]):
            old, new = one.notes.get(key, ABSENT), other.notes.get(key, ABSENT)
            if not same(old, new):
                yield self._change("notes-changed", join(pointer, key), old, new, subject)
        if bool(one.children) != bool(other.children) and not same(_type(one), _type(other)):
            self.explained.add(pointer)  # what was a list or an object is none, which tells all of what was within
        else:
            yield from self._fields(table, pointer, name, one.children, other.children)

    # Examples, wording, contradictions, notes

    def examples(self) -> Iterator[Change]:
        one, other = self.before.examples, self.after.examples
        for place in dict.fromkeys([*one, *other]):
            old, new = one.get(place, ABSENT), other.get(place, ABSENT)
            if same(old, new) or self._is_explained(place):
                continue
            rule = f"{place.split('/')[1]}-example-changed"
            if old is ABSENT or new is ABSENT:
                yield self._change(rule, place, old, new)
                continue
            pairs = [dict(leaves(old)), dict(leaves(new))]
            for leaf in dict.fromkeys([*pairs[0], *pairs[1]]):
                values = [pair.get(leaf, ABSENT) for pair in pairs]
                if not same(*values) and not self._leaf_is_explained(place, leaf, old if leaf in pairs[0] else new):
                    yield self._change(_rule_of_leaf(place, leaf, rule, values), place + leaf, *values)

    def _leaf_is_explained(self, place: str, leaf: str, example: Json) -> bool:
        return self._is_explained(_table_of(place) + starred(example, leaf))

    def words(self) -> Iterator[Change]:
        hashed = bool(self.before.prose), bool(self.after.prose)
        if hashed[0] != hashed[1]:  # hashes are kept from now on, or no longer: that says nothing of the words
            yield self._change("notes-changed", "/prose", *_there(hashed[1]), "whether the wording is hashed")
        for pointer, old, new in _differing(self.before.prose, self.after.prose) if all(hashed) else ():
            if not self._is_explained(pointer):
                yield self._change("wording-changed", pointer, old, new, _subject(pointer))
        for (place, between), old, new in _differing(self.before.contradictions, self.after.contradictions):
            subject = f"the page, between {between},"
            if old is not ABSENT:
                yield self._change("contradiction-vanished", place, old, ABSENT, subject)
            if new is not ABSENT:
                yield self._change("contradiction-appeared", place, ABSENT, new, subject)
        for pointer, old, new in _differing(self.before.notes, self.after.notes):
            if not self._is_explained(pointer):
                yield self._change("notes-changed", pointer, old, new, _subject(pointer))


def _differing(one: Mapping[Json, Json], other: Mapping[Json, Json]) -> Iterator[tuple[Json, Json, Json]]:
    for key in dict.fromkeys([*one, *other]):
        old, new = one.get(key, ABSENT), other.get(key, ABSENT)
        if not same(old, new):
            yield key, old, new


def _there(now: bool) -> tuple[Json, Json]:
    there = Words("there")
    return (ABSENT, there) if now else (there, ABSENT)


def _rule_of(pointer: str, old: Json, new: Json) -> str:
    if pointer == _BODY_REQUIRED:
        return "request-body-became-required" if new is True else "request-body-became-optional"
    rule = "response-media-type-changed" if pointer.startswith("/response/") else _SAID[pointer]
    if RULES[rule].level is not Level.DOCS_ONLY and (old is ABSENT or new is ABSENT):
        return "fact-shown" if old is ABSENT else "fact-no-longer-shown"
    return rule


def _rule_of_field(table: _Table, action: str) -> str:
    if action.startswith("fact-"):
        return action
    if action == "example-changed":
        return f"{table.family.split('-')[0]}-{action}"
    return f"{table.family}-{action}"


def _rule_of_leaf(place: str, leaf: str, rule: str, values: list[Json]) -> str:
    if leaf == f"/{CUT}":
        return "notes-changed"
    is_code = place.startswith("/response/") and leaf == "/code" and ABSENT not in values
    return "response-envelope-code-changed" if is_code else rule


def _table(root: str) -> _Table:
    name = root.rpartition("/")[2]
    owner = name if root.startswith("/components/") else "a refusal" if root == REFUSAL else f"the {name} answer"
    return _TABLES.get(root) or _Table("response-property", "field", f" of {owner}")


def _table_of(place: str) -> str:
    return "/request/body" if place == "/request/example" else place.removesuffix("/example")


def _subject(pointer: str) -> str:
    return _THE_CALL if pointer in _SAID else f"what is said at {pointer}"


def _type(field: Field) -> Json:
    return field.keywords.get("type")


def _brief(field: Field) -> Json:
    """What a message says of a whole field: its type, and what bounds it."""
    said = {key: value for key, value in field.keywords.items() if key not in {"required", "example"}}
    within = ", ".join(name for name in field.children if name != ITEM)
    text = ", ".join(f"{key} {show(value)}" for key, value in said.items()) or "a field"
    return Words(f"{text} with {within}" if within else text)


def _reach(ladder: Mapping[str, Json]) -> tuple[int, int]:
    """How often, and for how many milliseconds, a callback is tried."""
    seconds, tries = (ladder[key] for key in _LADDER)
    waits = [] if seconds is ABSENT else [round(1000 * wait) for wait in seconds]
    return (len(waits) if tries is ABSENT else tries), sum(waits)


def _shown(examples: Mapping[str, Json]) -> dict[str, Json]:
    """What examples show of each field, by its place in the table."""
    found: dict[str, Json] = {}
    for place, example in examples.items():
        for leaf, value in leaves(example):
            found.setdefault(_table_of(place) + starred(example, leaf), value)
    return found
