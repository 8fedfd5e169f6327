"""What a value that the schema allows must look like after the client has decoded and encoded it."""

import re

from contract.spec import unwrap
from contract.values import Json, JsonObject

_INTEGER = re.compile(r"-?[0-9]{1,18}")


def as_client_shows(schema: JsonObject, value: Json) -> Json:
    """The same value in the one type that the client shows; anything else must come through untouched."""
    schema = unwrap(schema)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return {key: as_client_shows(known[key], item) if key in known else item for key, item in value.items()}
    if isinstance(value, list):
        return [as_client_shows(schema.get("items", {}), item) for item in value]
    if "x-open-enum" in schema:
        spelled = isinstance(value, str) and _INTEGER.fullmatch(value)
        return int(value) if spelled or (isinstance(value, float) and value.is_integer()) else value
    types = schema.get("type")
    if isinstance(types, list) and types[0] == "string" and isinstance(value, int | float):
        return str(value)
    return value
