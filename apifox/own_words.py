"""Tell what a person wrote in a page's file from what the page says."""

import json
from collections.abc import Iterator

from contract.pages import Page, rows, tables
from contract.values import Json, JsonObject, join

PAGE = ("summary", "asynchronous", "asynchronous_note", "zh_title", "zh_tag", "zh_page", "zh_modified", "facts_from")
ROW = ("description", "note", "title_zh", "from", "enum_from", "default_from", "limits_from", "precision")
ANSWER = ("note", "from", "example_is_filler")
REQUEST = ("example_from",)
CALLBACK = ("note",)
FACTS_OF = {
    "enum_from": ("enum",),
    "default_from": ("default",),
    "limits_from": (
        *(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
        ),
        *("multipleOf", "pattern", "format"),
    ),
}
"""Facts that a person read out of prose, by the key that says so."""

_MACHINE = {
    ("table", "example"),
    ("range", "default"),
    ("table", "description"),
    ("text", "example"),
    ("interval list", "retry count"),
    ("page", "curl sample"),
    ("table", "curl sample"),
    ("example", "curl sample"),
    ("table", "description's table"),
    ("table", "sample"),
    ("example", "sample"),
    ("description's table", "sample"),
    ("description's table", "example"),
    ("enum", "enum's descriptions"),
}


def is_found(entry: JsonObject) -> bool:
    """Whether a contradiction is of a kind that the reading finds itself, so that each reading decides it anew."""
    return tuple(entry["between"]) in _MACHINE


def page_rows(raw: JsonObject) -> dict[str, JsonObject]:
    """Every row of a page by its pointer."""
    page = Page(raw, "", "")
    return dict(row for table in tables(page) for row in rows(*table))


def own_words(raw: JsonObject) -> dict[str, Json]:
    """Everything that a person wrote, by its place."""
    return dict(_own_words(raw))


def _own_words(raw: JsonObject) -> Iterator[tuple[str, Json]]:
    yield from _kept("", raw, PAGE)
    yield from _kept("/request", raw["request"], REQUEST)
    for pointer, row in page_rows(raw).items():
        yield from _kept(pointer, row, ROW)
    for code, answer in raw["response"].items():
        yield from _kept(f"/response/{code}", answer, ANSWER)
    if raw["callback"]:
        yield from _kept("/callback", raw["callback"], CALLBACK)
        if raw["callback"]["body"]:
            yield "/callback/body", raw["callback"]["body"]
    for gap in raw["gaps"]:
        yield join("/gaps", gap), gap
    for entry in raw["contradictions"]:
        if not is_found(entry):
            yield f"/contradictions {json.dumps(entry, ensure_ascii=False)}", entry


def _kept(pointer: str, part: JsonObject, keys: tuple[str, ...]) -> Iterator[tuple[str, Json]]:
    for key in keys:
        if part.get(key) not in (None, "unknown"):
            yield join(pointer, key), part[key]


def flat_facts(raw: JsonObject) -> dict[str, Json]:
    """What a page's file says, by place and whatever the order, but for what a person wrote."""
    said: dict[str, Json] = {}
    parts = {"request", "response", "callback", "gaps", "contradictions", "prose", "slug"}
    said.update({f"/{key}": value for key, value in raw.items() if key not in {*parts, *PAGE}})
    said["/request/example"] = raw["request"]["example"]
    for pointer, row in page_rows(raw).items():
        said.update({join(pointer, key): value for key, value in row.items() if key not in {*ROW, "fields", "name"}})
        if "title_zh" in row:
            said[join(pointer, "title_zh")] = row["title_zh"]
    for code, answer in raw["response"].items():
        here = f"/response/{code}"
        said.update({join(here, key): value for key, value in answer.items() if key not in {*ANSWER, "fields"}})
    callback = raw["callback"] or {}
    said.update({f"/callback/{key}": value for key, value in callback.items() if key not in {*CALLBACK, "body"}})
    for entry in raw["contradictions"]:
        if is_found(entry):
            place = f"{entry['at']} ({' against '.join(entry['between'])})"
            said[f"/contradictions{place}"] = entry["says"]
    said.update({join("/prose", pointer): value for pointer, value in (raw.get("prose") or {}).items()})
    return {pointer: value for pointer, value in said.items() if value is not None}
