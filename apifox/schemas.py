"""Read the JSON Schemas of Apifox's OpenAPI block as rows of a table."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from apifox import labels
from apifox.doubts import Draft, PageError
from apifox.limits import MAX_DEPTH, MAX_ROWS, longest_text
from apifox.rows import check_pattern, is_placeholder
from contract.values import Json, JsonObject, join

_ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_TYPES = {"string", "integer", "number", "boolean", "object", "array"}
_TEXTS = ("pattern", "format")
_COUNTS = ("minLength", "maxLength", "minItems", "maxItems")
_VALUES = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


@dataclass
class Document:
    """An OpenAPI document whose schemas are read, and how many rows it has made so far."""

    root: JsonObject
    draft: Draft
    subject: int = 0  # characters of the longest string in an example, on which patterns will be tried
    rows: int = 0
    opened: list[str] = field(default_factory=list)  # the $refs inside of which we are

    def doubt(self, pointer: str, text: str) -> None:
        """Keep a doubt; a value of the block is on no line that anybody wrote."""
        self.draft.doubt(pointer, None, text)

    def follow(self, node: Json, pointer: str) -> tuple[JsonObject, list[str]]:
        """What a $ref names, through others if need be, and the names on the way; empty for what is not there."""
        names: list[str] = []
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            name = node["$ref"]
            if name in names or name in self.opened:
                self.doubt(pointer, "its $ref leads back to itself; what is inside of it is read once only")
                return {"type": "object", "x-cyclic": True}, names
            names.append(name)
            node = self._named(name, pointer)
        if not isinstance(node, dict):
            self.doubt(pointer, "expected a schema, got another value")
            return {}, names
        return node, names

    def _named(self, name: str, pointer: str) -> Json:
        node: Json = self.root
        if not name.startswith("#/"):
            self.doubt(pointer, "its $ref leads out of the page")
            return {}
        for raw in name[2:].split("/"):
            part = raw.replace("~1", "/").replace("~0", "~")
            key = next((key for key in (part, unquote(part)) if isinstance(node, dict) and key in node), None)
            if key is None:
                self.doubt(pointer, "its $ref names nothing in the page")
                return {}
            node = node[key]
        return node


def object_rows(document: Document, schema: Json, pointer: str, depth: int = 0) -> list[JsonObject]:
    """The rows of an object's schema."""
    if depth > MAX_DEPTH:
        raise PageError(f"{pointer[:200]}: expected objects at most {MAX_DEPTH} deep, got deeper ones")
    node, names = document.follow(schema, pointer)
    document.opened += names
    node = _merged(document, node, pointer)
    properties = node.get("properties")
    found = []
    needed = [name for name in _list(node.get("required")) if isinstance(name, str)]
    for name, child in properties.items() if isinstance(properties, dict) else ():
        if _ULID.fullmatch(name):
            document.doubt(pointer, f"{name} is a name that Apifox's editor left behind, no field")
            continue
        found.append({**_row(document, name, child, join(pointer, name), depth), "required": name in needed})
    for name in needed:
        if not any(row["name"] == name for row in found) and not _ULID.fullmatch(name):
            document.doubt(pointer, f"{name[:80]!r} is listed as required and has no row")
    if isinstance(node.get("additionalProperties"), dict):
        document.doubt(pointer, "it takes further names of one type, which the form of spec/pages has no place for")
    del document.opened[len(document.opened) - len(names) :]
    return found


def _row(document: Document, name: str, schema: Json, pointer: str, depth: int) -> JsonObject:
    document.rows += 1
    if document.rows > MAX_ROWS:
        raise PageError(f"expected at most {MAX_ROWS} rows with every $ref written out, got more")
    node, names = document.follow(schema, pointer)
    document.opened += names
    node = _merged(document, {**node, **_beside(schema)}, pointer)
    row: JsonObject = {"name": name}
    value_facts(document, node, pointer, row)
    if row["type"] == "object":
        _add(row, object_rows(document, {**node, "$ref": None}, pointer, depth + 1))
    elif row["type"] == "array":
        _items(document, node.get("items"), pointer, row, depth)
    del document.opened[len(document.opened) - len(names) :]
    return row


