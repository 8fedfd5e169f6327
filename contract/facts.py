"""The space of facts that pages and spec share: a flat mapping of pointers to values."""

import re

from contract.values import Json

# What a table's row or a schema can say of a value. Both witnesses are read for exactly these.
KEYWORDS = (
    "type",
    "items",
    "required",
    "enum",
    "const",
    "default",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "multipleOf",
)


def canonical(keyword: str, value: Json) -> Json:
    """The value without the order in which types or enum values happen to be listed."""
    if keyword in {"type", "items", "enum"} and isinstance(value, list):
        ordered = sorted(value, key=lambda item: (str(type(item)), str(item)))
        return ordered[0] if keyword != "enum" and len(ordered) == 1 else ordered
    return value


def snake_case(name: str) -> str:
    """A wire name as the Python name that the client gives it."""
    words = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", name)
    return re.sub(r"[^a-z0-9]+", "_", words.lower())
