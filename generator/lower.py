"""The contract as openapi-python-client can take it.

The document says what the wire may carry; the client shows one name and one type for each field. Lowering picks them,
and decoding (runtime/codec.py, runtime/model.py) bridges the difference.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

Json = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_TEXTS = ("title", "description")
_NOT_FOR_THE_CLIENT = (
    "default",
    "security",
    "example",
    "examples",
    "callbacks",
    "anyOf",
    "not",
    "x-assumed",
    "x-task",
    "x-task-answer",
)
_ALIAS = "x-alias-of"


class GenerationError(Exception):
    """The client cannot be made from this document."""


def lower(document: Mapping[str, Any]) -> Json:
    """Return the document with one client field for each field, and only the schemas that the client meets."""
    lowered: Json = _walk(_inlined(deepcopy(dict(document)), document["components"]["schemas"]))
    schemas = lowered["components"].pop("schemas", {})
    roots = _references(lowered["paths"]) + _references(_callbacks(document)) + _references(_results(document))
    lowered["components"] = {"schemas": _reachable(roots, schemas)}
    return lowered


def _walk(node: Any) -> Any:
    if isinstance(node, list):
        return [_walk(item) for item in node]
    if not isinstance(node, dict):
        return node
    lowered = {key: _walk(value) for key, value in node.items() if key not in {*_NOT_FOR_THE_CLIENT, "properties"}}
    if "properties" in node:
        # Property names are data, not keywords: a property may well be called default.
        own = {name: schema for name, schema in node["properties"].items() if _ALIAS not in schema}
        lowered["properties"] = {name: _walk(schema) for name, schema in own.items()}
        either = {name for branch in node.get("anyOf", []) for name in branch["required"]}  # a field or its alias
        lowered["required"] = [*node.get("required", []), *(name for name in own if name in either)]
    return _one_type(_one_branch(lowered))


def _inlined(node: Any, schemas: Mapping[str, Json]) -> Any:
    """Put a named schema that makes no class in the place of its references, with what stands beside them."""
    if isinstance(node, list):
        return [_inlined(item, schemas) for item in node]
    if not isinstance(node, dict):
        return node
    beside = {key: _inlined(value, schemas) for key, value in node.items()}
    target = schemas.get(str(node.get("$ref", "")).rpartition("/")[2], {})
    if not target or "properties" in target or "x-open-enum" in target:
        return beside
    del beside["$ref"]
    return {**_inlined(target, schemas), **beside}


def aliases(schema: Json) -> dict[str, list[str]]:
    """The other names on the wire of each field that has some."""
    found: dict[str, list[str]] = {}
    for name, child in schema.get("properties", {}).items():
        if _ALIAS in child:
            found.setdefault(child[_ALIAS], []).append(name)
    return found


def _one_branch(node: Json) -> Json:
    """Of success or refusal the client decodes the success; a refusal becomes an error before that."""
    branches = node.get("oneOf", [])
    successes = [branch for branch in branches if branch.get("$ref") != "#/components/schemas/ErrorResponse"]
    return successes[0] if len(branches) > 1 and len(successes) == 1 else node


def _one_type(node: Json) -> Json:
    names = node.get("x-open-enum")
    if names is not None:
        kept = {key: value for key, value in node.items() if key in _TEXTS}
        return {
            **kept,
            "type": "integer",
            "enum": [int(number) for number in names],
            "x-enum-varnames": list(names.values()),
        }
    types = node.get("type")
    if isinstance(types, list) and "null" not in types:
        # The first type is the one that the page's table names; a value of another is converted, and reported.
        node = {**node, "type": types[0]}
    if node.get("type") == "object" and not node.get("properties"):
        return {key: value for key, value in node.items() if key in _TEXTS}  # any JSON
    if "enum" in node:
        return _open(node)
    return node


def _open(node: Json) -> Json:
    """An enum of texts or numbers is its type: the service may know more values than its pages."""
    values = ", ".join(str(value) for value in node["enum"])
    described = f"{node.get('description', '')} One of {values}.".strip()
    return {**{key: value for key, value in node.items() if key != "enum"}, "description": described}


def operations(document: Mapping[str, Any]) -> Iterator[Json]:
    """Yield each operation under paths as it is written."""
    for item in document["paths"].values():
        yield from (item[method] for method in METHODS if method in item)


def _callbacks(document: Mapping[str, Any]) -> list[Any]:
    return [callback for operation in operations(document) for callback in operation.get("callbacks", {}).values()]


def _results(document: Mapping[str, Any]) -> list[Any]:
    return [operation.get("x-task", {}).get("result", {}) for operation in operations(document)]


def _reachable(roots: list[str], schemas: Json) -> Json:
    wanted: set[str] = set()
    queue = list(roots)
    while queue:
        name = queue.pop()
        if name in wanted or name == "ErrorResponse":
            continue
        if name not in schemas:
            raise GenerationError(f"a $ref names {name}, and components/schemas has none of that name")
        wanted.add(name)
        queue.extend(_references(schemas[name]))
    return {name: schema for name, schema in schemas.items() if name in wanted}


def _references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for item in node for name in _references(item)]
    if not isinstance(node, dict):
        return []
    here = [node["$ref"].rpartition("/")[2]] if isinstance(node.get("$ref"), str) else []
    return here + [name for value in node.values() for name in _references(value)]
