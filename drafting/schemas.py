"""Tables of a page as named schemas, with a reason wherever the page itself does not say so."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from contract.facts import snake_case
from contract.pages import CUT
from contract.spec import Spec
from contract.values import Json, JsonObject, is_of, join, type_name
from drafting.departures import Departure
from drafting.names import LONGEST, check_fields, class_name
from drafting.refusal import DraftError
from drafting.samples import MOST, legal

BY_SCRIPT = "Drafted by scripts/draft."
_IN_EXAMPLE = "Seen in the page's example only; its type is that of the example's value."
_SCALARS = {"string", "integer", "number", "boolean"}
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_FITTING = {
    "string": ("minLength", "maxLength", "pattern"),
    "integer": _NUMBERS,
    "number": _NUMBERS,
    "array": ("minItems", "maxItems"),
}
_LIMITS = (*_NUMBERS, "minLength", "maxLength", "pattern", "format", "minItems", "maxItems")
_KNOWN = {
    "businessTaskId": "The caller's own id of the task",
    "taskId": "The service's id of the task",
    "task_id": "The service's id of the task",
    "toolTask": "Which tool",
}
_PICTURE = {"image", "images", "img", "imgs", "picture", "pictures", "photo", "photos", "portrait", "mask"}
_LINK = {"url", "urls", "link", "links"}


class Made(NamedTuple):
    """A schema as it is to be written, and a value that it allows."""

    schema: JsonObject
    sample: Json


class Schemas:
    """The named schemas that one draft adds, and where they depart from the page."""

    def __init__(self, document: JsonObject, prefix: str) -> None:
        components = document["components"]
        self._schemas = dict(components["schemas"])
        self._document = {**document, "components": {**components, "schemas": self._schemas}}
        self._taken = {snake_case(name) for name in self._schemas}
        self._prefix = prefix
        self.added: dict[str, JsonObject] = {}
        self.departures: dict[str, Departure] = {}
        self.cut = False  # whether the example that is read was seen in part, so that what it lacks tells nothing

    def add(self, name: str, schema: JsonObject) -> str:
        """Keep a schema under a name like this one; give its $ref."""
        cut, number = class_name(self._prefix, name)[:LONGEST], 1
        free = cut
        while snake_case(free) in self._taken:
            number += 1
            free = f"{cut}{number}"
        self._taken.add(snake_case(free))
        self._schemas[free] = self.added[free] = schema
        return f"#/components/schemas/{free}"

    def whole(self, schema: JsonObject) -> JsonObject:
        """The schema with every reference followed."""
        found: JsonObject = Spec(self._document).deref(schema)
        return found

    def object(
        self,
        name: str,
        pointer: str,
        rows: Sequence[JsonObject],
        shown: Sequence[JsonObject],
        description: str,
        *,
        request: bool = False,
    ) -> Made:
        """A named object of a table's rows and of what the examples ``shown`` have besides; the schema is its $ref."""
        names = [row["name"] for row in rows]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise DraftError(f"{pointer}: the table has {', '.join(twice)} twice; leave one in the page's file")
        others = dict.fromkeys(key for one in shown for key in one if key not in names and key != CUT)
        check_fields(pointer, [*names, *others], parameters=False)
        made: dict[str, Made] = {}
        required = []
        for row in [*rows, *({"name": key, "note": _IN_EXAMPLE} for key in others)]:
            here, key = join(pointer, row["name"]), row["name"]
            made[key] = self.field(here, row, [one[key] for one in shown if key in one], name=name, request=request)
            if row.get("required") and not self.cut and any(key not in one for one in shown):
                self.departures[f"{here}/required"] = Departure(
                    f"Drafted: the page's own example has no {key}, and would be refused.",
                    f"The page's table and its example. {BY_SCRIPT}",
                )
            elif row.get("required"):
                required.append(key)
        schema: JsonObject = {"description": description, "type": "object"}
        if required:
            schema["required"] = required
        schema["properties"] = {key: one.schema for key, one in made.items()}
        whole = not request and not shown  # an answer of which no example is seen shows every field
        kept = {key for key in made if whole or key in required or any(key in one for one in shown)}
        sample = {key: one.sample for key, one in made.items() if key in kept}
        return Made({"$ref": self.add(name, schema)}, sample)

    def field(self, pointer: str, row: JsonObject, seen: list[Json], *, name: str, request: bool) -> Made:
        """One row, with the values that the examples show of it."""
        kinds = {type_name(value) for value in seen}
        stated, written = row.get("type"), row.get("fields") or []
        told = [row[key] for key in ("example", "default") if key in row] + row.get("enum", [])
        kind = stated or ("object" if written and "array" not in kinds else _only(kinds))
        kind = kind or _only({type_name(value) for value in told})
        assumed: JsonObject = {}
        if kind and not stated:
            assumed["type"] = "The page shows no type; that of its values is taken."
        if written and not row.get("items") and kind not in {"object", "array"}:
            raise DraftError(f"{pointer}: expected type object or array where there are fields, got {stated!r}")
        inner = class_name(name.removesuffix("Request").removesuffix("Data"), row["name"])
        if kind == "object":
            made = self._object(pointer, row, seen, inner, request=request)
        elif kind == "array":
            made = self._array(pointer, row, seen, inner, assumed, request=request)
        else:
            made = self._scalar(pointer, row, seen, kind, assumed, request=request)
        schema: JsonObject = {"description": described(row)} | made.schema
        schema = {"$ref": schema.pop("$ref"), **schema} if "$ref" in schema else schema
        if row.get("note") == _IN_EXAMPLE:
            schema["x-assumed"] = _IN_EXAMPLE
        elif assumed:
            schema["x-assumed"] = assumed
        return made._replace(schema=schema)

    def _object(self, pointer: str, row: JsonObject, seen: list[Json], inner: str, *, request: bool) -> Made:
        found = [value for value in seen if isinstance(value, dict)]
        rows = row.get("fields") or []
        self._only_these(pointer, seen, {"object", "null"})
        if rows or any(found):
            made = self.object(inner, pointer, rows, found, described(row), request=request)
            if None in seen:
                return made._replace(schema={"oneOf": [made.schema, {"type": "null"}]})
            return made
        if None in seen:
            raise DraftError(f"{pointer}: an object without fields that may be null has no form in the contract")
        return Made({"type": "object"}, found[0] if found else {})

    def _array(
        self, pointer: str, row: JsonObject, seen: list[Json], inner: str, assumed: JsonObject, *, request: bool
    ) -> Made:
        self._only_these(pointer, seen, {"array"})
        found = [item for value in seen for item in value]
        kind = row.get("items") or ("object" if row.get("fields") else _only({type_name(item) for item in found}))
        if kind is not None and not row.get("items"):
            assumed["items"] = "The page does not show what it is an array of; taken from its fields or its example."
        if kind == "array" and row.get("fields"):
            raise DraftError(f"{pointer}: arrays of arrays of objects have no form in a page's file")
        if kind == "object" and (row.get("fields") or any(isinstance(item, dict) and item for item in found)):
            item = self._object(f"{pointer}/*", {**row, "type": "object"}, found, _one_of(inner), request=request)
        elif kind in _SCALARS:
            only = {"name": row["name"], "type": kind, "title": row.get("title")}
            item = self._scalar(f"{pointer}/*", only, found, kind, {}, request=request)
        else:
            plain: dict[str, Made] = {
                "object": Made({"type": "object"}, {}),
                "array": Made({"type": "array", "items": {}}, []),
            }
            item = plain.get(str(kind), Made({}, "text"))
        schema: JsonObject = {"type": "array", **self._limits(pointer, row, "array"), "items": item.schema}
        if schema.get("minItems", 0) > min(MOST, schema.get("maxItems", MOST)):
            raise DraftError(f"{pointer}: expected limits that an array of at most {MOST} items can keep")
        count = min(max(schema.get("minItems", 1), 1), schema.get("maxItems", MOST))
        return Made(schema, seen[0] if seen and found else [item.sample] * count)

    def _scalar(
        self, pointer: str, row: JsonObject, seen: list[Json], kind: str | None, assumed: JsonObject, *, request: bool
    ) -> Made:
        if kind is None:
            return Made({}, seen[0] if seen else "text")
        schema: JsonObject = {"type": self._types(pointer, kind, seen), **self._limits(pointer, row, kind)}
        if "enum" in row:
            if any(not is_of(value, kind) for value in row["enum"]):
                raise DraftError(f"{pointer}: expected an enum of values of type {kind}, got {row['enum']}")
            schema["enum"] = row["enum"]
        if "default" in row:
            schema["x-default"] = row["default"]
        if request and schema == {"type": "string"} and _is_picture(row, seen):
            schema = {"$ref": "#/components/schemas/PictureUrl"}
            assumed["x-picture"] = (
                "A draft's guess, from the field's name: the service fetches a picture from this URL."
            )
        shown = [row["example"]] if "example" in row else []
        return Made(schema, legal(self.whole(schema), [*seen, *shown], pointer))

    def _types(self, pointer: str, kind: str, seen: list[Json]) -> str | list[str]:
        """The table's type, and that of the example where the two disagree: text and number, or flag and number."""
        strange = {type_name(value) for value in seen if not is_of(value, kind)}
        if not strange:
            return kind
        types = [kind, *sorted(strange)]
        if strange == {"string"} and kind in {"integer", "number"}:
            types = ["string", kind]
        if len(types) > 2 or tuple(types) not in {
            *((one, "null") for one in _SCALARS),
            *(("string", "integer"), ("string", "number"), ("boolean", "integer")),
        }:
            raise DraftError(f"{pointer}: the table says {kind} and the example shows {', '.join(sorted(strange))}")
        shown = " or ".join(sorted(strange))
        self.departures[f"{pointer}/type"] = Departure(
            f"Drafted: the table says {kind}, the page's own example shows {shown}; both are taken.",
            f"The page's table and its example. {BY_SCRIPT}",
        )
        return types

    def _limits(self, pointer: str, row: JsonObject, kind: str) -> JsonObject:
        """The row's limits that fit its type; the others depart from the page."""
        found: JsonObject = {}
        for keyword in (keyword for keyword in _LIMITS if keyword in row):
            value = row[keyword]
            fits = keyword in _FITTING.get(kind, ()) and (keyword not in _NUMBERS or not isinstance(value, str))
            if keyword == "multipleOf":
                fits = fits and float(value).is_integer()
            if keyword == "pattern" and fits:
                try:
                    re.compile(value)
                except re.error as error:
                    raise DraftError(f"{pointer}: expected a regular expression, got {value!r}: {error}") from error
            if fits:
                found[keyword] = value
            else:
                self.departures[f"{pointer}/{keyword}"] = Departure(
                    f"Drafted: {keyword} {value} of a {kind} is not held by client and sandbox; write it by hand.",
                    f"The page's table. {BY_SCRIPT}",
                )
        return found

    def _only_these(self, pointer: str, seen: list[Json], kinds: set[str]) -> None:
        strange = sorted({type_name(value) for value in seen} - kinds)
        if strange:
            raise DraftError(f"{pointer}: the table says {min(kinds)} and the example shows {', '.join(strange)}")


