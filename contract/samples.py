"""One value of a schema, the same each time, in which no two fields look alike: what is mixed up on its way shows."""

from zlib import crc32

from contract.fields import fields, required
from contract.spec import unwrap
from contract.values import Json, JsonObject, join


def sample(schema: JsonObject, pointer: str = "", *, whole: bool = True) -> Json:
    """A value of the schema's first type; with `whole` every field that it knows, else only what is required.

    Types, enums and names are kept; ranges and patterns are not, as no client looks at them.
    """
    schema = unwrap(schema)
    if "const" in schema or "enum" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    if "x-open-enum" in schema:
        return int(next(iter(schema["x-open-enum"])))
    types = schema.get("type", "object" if "properties" in schema else "string")
    return _of_type(types if isinstance(types, str) else types[0], schema, pointer, whole=whole)


def _of_type(name: str, schema: JsonObject, pointer: str, *, whole: bool) -> Json:
    number = crc32(pointer.encode()) % 9000 + 1000
    if name == "object":
        wanted = fields(schema) if whole else {k: v for k, v in fields(schema).items() if k in required(schema)}
        return {key: sample(child, join(pointer, key), whole=whole) for key, child in wanted.items()}
    if name == "array":
        return [sample(schema.get("items", {}), f"{pointer}/*", whole=whole)]
    plain: dict[str, Json] = {"integer": number, "number": number + 0.5, "boolean": True, "null": None}
    return plain.get(name, f"text {number} of {pointer}")
