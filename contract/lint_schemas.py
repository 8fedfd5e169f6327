"""Lint rules for schemas: few forms, names that fit Python, nothing that the client would send unasked."""

import re
from decimal import Decimal

from contract.closed import violations
from contract.facts import KEYWORDS, snake_case
from contract.fields import aliases, either_of, fields
from contract.mismatch import Report
from contract.spec import Spec
from contract.values import ABSENT, Json, JsonObject, Words, join

_TAKEN = {"additional_properties", "to_dict", "from_dict", "self", "cls"}  # names of the generated classes themselves
_COMPONENT = re.compile(r"/components/schemas/[^/]+")
_ANSWER = re.compile(r"/responses/\d+/content/[^/]+/schema$")
_OTHER = (
    "$ref title description deprecated properties additionalProperties not oneOf anyOf allOf nullable example examples"
)
_KEYWORDS = {*KEYWORDS, *_OTHER.split()}
_NULL = {"type": "null"}


def objects_are_components(spec: Spec, report: Report) -> None:
    """An object with properties is a named component, so that its class gets a clean name."""
    for pointer, schema in spec.schemas:
        if "properties" in schema:
            name, source = spec.owner(pointer)
            wanted = Words("a $ref to a schema under components/schemas")
            good = bool(_COMPONENT.fullmatch(pointer))
            report.check(name, pointer, wanted, Words("an object written in place"), source, good=good)


def forms_are_few(spec: Spec, report: Report) -> None:
    """Composition has few forms: success or error in an answer, a $ref or null, one field or its alias."""
    for pointer, schema in spec.schemas:
        name, source = spec.owner(pointer)
        wanted = Words(
            "oneOf: [{$ref: ...}, {type: 'null'}]; in an answer a oneOf of $refs; an anyOf that requires a field or "
            "one of its aliases; a $ref without a type"
        )
        found = {key: schema[key] for key in ("oneOf", "anyOf", "allOf", "nullable", "$ref", "type") if key in schema}
        report.check(name, pointer, wanted, found, source, good=_plain(pointer, schema))


def _plain(pointer: str, schema: JsonObject) -> bool:
    if schema.keys() & {"allOf", "nullable"} or {"$ref", "type"} <= schema.keys():
        return False
    if "anyOf" in schema and not either_of(schema):
        return False
    types = schema.get("type")
    if isinstance(types, list) and "null" in types and {"object", "array"} & set(types):
        return False
    branches = schema.get("oneOf", [])
    referred = [branch for branch in branches if "$ref" in branch]
    may_be_null = len(branches) == 2 and len(referred) == 1 and branches[1] == _NULL
    return not branches or may_be_null or (referred == branches and bool(_ANSWER.search(pointer)))


def keywords_are_known(spec: Spec, report: Report) -> None:
    """Only keywords that the kit reads; an unquoted comma in `{description: Why, in words}` makes one of `in words`."""
    for pointer, schema in spec.schemas:
        for keyword in schema:
            name, source = spec.owner(pointer)
            wanted, good = Words("a keyword that the kit reads"), keyword in _KEYWORDS or keyword.startswith("x-")
            do = "put a text that holds a comma in quotes; or teach contract/ the keyword"
            report.check(name, join(pointer, keyword), wanted, Words(keyword), source, good=good, do=do)


def names_fit_python(spec: Spec, report: Report) -> None:
    """No property takes a name of the generated classes, no two of a schema become the same Python name."""
    for pointer, schema in spec.schemas:
        seen: dict[str, str] = {}
        for wire in fields(schema):
            name, source = spec.owner(pointer)
            place, python = join(pointer, "properties", wire), snake_case(wire)
            free = Words(f"a name other than {', '.join(sorted(_TAKEN))}")
            report.check(name, place, free, Words(python), source, good=python not in _TAKEN)
            earlier = seen.setdefault(python, wire)
            unique = Words(f"a Python name other than that of {earlier}")
            report.check(name, place, unique, Words(python), source, good=earlier == wire)


def no_default(spec: Spec, report: Report) -> None:
    """No `default`: the generated client would send it. What the service does unasked is x-default."""
    for pointer, schema in spec.schemas:
        name, source = spec.owner(pointer)
        default: Json = schema.get("default", ABSENT)
        wanted = Words("x-default, and a word in the description")
        report.check(name, f"{pointer}/default", wanted, default, source, good="default" not in schema)


def open_enums_name_integers(spec: Spec, report: Report) -> None:
    """x-open-enum gives integers, quoted, a NAME each, and stands on an integer that may come as a string."""
    for pointer, schema in spec.schemas:
        names = schema.get("x-open-enum")
        if names is None:
            continue
        operation, source = spec.owner(pointer)
        types = schema.get("type", ABSENT)
        both = isinstance(types, list) and sorted(types) == ["integer", "string"]
        report.check(operation, f"{pointer}/type", ["integer", "string"], types, source, good=both)
        good = isinstance(names, dict) and all(
            re.fullmatch(r"-?\d+", str(key)) and isinstance(key, str) and re.fullmatch(r"[A-Z][A-Z0-9_]*", str(word))
            for key, word in names.items()
        )
        wanted = Words("quoted integers, each with a NAME: {'1': RUNNING}")
        report.check(operation, f"{pointer}/x-open-enum", wanted, Words(names), source, good=good)
        twice = good and len(set(names.values())) < len(names)
        unique = Words("each NAME once")
        report.check(operation, f"{pointer}/x-open-enum", unique, Words(names), source, good=not twice)


def aliases_are_the_same(spec: Spec, report: Report) -> None:
    """An alias names a field beside it, takes the same values, and is itself never required."""
    for pointer, schema in spec.schemas:
        for name, others in aliases(schema).items():
            operation, source = spec.owner(pointer)
            one = _form(spec, schema.get("properties", {}).get(name, {}))
            for other in others:
                place, twin = join(pointer, "properties", other), _form(spec, schema["properties"][other])
                wanted = Words(f"the schema of {name}, which stands beside it")
                good = name in fields(schema) and one == twin
                report.check(operation, f"{place}/x-alias-of", wanted, name, source, good=good)
                free, good = Words("not to be required by itself"), other not in schema.get("required", [])
                report.check(operation, place, free, Words("required"), source, good=good)


def _form(spec: Spec, schema: JsonObject) -> JsonObject:
    whole: JsonObject = spec.deref(schema)
    return {key: value for key, value in whole.items() if key not in {"x-alias-of", "description"}}


def bounds_of_texts_hold(spec: Spec, report: Report) -> None:
    """x-minimum and x-maximum stand on texts, whose pattern takes the bounds and not what is ten times beyond."""
    for pointer, schema in spec.schemas:
        for bound, sign in (("x-minimum", -1), ("x-maximum", 1)):
            if bound not in schema:
                continue
            operation, source = spec.owner(pointer)
            limit, whole = Decimal(str(schema[bound])), spec.deref(schema)
            taken = not violations(whole, f"{limit:f}")
            wanted = Words("a pattern that takes the bound itself")
            report.check(operation, join(pointer, bound), wanted, whole.get("pattern", ABSENT), source, good=taken)
            outside = f"{_beyond(limit, sign):f}"
            wanted = Words(f"a pattern that refuses {outside}")
            good = "pattern" in whole and bool(violations(whole, outside))
            report.check(operation, join(pointer, bound), wanted, whole.get("pattern", ABSENT), source, good=good)


def _beyond(limit: Decimal, sign: int) -> Decimal:
    if not limit:
        return Decimal(sign)
    return limit * 10 if (limit > 0) == (sign > 0) else limit / 10
