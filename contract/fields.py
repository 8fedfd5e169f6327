"""The fields of an object schema: which are its own, under which other names they come, which must be there."""

from contract.values import JsonObject


def fields(schema: JsonObject) -> dict[str, JsonObject]:
    """The properties without the aliases."""
    return {name: child for name, child in schema.get("properties", {}).items() if "x-alias-of" not in child}


def aliases(schema: JsonObject) -> dict[str, list[str]]:
    """The other names of each field that has some."""
    found: dict[str, list[str]] = {}
    for name, child in schema.get("properties", {}).items():
        if "x-alias-of" in child:
            found.setdefault(child["x-alias-of"], []).append(name)
    return found


def required(schema: JsonObject) -> set[str]:
    """The fields that must be there; one with aliases may stand under any of its names."""
    either = {branch["required"][0] for branch in schema.get("anyOf", []) if branch.get("required")}
    return {*schema.get("required", []), *(either & fields(schema).keys())}


def either_of(schema: JsonObject) -> bool:
    """Whether the schema's anyOf says no more than: this field, under one of its names."""
    names = [branch.get("required", []) for branch in schema["anyOf"] if branch.keys() == {"required"}]
    if len(names) != len(schema["anyOf"]) or any(len(name) != 1 for name in names):
        return False
    (first,), *others = names
    return first in fields(schema) and aliases(schema).get(first, []) == [other for (other,) in others]
