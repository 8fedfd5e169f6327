"""A page, or an operation of the spec, in the one form in which both are compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from contract.facts import KEYWORDS, canonical
from contract.spec import Operation, media
from contract.spec_facts import spec_facts
from contract.tasks import result_of
from contract.values import Json, JsonObject, join, leaves, split

ITEM = "*"
REFUSAL = "/response/refusal"  # the fields of an answer whose code is no success
_PARTS = ("headers", "path_params", "query_params", "body")
_FIELD_FACTS = {*KEYWORDS, "name", "fields", "example"}  # the rest of a row is a note
_PAGE_FACTS = (
    *("page", "title", "zh_title", "tag", "zh_tag", "modified", "zh_page", "zh_modified", "method", "path", "server"),
    *("content_type", "lifecycle", "asynchronous"),
)
_CALLBACK_FACTS = ("acknowledgement", "retry_seconds", "retry_max")


@dataclass(frozen=True)
class Field:
    """One field: what is said of it, what is noted of it, and the fields within; an array's items are the field *."""

    keywords: Mapping[str, Json] = field(default_factory=dict)
    notes: Mapping[str, Json] = field(default_factory=dict)
    children: Mapping[str, "Field"] = field(default_factory=dict)


@dataclass(frozen=True)
class Surface:
    """Everything that a page or an operation says; pointers are those of contract.pages.page_facts."""

    said: Mapping[str, Json]
    tables: Mapping[str, Mapping[str, Field]]
    examples: Mapping[str, Json]
    notes: Mapping[str, Json]
    prose: Mapping[str, str]
    contradictions: Mapping[tuple[str, str], Json]
    has_callback: bool


def surface_of_page(raw: JsonObject) -> Surface:
    """A page's file (spec/pages/schema/page.schema.yaml); null and what is left out are the same: not shown."""
    request, answers, callback = raw["request"], raw["response"], raw["callback"]
    said = {f"/{key}": raw.get(key) for key in _PAGE_FACTS if key != "content_type"}
    said["/asynchronous"] = None if raw.get("asynchronous") == "unknown" else raw.get("asynchronous")
    said["/request/content_type"] = raw.get("content_type")
    tables = {f"/request/{part}": _rows(request.get(part)) for part in _PARTS}
    examples = {"/request/example": request["example"]}
    notes = {
        "": _without(raw, {*_PAGE_FACTS, "request", "response", "callback", "prose", "contradictions"}),
        "/request": _without(request, {*_PARTS, "example"}),
    }
    for status, answer in answers.items():
        here = f"/response/{status}"
        said[f"{here}/content_type"] = answer.get("content_type")
        tables[here] = _rows(answer["fields"])
        examples[f"{here}/example"] = answer["example"]
        notes[here] = _without(answer, {"content_type", "fields", "example"})
    if callback is not None:
        said |= {f"/callback/{key}": callback.get(key) for key in _CALLBACK_FACTS}
        tables["/callback/body"] = _rows(callback["body"])
        notes["/callback"] = _without(callback, {*_CALLBACK_FACTS, "body"})
    return Surface(
        said={pointer: value for pointer, value in said.items() if value is not None},
        tables=tables,
        examples={pointer: value for pointer, value in examples.items() if value is not None},
        notes={leaf: value for pointer, note in notes.items() for leaf, value in _said_leaves(note, pointer)},
        prose=raw.get("prose") or {},
        contradictions=_contradictions(raw["contradictions"]),
        has_callback=callback is not None,
    )