def described(row: JsonObject) -> str:
    """What the page's file says of a field, with its limits and its default in words."""
    texts = (row[key] for key in ("description", "title", "title_zh") if row.get(key))
    said = next(texts, _KNOWN.get(row["name"], "Not explained"))
    text = " ".join(said.split())[:300].rstrip(" .;。")
    low, high = row.get("minimum"), row.get("maximum")
    if low is not None and high is not None:
        text += f", from {low} to {high}"
    if "default" in row and row["default"] is not None:
        default = row["default"]
        text += f"; {str(default).lower() if isinstance(default, bool) else default} when left out"
    return f"{text}."


def _one_of(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _only(kinds: set[str]) -> str | None:
    """The one type of the values; whole numbers among others are numbers."""
    kinds = kinds - {"null"}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else None


def _is_picture(row: JsonObject, seen: list[Json]) -> bool:
    told = set(re.findall(r"[a-z]+", snake_case(row["name"])))
    texts = [text for text in (*seen, row.get("example")) if isinstance(text, str)]
    linked = bool(told & _LINK) or any(re.match(r"https?://", text) for text in texts)
    named = bool(told & _PICTURE) or (bool(told & {"source", "target"}) and bool(told & _LINK))
    return named and linked and all(re.match(r"https?://", text) for text in texts)
