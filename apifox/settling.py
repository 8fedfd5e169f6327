"""Put the rows of a copied page into its tables, and compare the curl sample with them."""

from dataclasses import dataclass, field

from apifox.curl import Sample
from apifox.described import differing
from apifox.doubts import Draft, PageError
from apifox.limits import MAX_ROWS
from apifox.rows import Line, nested, read_rows
from contract.values import ABSENT, Json, JsonObject, at, join, leaves, same

_ASIDE = {"content-type", "accept", "host", "connection", "user-agent", "content-length"}  # what every call sends


@dataclass
class Table:
    """The lines of a table, as far as they are read."""

    pointer: str
    lines: list[Line] = field(default_factory=list)


def settle(draft: Draft, tables: dict[str, Table], sample: Sample | None, *, language: str) -> None:
    """Put the rows into their tables, now that every example is seen, and compare the curl sample with them."""
    raw = draft.raw
    if sum(len(table.lines) for table in tables.values()) > MAX_ROWS * 10:
        raise PageError(f"expected tables of at most {MAX_ROWS} rows; is it one page?")
    if sample is not None:
        _use_sample(draft, sample)
    for pointer, table in tables.items():
        _fill(draft, pointer, table, language)
    if sample is not None:
        _compare_sample(draft, sample)
    elif raw["server"] is None:
        draft.doubt("/server", None, "no curl sample was seen, so no server")
    if not raw["response"]:
        draft.doubt("/response", None, "no answer was seen")
    for code, answer in raw["response"].items():
        if answer["fields"] is None:
            draft.doubt(f"/response/{code}", None, "its table was not seen; open it before copying")
    if language == "zh":
        raw["facts_from"], raw["zh_title"], raw["zh_tag"], raw["zh_modified"] = (
            "zh",
            raw["title"],
            raw["tag"],
            raw["modified"],
        )
        raw["modified"] = None


def _fill(draft: Draft, pointer: str, table: Table, language: str) -> None:
    raw = draft.raw
    part = pointer.rpartition("/")[2]
    if part in {"cookies", "authorization"} or (pointer.startswith("/response") and part == "headers"):
        draft.doubt(
            pointer,
            table.lines[0].number if table.lines else None,
            "the form of spec/pages has no place for this table",
        )
        return
    lines = table.lines
    if pointer.startswith("/response") and lines and lines[0].text.lower() in {"object", "object {0}"}:
        lines = lines[1:]
        if not lines:
            draft.doubt(pointer, table.lines[0].number, "an object without rows: the answer is not documented")
    rows = read_rows(draft, pointer, lines, language)
    holder = at(raw, pointer) if pointer.startswith("/response") else raw["request"]
    key = "fields" if pointer.startswith("/response") else part
    takes_example = pointer.startswith("/response") or part == "body"
    example = holder["example"] if takes_example and isinstance(holder["example"], dict) else None
    holder[key], whole = nested(draft, pointer, rows, example)
    if not whole:
        holder["fields_truncated" if key == "fields" else "body_truncated"] = True


def _use_sample(draft: Draft, sample: Sample) -> None:
    draft.raw["server"] = sample.server
    if sample.server is None:
        draft.doubt("/server", None, "the curl sample names no https server")
    if draft.raw["request"]["example"] is None and isinstance(sample.body, dict):
        draft.raw["request"]["example"] = sample.body
        draft.raw["request"]["example_from"] = "curl sample"


def _compare_sample(draft: Draft, sample: Sample) -> None:
    raw = draft.raw
    between: list[tuple[str, list[str], list[Json]]] = []
    if sample.method and sample.method != raw["method"]:
        between.append(("/method", ["page", "curl sample"], [raw["method"], sample.method]))
    if sample.path is not None and not _same_path(raw["path"], sample.path):
        between.append(("/path", ["page", "curl sample"], [raw["path"], sample.path]))
    sent = {name.lower(): value for name, value in sample.headers.items()}
    for row in raw["request"]["headers"]:
        flag = {True: "required", False: "optional"}.get(row["required"])
        value = sent.pop(row["name"].lower(), None)
        if value == "" and flag:
            here = join("/request/headers", row["name"])
            between.append((here, ["table", "curl sample"], [flag, "sent without a value"]))
        elif value is None and row["required"]:
            here = join("/request/headers", row["name"])
            between.append((here, ["table", "curl sample"], ["required", str(ABSENT)]))
    for name in sent.keys() - _ASIDE:
        draft.doubt("/request/headers", None, f"the curl sample sends the header {name[:80]!r}, which is in no table")
    example = raw["request"]["example"]
    if isinstance(example, dict) and isinstance(sample.body, dict):
        raw["contradictions"] += _differences("/request/example", example, sample.body)
    raw["contradictions"] += [{"at": where, "between": names, "says": says} for where, names, says in between]


def _differences(pointer: str, one: JsonObject, other: JsonObject) -> list[JsonObject]:
    ours, theirs = dict(leaves(one)), dict(leaves(other))
    found = []
    for leaf in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(leaf, ABSENT), theirs.get(leaf, ABSENT)
        if not same(here, there):
            found.append(differing(pointer, leaf, (here, there), ["example", "curl sample"]))
    return found


def _same_path(page: str, sample: str) -> bool:
    ours, theirs = page.split("/"), sample.split("/")
    if page.count("{") and len(ours) == len(theirs):
        return all(one == other or one.startswith("{") for one, other in zip(ours, theirs, strict=True))
    return page == sample
