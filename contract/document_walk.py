"""Ways through the OpenAPI document as it is written."""

from collections.abc import Iterator

from contract.values import Json, JsonObject, join

_NO_OBJECTS = (
    "example",
    "examples",
    "x-task",
    "x-retry",
    "x-tools",
    "x-task-answer",
    "x-assumed",
    "x-open-enum",
)  # data, not OpenAPI objects
Node = tuple[str, JsonObject]


def objects(document: JsonObject) -> Iterator[Node]:
    """Every OpenAPI object that is no schema, with its pointer."""
    yield from _objects("", document)


def schemas(document: JsonObject) -> Iterator[Node]:
    """Every schema and every schema within one, with its pointer."""
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        yield from _within(join("/components/schemas", name), schema)
    for pointer, node in objects(document):
        if isinstance(node.get("schema"), dict):
            yield from _within(f"{pointer}/schema", node["schema"])


def _objects(pointer: str, node: Json) -> Iterator[Node]:
    if isinstance(node, dict):
        yield pointer, node
        for key, child in node.items():
            if key not in _NO_OBJECTS and key != "schema" and join(pointer, key) != "/components/schemas":
                yield from _objects(join(pointer, key), child)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _objects(join(pointer, index), child)


def _within(pointer: str, schema: JsonObject) -> Iterator[Node]:
    yield pointer, schema
    for name, child in schema.get("properties", {}).items():
        yield from _within(join(pointer, "properties", name), child)
    for key in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(key), dict):
            yield from _within(join(pointer, key), schema[key])
    for key in ("oneOf", "anyOf", "allOf"):
        for index, child in enumerate(schema.get(key, [])):
            yield from _within(join(pointer, key, index), child)
