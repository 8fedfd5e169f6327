"""The page changes: a row, a fact, an example, a declared contradiction; or a declared departure from it does."""

from collections.abc import Iterator

from contract.pages import CUT, examples, starred
from contract.spec_facts import spec_facts
from contract.values import ABSENT, Json, JsonObject, join, leaves, split
from contract_tests.drills.world import Drift, Edit, World

_PAGES = ("pages",)


def table_rows(world: World) -> Iterator[tuple[str, str, JsonObject]]:
    """Every row that the page has: its pointer, its place in the page's file, and the row itself."""
    raw = world.parts["page"]
    for part in ("headers", "path_params", "query_params", "body"):
        yield from _rows(f"/request/{part}", f"/request/{part}", raw["request"].get(part))
    for status, answer in raw["response"].items():
        yield from _rows(f"/response/{status}", f"/response/{status}/fields", answer["fields"])
    yield from _rows("/callback/body", "/callback/body", (raw["callback"] or {}).get("body"))


def _rows(pointer: str, place: str, table: list[JsonObject] | None) -> Iterator[tuple[str, str, JsonObject]]:
    for index, row in enumerate(table or []):
        here, there = join(pointer, row["name"]), join(place, index)
        yield here, there, row
        yield from _rows(f"{here}/*" if row.get("type") == "array" else here, f"{there}/fields", row.get("fields"))


def documented(world: World) -> Iterator[tuple[str, str, JsonObject]]:
    """The rows that the spec has because the page has them: no assumption covers them."""
    facts = spec_facts(world.operation)
    for pointer, place, row in table_rows(world):
        if row.get("type") and f"{pointer}/type" in facts and not facts[f"{pointer}/type"].assumed:
            yield pointer, place, row


def row_drifts(world: World) -> Iterator[Drift]:
    """Each row is renamed, dropped, typed anew, and so on."""
    for pointer, place, row in documented(world):
        other = "string" if row["type"] == "boolean" else "boolean"
        renamed = f"{row['name']}Planted"
        changes: list[tuple[str, Edit, str]] = [
            ("a row renamed", (f"{place}/name", renamed), pointer[: -len(row["name"])] + renamed),
            ("a row dropped", (place, ABSENT), pointer),
            ("a row typed anew", (f"{place}/type", other), f"{pointer}/type"),
        ]
        if isinstance(row.get("required"), bool):
            changes.append(("required flipped", (f"{place}/required", not row["required"]), f"{pointer}/required"))
        if row["type"] == "string":
            changes.append(("enum planted", (f"{place}/enum", ["planted"]), f"{pointer}/enum"))
        for operator, edit, caught in changes:
            yield Drift(operator, pointer, "page", [edit], {"pages-spec": caught}, _PAGES)


def added_row_drifts(world: World) -> Iterator[Drift]:
    """A table gets a row more, which no example shows."""
    tables = {(pointer.rpartition("/")[0], place.rpartition("/")[0]) for pointer, place, _ in table_rows(world)}
    for pointer, place in sorted(tables):
        also = _PAGES if pointer == "/request/path_params" else ()  # the path lacks the placeholder
        edit = (f"{place}/-", {"name": "planted", "type": "string", "required": False})
        yield Drift("a row added", pointer, "page", [edit], {"pages-spec": f"{pointer}/planted"}, also)


def fact_drifts(world: World) -> Iterator[Drift]:
    """A fact changes that stands in no table; nobody but the spec can know."""
    raw = world.parts["page"]
    edits: dict[str, Edit] = {
        "/path": ("/path", f"{raw['path']}/planted"),
        "/method": ("/method", "PUT"),
        "/server": ("/server", "https://planted.example"),
        "/page": ("/page", "https://planted.example/page"),
        "/request/content_type": ("/content_type", "text/planted"),
    }
    edits |= {f"/response/{s}/content_type": (f"/response/{s}/content_type", "text/planted") for s in raw["response"]}
    if raw["callback"]:
        planted = {"acknowledgement": {"planted": True}, "retry_seconds": [1], "retry_max": 99}
        edits |= {f"/callback/{key}": (f"/callback/{key}", value) for key, value in planted.items()}
    for pointer, edit in edits.items():
        yield Drift("a fact changed", pointer, "page", [edit], {"pages-spec": pointer})


def example_drifts(world: World) -> Iterator[Drift]:
    """A whole example shows another value, another type, a field more; the spec's and the recorded one differ then."""
    typed = {pointer for pointer, _, row in table_rows(world) if row.get("type")}
    recorded = any(recording.kind == "documented" for recording in world.recordings)
    for pointer, example in examples(world.page):
        side = split(pointer)[0]
        table = "/request/body" if side == "request" else pointer.removesuffix("/example")
        shown = [*leaves(example), ("/planted", ABSENT)] if not example.get(CUT) else []
        for leaf, value in shown:
            caught = {"pages-spec": pointer + leaf} | ({"spec-recordings": f"/{side}/body{leaf}"} if recorded else {})
            row = table + starred(example, leaf)
            if value is ABSENT:
                unlisted = {"pages": row} if any(known.startswith(f"{table}/") for known in typed) else {}
                yield Drift("a field added to an example", row, "page", [(pointer + leaf, "x")], caught | unlisted)
            elif isinstance(value, str | int | float):
                edit = (pointer + leaf, other_value(value))
                yield Drift("an example's value changed", row, "page", [edit], caught, _PAGES)
                mistyped = {"pages": row} if row in typed else {}
                edit = (pointer + leaf, other_type(value))
                yield Drift("an example's type switched", row, "page", [edit], caught | mistyped, _PAGES)


def other_value(value: Json) -> Json:
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    return f"{value}-planted" if isinstance(value, str) else value + 1


def other_type(value: Json) -> Json:
    """A number where a string was, a string where anything else was."""
    return 7 if isinstance(value, str) else str(value)


def contradiction_drifts(world: World) -> Iterator[Drift]:
    """A contradiction is no longer declared; one is declared that is none, or that stands nowhere."""
    for index, entry in enumerate(world.parts["page"]["contradictions"]):
        if entry["between"] == ["table", "example"]:
            edits = [(f"/contradictions/{index}", ABSENT)]
            yield Drift("a contradiction undeclared", entry["at"], "page", edits, {"pages": entry["at"]})
    none = {"at": "/path", "between": ["table", "example"], "says": ["a", "b"]}
    yield Drift("a contradiction made up", "/path", "page", [("/contradictions/-", none)], {"pages": "/path"})
    lost = {"at": "/nowhere", "between": ["text", "title"], "says": ["a", "b"]}
    yield Drift("a contradiction nowhere", "/nowhere", "page", [("/contradictions/-", lost)], {"pages": "/nowhere"})


def deviation_drifts(world: World) -> Iterator[Drift]:
    """A departure is no longer declared, is declared otherwise, or is declared where there is none."""
    for index, row in enumerate(world.parts["deviations"]):
        caught = {"pages-spec": row["at"]}
        yield Drift("a departure undeclared", row["at"], "deviations", [(f"/{index}", ABSENT)], caught)
        for key in ("page_says", "spec_says"):
            edit = (f"/{index}/{key}", "planted")
            yield Drift("a departure declared otherwise", row["at"], "deviations", [edit], caught)
    stale = {"page": world.slug, "at": "/method", "page_says": "GET", "spec_says": "POST"}
    yield Drift("a departure made up", "/method", "deviations", [("/-", stale)], {"pages-spec": "/method"})


DRIFTS = (row_drifts, added_row_drifts, fact_drifts, example_drifts, contradiction_drifts, deviation_drifts)