def _beside(schema: Json) -> JsonObject:
    """What stands beside a $ref: Apifox lets a row have its own title and description."""
    kept = ("title", "description", "deprecated")
    return {key: schema[key] for key in kept if key in schema} if isinstance(schema, dict) and "$ref" in schema else {}


def _items(document: Document, items: Json, pointer: str, row: JsonObject, depth: int) -> None:
    if items is None:
        return
    inside = f"{pointer}/*"
    node, names = document.follow(items, inside)
    document.opened += names
    node = _merged(document, node, inside)
    item: JsonObject = {}
    value_facts(document, node, inside, item)
    if item["type"]:
        row["items"] = item["type"]
    if item["type"] == "object":
        _add(row, object_rows(document, {**node, "$ref": None}, inside, depth + 1))
    if item["type"] == "array":
        document.doubt(inside, "an array in an array: the form of spec/pages has no place for what the inner one holds")
    if extra := sorted(item.keys() - {"type", "title", "title_zh", "example"}):
        document.doubt(inside, f"{', '.join(extra)} of the items have no place in the form of spec/pages")
    del document.opened[len(document.opened) - len(names) :]


def _add(row: JsonObject, fields: list[JsonObject]) -> None:
    if fields:
        row["fields"] = fields


def _merged(document: Document, node: JsonObject, pointer: str) -> JsonObject:
    """A schema with what its allOf adds; of oneOf and anyOf only null beside one other schema is understood."""
    made = {key: value for key, value in node.items() if key not in {"allOf", "oneOf", "anyOf", "$ref"}}
    for part in _list(node.get("allOf"))[:MAX_DEPTH]:
        _take_part(document, made, part, pointer)
    for key in ("oneOf", "anyOf"):
        branches = _list(node.get(key))
        real = [branch for branch in branches if not (isinstance(branch, dict) and branch.get("type") == "null")]
        if branches and len(real) == 1:
            _take_part(document, made, real[0], pointer)
            made["nullable"] = made.get("nullable") or len(branches) > 1
        elif branches:
            document.doubt(pointer, f"{key} of {len(branches)} schemas: the form of spec/pages has one for a row")
    return made


def _take_part(document: Document, made: JsonObject, part: Json, pointer: str) -> None:
    document.rows += 1
    if document.rows > MAX_ROWS:
        raise PageError(f"expected at most {MAX_ROWS} schemas, got more")
    other, names = document.follow(part, pointer)
    document.opened += names
    if len(document.opened) > MAX_DEPTH * 4:
        raise PageError(f"{pointer[:200]}: expected schemas at most {MAX_DEPTH} deep, got deeper ones")
    other = _merged_in(document, other, pointer)
    properties = {**_dict(made.get("properties")), **_dict(other.get("properties"))}
    required = [*_list(made.get("required")), *_list(other.get("required"))]
    for key, value in other.items():
        made.setdefault(key, value)
    if properties:
        made["properties"] = properties
    if required:
        made["required"] = required
    del document.opened[len(document.opened) - len(names) :]


def _merged_in(document: Document, node: JsonObject, pointer: str) -> JsonObject:
    return _merged(document, node, pointer) if {"allOf", "oneOf", "anyOf"} & node.keys() else node


def value_facts(document: Document, node: JsonObject, pointer: str, row: JsonObject) -> None:
    """Put what a schema says of one value into its row; wording goes to the draft."""
    row["type"] = _type(document, node, pointer, row)
    if node.get("nullable") is True:
        row["nullable"] = True
    if node.get("deprecated") is True:
        row["deprecated"] = True
    title = node.get("title")
    if isinstance(title, str) and title.strip():
        text = " ".join(title.split())
        row["title_zh" if labels.is_chinese(text) else "title"] = text
    if isinstance(node.get("description"), str):
        document.draft.say(pointer, node["description"])
    _limits(document, node, pointer, row)
    _values(document, node, pointer, row)
    check_pattern(document.draft, pointer, None, row, document.subject)


