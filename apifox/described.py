"""Compare the tables and JSON samples that an author wrote into a description with the schema and example beside it."""

from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from apifox.doubts import Draft
from apifox.limits import json_at
from apifox.wording import flag_in
from contract.page_check import contradictions
from contract.pages import Page, rows
from contract.values import ABSENT, Json, JsonObject, join, leaves, same, split

_MAX_TEXT = 200_000
_COLUMNS = {
    "name": {"name", "field", "parameter", "param", "key", "参数", "参数名", "参数名称", "字段", "字段名", "名称"},
    "type": {"type", "类型", "参数类型", "字段类型", "数据类型"},
    "required": {"required", "mandatory", "必填", "是否必填", "必选", "是否必须", "必须"},
}
_TYPES = {
    **dict.fromkeys(("string", "str", "varchar", "字符串"), "string"),
    **dict.fromkeys(("integer", "int", "long", "int32", "int64", "整数", "整型"), "integer"),
    **dict.fromkeys(("number", "float", "double", "decimal", "浮点数"), "number"),
    **dict.fromkeys(("boolean", "bool", "布尔"), "boolean"),
    **dict.fromkeys(("object", "json", "map", "对象"), "object"),
    **dict.fromkeys(("array", "list", "数组"), "array"),
}
_YES, _NO = {"yes", "y", "true", "是", "√", "✓"}, {"no", "n", "false", "否", "×", "-"}
_ANSWER = ("response", "return", "返回", "响应", "出参", "answer")
_REQUEST = ("request", "请求", "入参", "body")


class _Table(NamedTuple):
    side: str | None
    rows: list[dict[str, str]]


class _Sample(NamedTuple):
    side: str | None
    value: Json


def compare_description(draft: Draft, text: str) -> None:
    """List where a description's tables and samples differ from the page's own, and from each other."""
    if len(text) > _MAX_TEXT:
        draft.doubt("/summary", None, "the description is too long to be searched for tables and samples")
        return
    # Blocks only: the text inside of them is never parsed, so there is nothing in it that could take long.
    tokens = MarkdownIt("zero").enable(["table", "fence", "heading"]).parse(text)
    tables, samples = list(_tables(tokens)), list(_samples(draft, tokens))
    for side in ("request", "answer"):
        _compare_side(draft, side, [t for t in tables if t.side == side], [s for s in samples if s.side == side])
    for kind, unknown in (("table", tables), ("sample", samples)):
        if any(one.side is None for one in unknown):
            draft.doubt(
                "/summary",
                None,
                f"a {kind} in the description does not say whether it is of the request or of the answer",
            )


def _compare_side(draft: Draft, side: str, tables: list[_Table], samples: list[_Sample]) -> None:
    place = _place(draft, side)
    if place is None:
        return
    pointer, fields, example = place
    found: list[JsonObject] = []
    described: dict[str, str] = {}
    for table in tables:
        for entry in table.rows:
            found += _compare_row(draft, pointer, fields, entry, described)
    for sample in samples:
        if not isinstance(sample.value, dict):
            draft.doubt(pointer, None, "a sample in the description is no object; it is not compared")
            continue
        found += _clashes(draft, pointer, fields, sample.value, ["table", "sample"])
        found += _clashes(
            draft, pointer, _retyped(pointer, fields, described), sample.value, ["description's table", "sample"]
        )
        if example is not None:
            found += _unlike(pointer, side, example, sample.value)
    if described and example is not None:
        found += _clashes(
            draft, pointer, _retyped(pointer, fields, described), example, ["description's table", "example"]
        )
    known = draft.raw["contradictions"]
    known += [entry for at, entry in enumerate(found) if entry not in known and entry not in found[:at]]


def _place(draft: Draft, side: str) -> tuple[str, list[JsonObject], JsonObject | None] | None:
    raw = draft.raw
    if side == "request":
        return "/request/body", raw["request"]["body"] or [], _object(raw["request"]["example"])
    for code, answer in raw["response"].items():
        if code.startswith("2"):
            return f"/response/{code}", answer["fields"] or [], _object(answer["example"])
    return None


def _object(value: Json) -> JsonObject | None:
    return value if isinstance(value, dict) else None


def _compare_row(
    draft: Draft, pointer: str, fields: list[JsonObject], entry: dict[str, str], described: dict[str, str]
) -> Iterator[JsonObject]:
    name = entry["name"].strip("`* ").replace("[]", "")
    words = name.split(".")
    every = [*rows(pointer, fields), *_headers(draft, pointer)]
    fits = [
        (at, row) for at, row in every if at == join(pointer, *words) or at.replace("/*", "") == join(pointer, *words)
    ]
    fits = fits or [(at, row) for at, row in every if row["name"] == name]
    if len(fits) > 1:
        draft.doubt(pointer, None, f"the description's table has {name[:80]!r}, which may be each of {len(fits)} rows")
    if not fits:
        between = ["table", "description's table"]
        yield {"at": pointer, "between": between, "says": [str(ABSENT), name[:120]]}
    if len(fits) != 1:
        return
    where, row = fits[0]
    said = _type(entry.get("type", ""))
    if said:
        described[where] = said
    elif entry.get("type", "").strip():
        draft.doubt(where, None, "the description's table gives it a type that is not known")
    if said and row.get("type") and said != row["type"]:
        yield {"at": where, "between": ["table", "description's table"], "says": [row["type"], said]}
    flag = _flag(entry.get("required", ""))
    if flag is not None and row.get("required") is not None and flag != row["required"]:
        words_of = {True: "required", False: "optional"}
        yield {
            "at": where,
            "between": ["table", "description's table"],
            "says": [words_of[row["required"]], words_of[flag]],
        }


