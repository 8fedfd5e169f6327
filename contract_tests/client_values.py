"""What a value that the schema allows must look like after the client has decoded and encoded it."""

import re

from contract.fields import aliases, fields
from contract.spec import unwrap
from contract.values import Json, JsonObject

_INTEGER = re.compile(r"-?[0-9]{1,18}")


def as_client_shows(schema: JsonObject, value: Json) -> Json:
    """The same value under the one name and in the one type that the client shows; all else comes through untouched."""
    schema = unwrap(schema)
    if isinstance(value, dict):
        return _object(schema, value)
    if isinstance(value, list):
        return [as_client_shows(schema.get("items", {}), item) for item in value]
    if "x-open-enum" in schema:
        spelled = isinstance(value, str) and _INTEGER.fullmatch(value)
        return int(value) if spelled or (isinstance(value, float) and value.is_integer()) else value
    types = schema.get("type")
    if isinstance(types, list) and isinstance(value, int | float):
        return str(value) if types[0] == "string" else bool(value) if types[0] == "boolean" else value
    return value


def _object(schema: JsonObject, value: JsonObject) -> JsonObject:
    own = fields(schema)
    named = {other: name for name, others in aliases(schema).items() for other in others}
    shown = {}
    for key, item in value.items():
        name = named[key] if key in named and named[key] not in value else key
        shown[name] = as_client_shows(own[name], item) if name in own else item
    return shown
