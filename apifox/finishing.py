"""Make a page's facts of what was read: the callback, what contradicts itself, hashes in the place of prose."""

import re
from collections.abc import Iterator

from apifox.doubts import Draft, Reading
from apifox.rows import is_placeholder
from apifox.wording import (
    callback_contradictions,
    callback_in,
    doubt_unread_facts,
    flag_contradiction,
    hash_of,
    range_contradiction,
)
from apifox.writing import in_order
from contract.page_check import contradictions
from contract.pages import CUT, Page, rows, tables
from contract.values import Json, JsonObject, join, split

_SECRET = re.compile(r"key|secret|token|passw|authori[sz]ation|signature|cookie", re.IGNORECASE)
_TRANSPORT = {"content-type", "host", "content-length", "connection"}
_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def finished(draft: Draft) -> Reading:
    """The reading of a page whose tables and examples are taken in."""
    raw = draft.raw
    raw["request"]["example"] = _evidence(draft, "/request/example", raw["request"]["example"])
    for status, answer in raw["response"].items():
        answer["example"] = _evidence(draft, f"/response/{status}/example", answer["example"])
    raw["request"]["headers"] = [row for row in raw["request"]["headers"] if not _is_transport(draft, row)]
    page = Page(raw, f"spec/pages/{raw['slug']}.yaml", "")
    placed = [row for table in tables(page) for row in rows(*table)]
    for pointer, row in placed:
        _mask(draft, pointer, row)
    said = list(_said_of_rows(draft, placed))
    for pointer, row in placed:
        if pointer in draft.prose and _is_callback(row["name"]):
            _take_callback(draft, row["name"], pointer)
    shown = [entry for entry in contradictions(page) if not _is_unplaced(draft, entry["at"])]
    raw["contradictions"] = [*shown, *said, *raw["contradictions"], *_callback_contradictions(draft)]
    if draft.prose:
        raw["prose"] = {pointer: hash_of(draft.prose[pointer]) for pointer in sorted(draft.prose)}
    return Reading(in_order(raw), tuple(draft.doubts))


def _said_of_rows(draft: Draft, placed: list[tuple[str, JsonObject]]) -> Iterator[JsonObject]:
    for pointer, row in placed:
        text = draft.prose.get(pointer, "")
        doubt_unread_facts(draft, pointer, None, row, text)
        for entry in (flag_contradiction(pointer, row["required"], text), range_contradiction(pointer, row, text)):
            if entry:
                yield entry


def _is_callback(name: str) -> bool:
    return any(word in name.lower() for word in ("callback", "notify", "webhook"))


def _take_callback(draft: Draft, name: str, pointer: str) -> None:
    found = callback_in(draft, name, pointer, draft.prose[pointer])
    if found is None:
        return
    if draft.raw["callback"] is not None:
        draft.doubt(pointer, None, f"two fields describe a callback; {draft.raw['callback']['documented_in']} is kept")
        return
    draft.raw["callback"] = found
    draft.callback_text = draft.prose[pointer]


def _callback_contradictions(draft: Draft) -> list[JsonObject]:
    callback = draft.raw["callback"]
    return callback_contradictions(callback, draft.callback_text) if callback else []


def _is_unplaced(draft: Draft, pointer: str) -> bool:
    return any(pointer.startswith(table) and split(pointer)[-1] == name for table, name in draft.unplaced)


def _evidence(draft: Draft, pointer: str, example: Json) -> JsonObject | None:
    """The example without what is no evidence in it; None where it is no object, for which there is no place."""
    if example is None:
        return None
    if not isinstance(example, dict):
        draft.doubt(pointer, None, "the example is no object: the form of spec/pages has no place for it")
        return None
    kept, dropped = _without_placeholders(example)
    if dropped:
        draft.doubt(
            pointer,
            None,
            f"{dropped} values are {{{{variables}}}} and no examples; it is kept without them",
        )
        kept[CUT] = True
    return kept


def _without_placeholders(value: JsonObject) -> tuple[JsonObject, int]:
    kept, dropped = {}, 0
    for key, child in value.items():
        made, more = _without(child)
        dropped += more
        if made is not _GONE:
            kept[key] = made
    return kept, dropped


def _without(child: Json) -> tuple[Json, int]:
    if is_placeholder(child):
        return _GONE, 1
    if isinstance(child, dict):
        return _without_placeholders(child)
    if isinstance(child, list):
        pairs = [_without(item) for item in child]
        return [item for item, _ in pairs if item is not _GONE], sum(more for _, more in pairs)
    return child, 0


_GONE = object()


def _is_transport(draft: Draft, row: JsonObject) -> bool:
    """Whether a header is one that every HTTP client sends of itself, so that it is no parameter of the call."""
    if row["name"].lower() not in _TRANSPORT:
        return False
    pointer = join("/request/headers", row["name"])
    draft.doubt(pointer, None, "listed as a parameter, but every HTTP client sends it of itself; it was not taken")
    draft.prose.pop(pointer, None)
    return True


def _mask(draft: Draft, pointer: str, row: JsonObject) -> None:
    """Put a key's name in the place of its example, unless the example is that name already."""
    shown = row.get("example")
    parts = split(pointer)
    if parts[:2] != ["request", "headers"] or not isinstance(shown, str) or not _SECRET.search(row["name"]):
        return
    if shown.lower() not in row["name"].lower() and not shown.startswith("<"):
        words = " ".join(word.lower() for word in _WORDS.findall(row["name"].rpartition("-")[2]))
        row["example"] = f"<{words}>"
        draft.doubt(pointer, None, "its example may be a real key, so it was not taken")