def _headers(draft: Draft, pointer: str) -> Iterator[tuple[str, JsonObject]]:
    if pointer == "/request/body":
        for part in ("headers", "path_params", "query_params"):
            yield from rows(f"/request/{part}", draft.raw["request"].get(part) or [])


def _type(text: str) -> str | None:
    word = text.strip("`* ").lower()
    base = word.partition("[")[0].partition("<")[0].partition("(")[0].strip()
    return "array" if word.endswith("[]") else _TYPES.get(base)


def _flag(text: str) -> bool | None:
    word = text.strip("`* ").lower()
    if word in _YES or word in _NO:
        return word in _YES
    return flag_in(word)


def _retyped(pointer: str, fields: list[JsonObject], described: dict[str, str]) -> list[JsonObject]:
    """The rows that the description's table gives a type, with that type and nothing else."""
    kept = []
    for row in fields:
        here = join(pointer, row["name"])
        inner = _retyped(f"{here}/*" if row.get("type") == "array" else here, row.get("fields") or [], described)
        kept.append({"name": row["name"], "type": described.get(here), **({"fields": inner} if inner else {})})
    return kept


def _clashes(
    draft: Draft, pointer: str, fields: list[JsonObject], value: JsonObject, between: list[str]
) -> Iterator[JsonObject]:
    """What a table and a value disagree in, told as between those two."""
    plain = _plain_rows(fields)
    raw = {**draft.raw, "callback": None, "path": None, "contradictions": []}
    request: JsonObject = {"headers": [], "path_params": [], "body": [], "example": None}
    raw["request"], raw["response"] = request, {}
    if pointer == "/request/body":
        request.update(body=plain, example=value)
    else:
        raw["response"] = {pointer.split("/")[2]: {"fields": plain, "example": value}}
    for entry in contradictions(Page(raw, "", "")):
        if entry["says"][0] == str(ABSENT):
            # The table has no such place, and a contradiction stands at one.
            above, _, name = entry["at"].rpartition("/")
            entry.update(at=above, says=[str(ABSENT), *split("/" + name)])
        is_type = entry["says"][0] != str(ABSENT) and not isinstance(entry["says"][0], dict)
        if between[0] == "table" or (is_type and entry["says"][0] != "required"):
            yield {**entry, "between": between}


def _plain_rows(fields: list[JsonObject]) -> list[JsonObject]:
    """Rows without their own example and default, which are compared elsewhere."""
    made = []
    for row in fields:
        plain = {key: value for key, value in row.items() if key not in {"example", "default", "pattern"}}
        if plain.get("fields"):
            plain["fields"] = _plain_rows(plain["fields"])
        made.append(plain)
    return made


def _unlike(pointer: str, side: str, example: JsonObject, sample: JsonObject) -> Iterator[JsonObject]:
    """Where the sample has other names than the example, or values of another kind; other values are no clash."""
    root = "/request/example" if side == "request" else f"{pointer}/example"
    ours, theirs = dict(leaves(example)), dict(leaves(sample))
    for leaf in sorted(ours.keys() | theirs.keys()):
        here, there = ours.get(leaf, ABSENT), theirs.get(leaf, ABSENT)
        if type(here) is not type(there) and not same(here, there):
            yield differing(root, leaf, (here, there), ["example", "sample"])


def differing(root: str, leaf: str, values: tuple[Json, Json], between: list[str]) -> JsonObject:
    """The contradiction at a leaf of an example; one that the example lacks is named, as it is no place of it."""
    here, there = values
    if here is ABSENT:
        return {"at": root, "between": between, "says": [str(ABSENT), leaf]}
    return {"at": root + leaf, "between": between, "says": [here, str(there) if there is ABSENT else there]}


def _side(heading: str) -> str | None:
    low = heading.lower()
    if any(word in low for word in _ANSWER):
        return "answer"
    return "request" if any(word in low for word in _REQUEST) else None


def _tables(tokens: list[Token]) -> Iterator[_Table]:
    side: str | None = None
    cells: list[str] = []
    table: list[list[str]] = []
    heading = False
    for token in tokens:
        if token.type == "heading_open":
            heading = True
        elif token.type == "inline" and heading:
            side, heading = _side(token.content), False
        elif token.type == "table_open":
            table = []
        elif token.type == "tr_open":
            cells = []
        elif token.type in {"td_open", "th_open"}:
            cells.append("")
        elif token.type == "inline" and cells and token.level > 2:
            cells[-1] = token.content
        elif token.type == "tr_close":
            table.append(cells)
        elif token.type == "table_close" and (read := _columns(table)):
            yield _Table(side, read)


def _columns(table: list[list[str]]) -> list[dict[str, str]]:
    """The rows of a table by what its columns hold; none where no column holds names."""
    head = [cell.strip("`* ").lower() for cell in table[0]] if table else []
    where = {
        kind: next((at for at, cell in enumerate(head) if cell in names), None) for kind, names in _COLUMNS.items()
    }
    if where["name"] is None or where["type"] is None:
        return []
    found = [{kind: row[at] for kind, at in where.items() if at is not None and at < len(row)} for row in table[1:]]
    return [row for row in found if row.get("name", "").strip("`* ")]


def _samples(draft: Draft, tokens: list[Token]) -> Iterator[_Sample]:
    side, heading = None, False
    for token in tokens:
        if token.type == "heading_open":
            heading = True
        elif token.type == "inline" and heading:
            side, heading = _side(token.content), False
        elif token.type == "fence" and token.content.strip()[:1] in {"{", "["}:
            text = token.content.strip()
            try:
                value, end = json_at(text, 0)
            except ValueError:
                draft.doubt("/summary", None, "a sample in the description is no JSON; it is not compared")
                continue
            if text[end:].strip():
                draft.doubt("/summary", None, "a sample in the description has something behind its JSON")
            yield _Sample(side, value)
