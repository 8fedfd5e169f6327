"""Read the type that Apifox prints beside a name, and the limits that stand in its line."""

import json
import re
from dataclasses import dataclass, field

from contract.values import Json, JsonObject

_BASES = {"string", "integer", "number", "boolean", "object", "array", "null", "any", "file", "enum"}
_MAX_LINE = 160
_PART = re.compile(
    r"\s*(?:"
    r"(?P<count>\{\s?\d{1,4}\s?\})"
    r"|(?P<open>\[)|(?P<close>\])"
    r"|<(?P<format>[A-Za-z0-9-]{1,40})>"
    r"|(?P<model>\([^()]{1,80}\))"
    r"|(?P<or>\||or\b)"
    r"|(?P<limit>(?:>=|<=|>|<|≥|≤)\s?-?\d{1,30}(?:\.\d{1,30})?(?:\s?(?:characters?|chars?|items?|字符|项)(?![A-Za-z]))?)"
    r"|(?P<multiple>multiple of:?\s?\d{1,20}(?:\.\d{1,20})?)"
    r"|(?P<word>[A-Za-z]{1,20})"
    r")"
)
_LIMIT = re.compile(r"(>=|<=|>|<|≥|≤)\s?(-?\d+(?:\.\d+)?)\s?([A-Za-z字符项]*)")
_SIGNS = {"≥": ">=", "≤": "<="}
_NUMBERS = {">=": "minimum", "<=": "maximum", ">": "exclusiveMinimum", "<": "exclusiveMaximum"}
_LENGTHS = {">=": "minLength", "<=": "maxLength"}
_ITEMS = {">=": "minItems", "<=": "maxItems"}


@dataclass
class TypeText:
    """A type as it is printed. `type` and `items` are None where no single type is named."""

    type: str | None = None
    items: str | None = None
    count: int | None = None
    format: str | None = None
    nullable: bool = False
    limits: list[str] = field(default_factory=list)
    trouble: str | None = None


def type_text(line: str) -> TypeText | None:
    """The type that a whole line prints, or None: the line is no type."""
    if len(line) > _MAX_LINE or not line[:1].isalpha():
        return None
    parts = _parts(line)
    if not parts or parts[0][0] != "word" or parts[0][1].lower() not in _BASES:
        return None
    read = TypeText(parts[0][1].lower())
    return read if _follow(read, parts[1:]) else None


def _parts(line: str) -> list[tuple[str, str]]:
    parts, at = [], 0
    line = line.rstrip()
    while at < len(line):
        found = _PART.match(line, at)
        if found is None or found.end() == at or found.lastgroup is None:
            return []
        parts.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return parts


def _follow(read: TypeText, parts: list[tuple[str, str]]) -> bool:
    """Take in what stands behind the first word; False where the line is no type after all."""
    if read.type == "enum":
        if not parts or parts[0][0] != "format" or parts[0][1] not in _BASES:
            return False
        read.type, parts = parts[0][1], parts[1:]
    rest = list(parts)
    while rest:
        if not _follow_one(read, rest):
            return False
    if read.type == "null":
        read.type, read.nullable, read.trouble = None, True, "no type but null"
    elif read.type in {"any", "file"}:
        read.trouble = f"the type {read.type} is none that the form of spec/pages has"
        read.type = "string" if read.type == "file" else None
    return True


def _follow_one(read: TypeText, rest: list[tuple[str, str]]) -> bool:
    kind, text = rest.pop(0)
    if kind == "count":
        read.count = int(text.strip("{} "))
    elif kind == "format":
        _formatted(read, text)
    elif kind in {"limit", "multiple"}:
        read.limits.append(text)
    elif kind == "or" and rest and rest[0][1].lower() in _BASES:
        _either(read, rest.pop(0)[1].lower())
    elif kind == "open" and read.type == "array" and (inner := _inside(rest)) is not None:
        read.items, read.count = inner.type, inner.count
        if inner.type == "array":
            read.trouble = "an array in an array: the form of spec/pages has no place for what the inner one holds"
    else:
        return kind == "model"
    return True


def _inside(rest: list[tuple[str, str]]) -> TypeText | None:
    inner, depth = [], 1
    while rest:
        kind, text = rest.pop(0)
        depth += {"open": 1, "close": -1}.get(kind, 0)
        if depth == 0:
            break
        inner.append((kind, text))
    if depth or not inner or inner[0][0] != "word" or inner[0][1].lower() not in _BASES or depth > 8:
        return None
    read = TypeText(inner[0][1].lower())
    return read if len(inner) < 20 and _follow(read, inner[1:]) else None


def _formatted(read: TypeText, text: str) -> None:
    if read.type == "array" and text in _BASES:
        read.items = text
    else:
        read.format = text


def _either(read: TypeText, other: str) -> None:
    if "null" in {read.type, other}:
        read.type = other if read.type == "null" else read.type
        read.nullable = True
    else:
        read.trouble = f"either {read.type} or {other}: the form of spec/pages has one type for a row"
        read.type = None


def limit_facts(text: str, of_type: str | None) -> JsonObject | None:
    """The facts of a line of limits, such as ">= 1 <= 4"; None: it is another line, or its unit is not sure."""
    if len(text) > _MAX_LINE or not (parts := _parts(text)):
        return None
    facts: JsonObject = {}
    for kind, part in parts:
        if kind == "multiple":
            facts["multipleOf"] = number(part.split()[-1])
        elif kind != "limit" or (key_value := _limit(part, of_type)) is None:
            return None
        else:
            facts[key_value[0]] = key_value[1]
    return facts


def looks_like_limits(text: str) -> bool:
    """Whether a line holds limits and nothing else, whatever they are of."""
    parts = _parts(text) if len(text) <= _MAX_LINE else []
    return bool(parts) and all(kind in {"limit", "multiple"} for kind, _ in parts)


def _limit(part: str, of_type: str | None) -> tuple[str, Json] | None:
    found = _LIMIT.fullmatch(part)
    if found is None:
        return None
    sign, unit = _SIGNS.get(found[1], found[1]), found[3].lower()
    if unit.startswith("char") or unit == "字符":
        keys = _LENGTHS
    elif unit.startswith("item") or unit == "项":
        keys = _ITEMS
    else:
        keys = _NUMBERS if of_type in {"integer", "number"} else {}
    return (keys[sign], number(found[2])) if sign in keys else None


def number(digits: str) -> Json:
    """A number as it is printed: a whole one stays whole. Raises ValueError where it is none."""
    read = json.loads(digits)
    if type(read) not in {int, float}:
        raise ValueError(f"{digits!r} is no number")
    return read