def _type(document: Document, node: JsonObject, pointer: str, row: JsonObject) -> str | None:
    said = node.get("type")
    if isinstance(said, list):
        real = [one for one in said if isinstance(one, str) and one != "null"]
        if "null" in said:
            row["nullable"] = True
        said = real[0] if len(real) == 1 else None
        if len(real) > 1:
            document.doubt(pointer, "several types: the form of spec/pages has one for a row")
    elif said is None:
        said = "object" if isinstance(node.get("properties"), dict) else "array" if "items" in node else None
        if said is None and "x-cyclic" not in node:
            document.doubt(pointer, "no type")
    elif not isinstance(said, str) or said not in _TYPES:
        document.doubt(pointer, f"the type {str(said)[:40]!r} is none that the form of spec/pages has")
        said = "string" if said == "file" else None
    return said if said in _TYPES else None


def _limits(document: Document, node: JsonObject, pointer: str, row: JsonObject) -> None:
    texts = {key: node[key] for key in _TEXTS if isinstance(node.get(key), str) and node[key]}
    counts = {key: node[key] for key in _COUNTS if _is_number(node.get(key)) and isinstance(node[key], int)}
    row.update({**texts, **counts, **{key: node[key] for key in _VALUES if _is_number(node.get(key))}})
    if row.get("multipleOf", 1) <= 0:
        del row["multipleOf"]
    for flag, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if node.get(flag) is True and bound in row:  # OpenAPI 3.0 has a flag where 3.1 has the number
            row[flag] = row.pop(bound)
    for key in ("minProperties", "maxProperties", "not", "patternProperties"):
        if key in node:
            document.doubt(pointer, f"{key} has no place in the form of spec/pages")


def _values(document: Document, node: JsonObject, pointer: str, row: JsonObject) -> None:
    if "default" in node and not is_placeholder(node["default"]):
        row["default"] = node["default"]
    examples = node.get("examples")
    shown = [node["example"]] if "example" in node else examples if isinstance(examples, list) else []
    if len(shown) > 1:
        document.doubt(pointer, f"{len(shown)} example values; the first is kept")
    if shown and not is_placeholder(shown[0]):
        row["example"] = shown[0]
    enum = [node["const"]] if "const" in node else _list(node.get("enum"))
    if row.get("nullable"):
        enum = [value for value in enum if value is not None]
    if enum:
        row["enum"] = enum
    _enum_names(document, node, pointer, row)


def _enum_names(document: Document, node: JsonObject, pointer: str, row: JsonObject) -> None:
    """The names and descriptions of enum values, in Apifox's new form and in its old one."""
    said = [entry for entry in _list(node.get("x-apifox-enum")) if isinstance(entry, dict) and "value" in entry]
    old = _dict(_dict(node.get("x-apifox")).get("enumDescriptions"))
    said = said or [{"value": value, "description": text} for value, text in old.items()]
    names = {str(entry["value"]): " ".join(str(entry.get("name") or "").split()) for entry in said}
    titles = {value: name for value, name in names.items() if name and name != value}
    if titles:
        row["enum_titles"] = titles
    for entry in said:
        document.draft.say(join(pointer, "enum", str(entry["value"])), str(entry.get("description") or ""))
    listed = sorted(str(value) for value in row.get("enum", []))
    if said and "enum" in row and sorted(names) != listed:
        entry = {"at": pointer, "between": ["enum", "enum's descriptions"], "says": [listed, sorted(names)]}
        document.draft.raw["contradictions"].append(entry)
    elif said and "enum" not in row:
        document.doubt(pointer, "values are described that no enum lists")


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _dict(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}


def subject_of(*examples: Json) -> int:
    """Characters of the longest string in some examples."""
    return max(map(longest_text, examples), default=0)
