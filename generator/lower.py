"""The contract as openapi-python-client can take it.

The document says what the wire may carry; the client shows one type for each field. Lowering picks that type, and
decoding (runtime/codec.py) bridges the difference.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

Json = dict[str, Any]
_NOT_FOR_THE_CLIENT = ("default", "security", "example", "examples", "callbacks", "x-assumed", "x-task")


class GenerationError(Exception):
    """The client cannot be made from this document."""


def lower(document: Mapping[str, Any]) -> Json:
    """Return the document with one client type for each field, and only the schemas that the client meets."""
    lowered: Json = _walk(deepcopy(dict(document)))
    schemas = lowered["components"].pop("schemas", {})
    roots = _references(lowered["paths"]) + _references(_callbacks(document))
    lowered["components"] = {"schemas": _reachable(roots, schemas)}
    return lowered


def _walk(node: Any) -> Any:
    if isinstance(node, list):
        return [_walk(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "properties" in node:
        # Property names are data, not keywords: a property may well be called default.
        rest = {key: value for key, value in node.items() if key != "properties"}
        properties = {name: _walk(schema) for name, schema in node["properties"].items()}
        return {**_walk(rest), "properties": properties}
    lowered = {key: _walk(value) for key, value in node.items() if key not in _NOT_FOR_THE_CLIENT}
    return _one_type(_one_branch(lowered))


def _one_branch(node: Json) -> Json:
    """Of success or refusal the client decodes the success; a refusal becomes an error before that."""
    branches = node.get("oneOf", [])
    successes = [branch for branch in branches if branch.get("$ref") != "#/components/schemas/ErrorResponse"]
    return successes[0] if len(branches) > 1 and len(successes) == 1 else node


def _one_type(node: Json) -> Json:
    names = node.get("x-open-enum")
    if names is not None:
        kept = {key: value for key, value in node.items() if key in {"description", "title"}}
        return {
            **kept,
            "type": "integer",
            "enum": [int(number) for number in names],
            "x-enum-varnames": list(names.values()),
        }
    types = node.get("type")
    if isinstance(types, list) and "null" not in types:
        # The first type is the one that the page's table names; a value of another is converted, and reported.
        return {**{key: value for key, value in node.items() if key != "enum"}, "type": types[0]}
    return node


def _callbacks(document: Mapping[str, Any]) -> list[Any]:
    return [
        callback
        for path in document["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
        for callback in operation.get("callbacks", {}).values()
    ]


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