def surface_of_operation(operation: Operation) -> Surface:
    """An operation of the spec, its task's result under /task/result."""
    facts = {pointer: fact.value for pointer, fact in spec_facts(operation).items()}
    answers = operation.raw.get("responses", {})
    bodies = {"/request/example": operation.raw.get("requestBody", {})}
    bodies |= {f"/response/{status}/example": answer for status, answer in answers.items()}
    examples = {place: media(body)[1]["example"] for place, body in bodies.items() if "example" in media(body)[1]}
    for place, example in examples.items():
        for leaf, _ in leaves(example, place):
            facts.pop(leaf, None)
    roots = [f"/request/{part}" for part in _PARTS] + [f"/response/{status}" for status in answers]
    if operation.callback is not None:
        roots.append("/callback/body")
    tables = {root: _take(facts, root) for root in roots}
    result = (operation.task or {}).get("result")
    if result is not None:
        tables["/task/result"] = _of_schema(operation, result_of(operation)[1])
    if operation.error_schema is not None:
        tables[REFUSAL] = _of_schema(operation, operation.error_schema)
    slashed = {row["name"]: row["x-allow-slash"] for row in operation.parameters if "x-allow-slash" in row}
    path = {name: _slashed(row, slashed.get(name)) for name, row in tables["/request/path_params"].items()}
    facts["/operationId"] = operation.operation_id
    facts["/tags/0"] = next(iter(operation.raw.get("tags", [])), None)
    facts["/request/required"] = bool(operation.raw.get("requestBody", {}).get("required"))
    return Surface(
        said={pointer: value for pointer, value in facts.items() if value is not None},
        tables={**tables, "/request/path_params": path},
        examples=examples,
        notes={},
        prose={},
        contradictions={},
        has_callback=operation.callback is not None,
    )


def surface_of_schema(operation: Operation, pointer: str, schema: JsonObject) -> Surface:
    """A named schema that no operation's surface shows; the operation lends its form alone."""
    return Surface({}, {pointer: _of_schema(operation, schema)}, {}, {}, {}, {}, has_callback=False)


def _rows(rows: list[JsonObject] | None) -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    for row in rows or []:
        name = f"{ITEM} (a name)" if row["name"] == ITEM else row["name"]
        while name in found:  # a page may list a name twice
            name += " (again)"
        found[name] = _row(row)
    return found


def _row(row: JsonObject) -> Field:
    keywords = {key: canonical(key, row[key]) for key in KEYWORDS if row.get(key) is not None and key != "items"}
    if "example" in row:
        keywords["example"] = row["example"]
    children = _rows(row.get("fields"))
    if row.get("type") == "array" or row.get("items") is not None:
        items = {} if row.get("items") is None else {"type": canonical("items", row["items"])}
        children = {ITEM: Field(items, {}, children)}
    return Field(keywords, {key: row[key] for key in row if key not in _FIELD_FACTS and row[key] is not None}, children)


def _take(facts: dict[str, Json], root: str) -> Mapping[str, Field]:
    """The fields below a root, taken out of the facts."""
    content_type = f"{root}/content_type"  # of the answer, which is a root itself
    tree: JsonObject = {}
    for pointer in [p for p in facts if p.startswith(f"{root}/") and p != content_type]:
        value = facts.pop(pointer)
        *names, keyword = split(pointer.removeprefix(root))
        if keyword == "items":
            names, keyword = [*names, ITEM], "type"
        _node(tree, names)["keywords"][keyword] = value
    return _fields(tree)


def _node(tree: JsonObject, names: list[str]) -> JsonObject:
    node: JsonObject = {"children": tree}
    for name in names:
        node = node["children"].setdefault(name, {"keywords": {}, "children": {}})
    return node


def _fields(tree: JsonObject) -> Mapping[str, Field]:
    return {name: Field(node["keywords"], {}, _fields(node["children"])) for name, node in tree.items()}


def _of_schema(operation: Operation, schema: JsonObject) -> Mapping[str, Field]:
    raw = {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}
    alone = replace(operation, raw=raw, success_schema=schema, key_headers=())
    return _take({pointer: fact.value for pointer, fact in spec_facts(alone).items()}, "/response/200")


def _slashed(row: Field, allowed: Json) -> Field:
    return row if allowed is None else replace(row, keywords={**row.keywords, "x-allow-slash": allowed})


def _without(node: JsonObject, keys: set[str]) -> JsonObject:
    return {key: value for key, value in node.items() if key not in keys}


def _said_leaves(note: JsonObject, pointer: str) -> Iterator[tuple[str, Json]]:
    for key, value in note.items():
        if value is not None and key != "slug":
            yield from leaves(value, join(pointer, key))


def _contradictions(entries: list[JsonObject]) -> Mapping[tuple[str, str], Json]:
    return {(entry["at"], " and ".join(entry["between"])): entry["says"] for entry in entries}
