"""The pictures that a request names."""

from collections.abc import Iterator

from contract.spec import unwrap
from contract.values import Json, JsonObject


def named_pictures(schema: JsonObject, value: Json) -> Iterator[str]:
    """Every URL in the value that the schema marks as a picture's."""
    schema = unwrap(schema)
    if schema.get("x-picture") and isinstance(value, str):
        yield value
    for name, child in schema.get("properties", {}).items():
        if isinstance(value, dict) and name in value:
            yield from named_pictures(child, value[name])
    for item in value if isinstance(value, list) and "items" in schema else ():
        yield from named_pictures(schema["items"], item)


def with_picture(schema: JsonObject, value: Json, url: str) -> Json:
    """The value with this URL in the place of each picture's."""
    schema = unwrap(schema)
    if schema.get("x-picture") and isinstance(value, str):
        return url
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return {name: with_picture(known.get(name, {}), child, url) for name, child in value.items()}
    return [with_picture(schema.get("items", {}), item, url) for item in value] if isinstance(value, list) else value
