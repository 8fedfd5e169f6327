"""A JSON value against a schema, strictly: what breaks it, and what it does not know."""

from collections.abc import Iterator

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from contract.fields import either_of
from contract.mismatch import show
from contract.spec import Operation, unwrap
from contract.values import ABSENT, Json, JsonObject, Words, join

# where in the value, what the schema wants there, what stands there
Finding = tuple[str, Json, Json]


def violations(schema: JsonObject, value: Json) -> list[Finding]:
    """What breaks the schema (one without references); of several branches, the one that is broken least tells."""
    branches = schema.get("oneOf", [])
    if len(branches) > 1 and unwrap(schema) is schema:
        told = min((violations(branch, value) for branch in branches), key=len)
        return told or _told(schema, value)
    return _told(schema, value)


def _told(schema: JsonObject, value: Json) -> list[Finding]:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [_finding(inner) for error in validator.iter_errors(value) for inner in _innermost(error)]


def _innermost(error: ValidationError) -> list[ValidationError]:
    """What is wrong with a value that may be null: the place within it, not the whole."""
    schema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator != "oneOf" or unwrap(schema) is schema or error.instance is None:
        return [error]
    return [inner for inner in error.context or [] if inner.schema_path[0] == 0]


def _finding(error: ValidationError) -> Finding:
    pointer = join("", *error.absolute_path)
    wanted: Json = error.validator_value
    if error.validator == "anyOf" and isinstance(error.schema, dict) and either_of(error.schema):
        return join(pointer, wanted[0]["required"][0]), Words("required"), ABSENT
    if error.validator == "required":
        missing = next(name for name in wanted if error.message.startswith(f"{name!r} is "))
        return join(pointer, missing), Words("required"), ABSENT
    return pointer, Words(f"{error.validator} {show(wanted)}"), error.instance


def strangers(schema: JsonObject, value: Json, pointer: str = "") -> Iterator[Finding]:
    """Fields without a property and numbers without a name in their open enum: legal, and yet not known."""
    schema = unwrap(schema)
    names = schema.get("x-open-enum")
    if names and isinstance(value, int | str) and str(value) not in names:
        yield pointer, Words(f"one of {', '.join(sorted(names))} (x-open-enum)"), value
    if isinstance(value, dict) and "properties" in schema:
        for key, child in value.items():
            if key in schema["properties"]:
                yield from strangers(schema["properties"][key], child, join(pointer, key))
            else:
                yield join(pointer, key), Words("no such field"), child
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        for index, item in enumerate(value):
            yield from strangers(schema["items"], item, join(pointer, index))


def succeeded(operation: Operation, body: Json) -> bool:
    """Whether an answer is a success, by the code in its body."""
    code = operation.success_schema.get("properties", {}).get("code", {})
    return not isinstance(body, dict) or "code" not in body or not violations(code, body["code"])
