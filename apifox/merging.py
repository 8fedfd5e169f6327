"""Put a new reading into a page's file: facts are the page's, what a person wrote stays while its place exists."""

import copy
from typing import NamedTuple

from apifox.doubts import PageError
from apifox.own_words import ANSWER, CALLBACK, FACTS_OF, PAGE, REQUEST, ROW, flat_facts, is_found, own_words
from apifox.writing import in_order
from contract.pages import Page, places
from contract.values import ABSENT, Json, JsonObject, same

_TABLES = ("headers", "path_params", "query_params", "body")


class Difference(NamedTuple):
    """A fact that the file has otherwise than the page; ABSENT where one of them has none."""

    pointer: str
    file: Json
    page: Json


def merged(old: JsonObject | None, new: JsonObject) -> JsonObject:
    """The page's file with the facts of a new reading.

    Null means not shown, so what was known of address, server or flags stays where the new text does not show it.
    Raises PageError where a Chinese page would overwrite the facts of an English one.
    """
    if old is None:
        return in_order(copy.deepcopy(new))
    if "facts_from" in new and old.get("facts_from") != "zh" and old["path"] is not None:
        raise PageError(
            f"spec/pages/{old['slug']}.yaml holds the facts of the English page, the text is the Chinese one;"
            " transcribe the English page, or give the Chinese one a slug of its own"
        )
    made = copy.deepcopy(new)
    keep = [*PAGE, "page", "endpoint", "server"]
    made.update({key: copy.deepcopy(old[key]) for key in keep if _is_shown(old, key) and not _is_shown(new, key)})
    if "facts_from" in new:
        made.update(title=old["title"], tag=old["tag"])
    elif "facts_from" in made and new["page"]:
        del made["facts_from"]
    made["gaps"] = [*old["gaps"], *(gap for gap in new["gaps"] if gap not in old["gaps"])]
    made["request"] = _request(old["request"], made["request"])
    made["response"] = {code: _answer(old["response"].get(code), answer) for code, answer in made["response"].items()}
    made["callback"] = _callback(old, made)
    there = places(Page(made, "", ""))
    own = [copy.deepcopy(entry) for entry in old["contradictions"] if not is_found(entry) and entry["at"] in there]
    made["contradictions"] = _in_old_order(old["contradictions"], [*made["contradictions"], *own])
    made = _like(old, in_order(made))
    told = {one.pointer for one in differences(old, made)}
    if made["modified"] is None and told <= {"/modified", "/endpoint", "/page"}:
        made["modified"] = old["modified"]
    return made


def lost(old: JsonObject, made: JsonObject) -> list[str]:
    """What a person wrote in the old file and the merged one no longer has, because its place is gone."""
    there = own_words(made)
    return [f"{pointer}: {text}" for pointer, text in own_words(old).items() if pointer not in there]


def differences(old: JsonObject, made: JsonObject) -> list[Difference]:
    """The facts that a file and its merge with a new reading do not share."""
    ours, theirs = flat_facts(old), flat_facts(made)
    found = [Difference(at, ours.get(at, ABSENT), theirs.get(at, ABSENT)) for at in sorted(ours.keys() | theirs.keys())]
    return [one for one in found if not same(one.file, one.page)]


def _is_shown(raw: JsonObject, key: str) -> bool:
    return raw.get(key) not in (None, "unknown")


def _request(old: JsonObject, new: JsonObject) -> JsonObject:
    made = dict(new)
    for table in _TABLES:
        if table in new:
            made[table] = _table(old.get(table), new[table], partial=table == "body" and "body_truncated" in new)
    if table_was_whole(old, "body"):
        made.pop("body_truncated", None)
    _keep(old, made, REQUEST if same(old["example"], new["example"]) else ())
    return _like(old, made)


def table_was_whole(old: JsonObject, table: str) -> bool:
    """Whether the old file has the whole table, so that rows which the reading could not place are known already."""
    return bool(old.get(table)) and f"{table}_truncated" not in old


def _answer(old: JsonObject | None, new: JsonObject) -> JsonObject:
    if old is None:
        return new
    made = dict(new)
    made["fields"] = _table(old["fields"], new["fields"], partial="fields_truncated" in new)
    if table_was_whole(old, "fields"):
        made.pop("fields_truncated", None)
    unchanged = same(old["example"], new["example"])
    _keep(old, made, tuple(key for key in ANSWER if key == "note" or (key == "example_is_filler" and unchanged)))
    return _like(old, made)


def _table(old: list[JsonObject] | None, new: list[JsonObject] | None, *, partial: bool) -> list[JsonObject] | None:
    if new is None or old is None:
        return old if new is None else new
    known = {row["name"]: row for row in old}
    made = [_row(known.get(row["name"]), row, partial=partial) for row in new]
    names = {row["name"] for row in new}
    # A reading that could not place every row says nothing of the others.
    return made + [copy.deepcopy(row) for row in old if partial and row["name"] not in names]


def _row(old: JsonObject | None, new: JsonObject, *, partial: bool) -> JsonObject:
    if old is None:
        return new
    made = dict(new)
    _keep(old, made, ROW)
    for source, facts in FACTS_OF.items():
        if source in old and not any(key in new for key in facts):
            _keep(old, made, facts)
        elif source in old and source not in new:
            made.pop(source)
    if "from" in old:
        _keep(old, made, tuple(key for key in old if key != "fields"))
    made.update({key: old[key] for key in ("type", "required") if old.get(key) is not None and made.get(key) is None})
    if made.get("fields") or (partial and old.get("fields")):
        made["fields"] = _table(old.get("fields"), made.get("fields") or [], partial=partial)
    return _like(old, made)


def _callback(old: JsonObject, made: JsonObject) -> JsonObject | None:
    was, now = old["callback"], made["callback"]
    if was is None:
        return now  # type: ignore[no-any-return]
    if now is None:
        places_of = [at for at in made.get("prose", {}) if at.endswith(f"/{was['documented_in']}")]
        before, after = old.get("prose", {}), made.get("prose", {})
        unchanged = places_of and all(before.get(at, after[at]) == after[at] for at in places_of)
        # The same wording still says what a person read in it, and no reading can.
        return copy.deepcopy(was) if unchanged else None
    now = dict(now)
    _keep(was, now, CALLBACK)
    now["body"] = copy.deepcopy(was["body"]) if now["body"] is None else now["body"]
    return _like(was, now)


def _keep(old: JsonObject, made: JsonObject, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in old and key not in made:
            made[key] = copy.deepcopy(old[key])


def _like(old: JsonObject, made: JsonObject) -> JsonObject:
    """The merged mapping in the old one's order; a new key stands where the usual order has it."""
    keys = [key for key in old if key in made]
    usual = list(made)
    for index, key in enumerate(usual):
        if key not in keys:
            before = next((keys.index(one) for one in usual[index + 1 :] if one in keys), len(keys))
            keys.insert(before, key)
    return {key: made[key] for key in keys}


def _in_old_order(old: list[JsonObject], new: list[JsonObject]) -> list[JsonObject]:
    kept = [entry for entry in old if any(same(entry, other) for other in new)]
    return kept + [entry for entry in new if not any(same(entry, other) for other in kept)]
