"""Read the rows of a table that is copied from the browser: a name, a type, then what the page says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from apifox import labels
from apifox.doubts import Draft
from apifox.limits import json_at, longest_text, pattern_trouble
from apifox.nesting import ROOT, FlatRow, parents
from apifox.printed_types import TypeText, limit_facts, looks_like_limits, number, type_text
from contract.values import Json, JsonObject, join

_NAME_SIZE = 128
_WHOLE = re.compile(r"-?\d{1,30}")
_NUMERIC = {"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "multipleOf"}
_ALONE = {
    "default",
    "default value",
    "allowed values",
    "enum values",
    "默认值",
    "枚举值",
    "示例值",
}  # labels that need no colon


class Line(NamedTuple):
    """A line that is not blank: its number from 1, its text without space around it, where it begins in the page."""

    number: int
    text: str
    start: int


@dataclass
class Row:
    """A row before it is known in which object it stands."""

    name: str
    line: int
    type: TypeText
    facts: JsonObject = field(default_factory=dict)
    prose: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether rows may stand in it."""
        return self.type.type == "object" or (self.type.type == "array" and self.type.items in {"object", None})


def starts_row(one: str, two: str) -> bool:
    """Whether two lines are a row's name and type."""
    return len(one) <= _NAME_SIZE and not one.endswith((":", "：")) and " " not in one and type_text(two) is not None


def is_open_label(text: str) -> bool:
    """Whether a line is a label whose value stands on the next line."""
    key, value = _labelled(text)
    return key is not None and not value


def read_rows(draft: Draft, pointer: str, lines: list[Line], language: str) -> list[Row]:
    """The rows of a table; lines before the first one are doubts."""
    starts = list(_starts(lines))
    for line in lines[: starts[0]] if starts else lines:
        draft.doubt(pointer, line.number, "a line before the first row is not understood")
    if not starts:
        return []
    found = []
    for at, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        of_type = type_text(lines[at + 1].text)
        assert of_type is not None
        row = Row(lines[at].text, lines[at].number, of_type)
        _read_row(draft, join(pointer, row.name), row, lines[at + 2 : after], language)
        found.append(row)
    return found


def _starts(lines: list[Line]) -> Iterator[int]:
    at = 0
    while at < len(lines) - 1:
        if is_open_label(lines[at].text):
            at += 2
        elif starts_row(lines[at].text, lines[at + 1].text):
            yield at
            at += 2
        else:
            at += 1


def _read_row(draft: Draft, pointer: str, row: Row, lines: list[Line], language: str) -> None:
    flags = labels.REQUIRED[language]
    badges = [line for line in lines[:4] if line.text.lower() in labels.BADGES]
    lines = [line for line in lines if line not in badges]
    for badge in badges:
        _take_badge(row, badge.text.lower())
    flag = next((index for index, line in enumerate(lines[:2]) if line.text.lower() in flags), None)
    row.facts["required"] = None if flag is None else flags[lines[flag].text.lower()]
    if flag is None:
        draft.doubt(
            pointer, row.line, "no required or optional beside the type; whether a line below is its title is open too"
        )
    elif flag == 1:
        row.facts["title_zh" if labels.is_chinese(lines[0].text) else "title"] = lines[0].text
    _type_facts(draft, pointer, row)
    rest = lines if flag is None else lines[flag + 1 :]
    while rest:
        rest = rest[_read_line(draft, pointer, row, rest) :]


def _type_facts(draft: Draft, pointer: str, row: Row) -> None:
    if row.type.trouble:
        draft.doubt(pointer, row.line, row.type.trouble)
    if row.type.nullable:
        row.facts["nullable"] = True
    if row.type.format:
        row.facts["format"] = row.type.format
    for text in row.type.limits:
        _take_limits(draft, pointer, row, row.line, text)


def _take_limits(draft: Draft, pointer: str, row: Row, line: int, text: str) -> None:
    facts = limit_facts(text, row.type.type)
    if facts is None:
        draft.doubt(pointer, line, "a limit of which the unit is not sure (value, characters or items)")
    else:
        row.facts.update(facts)


def _read_line(draft: Draft, pointer: str, row: Row, lines: list[Line]) -> int:
    """Take in the next line, or the next few that belong together; return how many."""
    line, low = lines[0], lines[0].text.lower()
    key, value = _labelled(line.text)
    if key:
        return _read_value(draft, pointer, row, lines, key=key, value=value)
    if looks_like_limits(line.text):
        _take_limits(draft, pointer, row, line.number, line.text)
    elif low in labels.BADGES:
        _take_badge(row, low)
    elif low not in labels.NOISE:
        if line.text.endswith((":", "：")) and len(line.text) <= 40:
            draft.doubt(pointer, line.number, "a label that is not known; it is taken as description")
        if len(lines) > 1 and " " in line.text and len(line.text) <= 40 and type_text(lines[1].text) is not None:
            draft.doubt(pointer, line.number, "this may be a row whose name has a space; it is taken as description")
        row.prose.append(line.text)
    return 1


def _take_badge(row: Row, badge: str) -> None:
    if labels.BADGES[badge]:
        row.facts[labels.BADGES[badge]] = True


def _labelled(text: str) -> tuple[str | None, str]:
    """The fact that a line's label announces, and what stands behind the label in the line."""
    if text.lower() in _ALONE:
        return labels.VALUE[text.lower()], ""
    cut = min((at for at in (text.find(":"), text.find("：")) if at >= 0), default=-1)
    if not 0 < cut <= 20:
        return None, ""
    return labels.VALUE.get(labels.folded(text[:cut])), text[cut + 1 :].strip()


def _read_value(draft: Draft, pointer: str, row: Row, lines: list[Line], *, key: str, value: str) -> int:
    behind = 0
    while 1 + behind < len(lines) and not _ends_values(lines[1 + behind :]):
        behind += 1
    if key == "enum":
        values, used = ([value], 1) if value else ([line.text for line in lines[1 : 1 + behind]], 1 + behind)
        _take_enum(draft, pointer, row, lines[0].number, values, one_line=bool(value))
        return used
    if not value and not behind:
        draft.doubt(pointer, lines[0].number, f"the label of {key} has no value behind it")
        return 1
    used = 1 if value else 2
    text = value or lines[1].text
    if key in {"example", "examples"}:
        if not value and behind > 1 and row.type.type in {"array", "object"}:
            text, used = "\n".join(line.text for line in lines[1 : 1 + behind]), 1 + behind
        if key == "examples" and used <= behind:
            used = 1 + behind
            draft.doubt(pointer, lines[0].number, "several example values; the first is kept")
        if not is_placeholder(text):
            row.facts["example"] = typed(text, row.type.type)
    else:
        _take_value(draft, pointer, row, lines[0].number, key=key, text=text)
    return used


def _ends_values(lines: list[Line]) -> bool:
    """Whether the first of some lines is none of the values above it."""
    text = lines[0].text
    is_name = len(lines) > 1 and type_text(lines[1].text) is not None
    return is_name or _labelled(text)[0] is not None or looks_like_limits(text)


def _take_value(draft: Draft, pointer: str, row: Row, line: int, *, key: str, text: str) -> None:
    if key == "default":
        row.facts["default"] = typed(text, row.type.type)
    elif key in _NUMERIC:
        try:
            row.facts[key] = number(text)
        except ValueError:
            draft.doubt(pointer, line, f"the value of {key} is no number")
    else:
        row.facts[key] = text


def _take_enum(draft: Draft, pointer: str, row: Row, line: int, texts: list[str], *, one_line: bool) -> None:
    if one_line:
        parts = [part.strip() for part in re.split("[,，、|]", texts[0])]
        if len(parts) == 1 and " " in texts[0] and row.type.type in {"integer", "number"}:
            parts = texts[0].split()
        texts = parts
        unsure = len(texts) == 1 and " " in texts[0]
    else:
        unsure = any(":" in text or "：" in text or "\t" in text for text in texts)
    of_type = row.type.items if row.type.type == "array" else row.type.type
    values = [typed(text, of_type) for text in texts if text]
    wrong = of_type in {"integer", "number", "boolean"} and any(isinstance(value, str) for value in values)
    if unsure or wrong or not values:
        draft.doubt(pointer, line, "the allowed values cannot be told from each other, or from what is said of them")
    elif row.type.type == "array":
        draft.doubt(pointer, line, "allowed values of an array's items: the form of spec/pages has no place for them")
    else:
        row.facts["enum"] = list(dict.fromkeys(values))


def is_placeholder(value: Json) -> bool:
    """Whether a value is one of Apifox's {{variables}}, which stand in an example's place and are none."""
    if not isinstance(value, str):
        return False
    start = value.find("{{")
    return start >= 0 and value.find("}}", start) >= 0


def typed(text: str, of_type: str | None) -> Json:
    """A value that is printed as text, as the type that its row has; as text where it is not of that type."""
    if of_type == "boolean" and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if of_type in {"integer", "number"}:
        try:
            return number(text)
        except ValueError:
            return text
    if of_type in {"array", "object"}:
        try:
            value, end = json_at(text, 0)
        except ValueError:
            return text
        return value if not text[end:].strip() else text
    return text


def nested(draft: Draft, table: str, rows: list[Row], example: JsonObject | None) -> tuple[list[JsonObject], bool]:
    """The rows in the objects in which they stand, and whether all of them could be placed."""
    above = parents([FlatRow(row.name, row.holds, row.type.count) for row in rows], example)
    made = [_page_row(row) for row in rows]
    pointers: list[str | None] = []
    top: list[JsonObject] = []
    subject = longest_text(example)
    for index, (row, parent) in enumerate(zip(rows, above, strict=True)):
        base = table if parent == ROOT else None if parent is None else pointers[parent]
        if base is None:
            pointers.append(None)
            draft.unplaced.add((table, row.name))
            draft.doubt(
                join(table, "**", row.name), row.line, "the example does not decide in which object the row stands"
            )
            draft.say(join(table, "**", row.name), " ".join(row.prose))
            continue
        here = join(base, row.name)
        pointers.append(f"{here}/*" if row.type.type == "array" else here)
        draft.say(here, " ".join(row.prose))
        check_pattern(draft, here, row.line, made[index], subject)
        siblings = top if parent == ROOT else made[_index(parent)].setdefault("fields", [])
        siblings.append(made[index])
        if row.type.type == "array" and row.type.items is None and index + 1 < len(rows) and above[index + 1] == index:
            made[index]["items"] = "object"
        counted = sum(each == index for each in above)
        if row.type.count and counted != row.type.count:
            draft.doubt(
                here,
                row.line,
                f"the page says {row.type.count} rows stand in it, {counted} are seen; unfold it before copying",
            )
    return top, all(pointer is not None for pointer in pointers)


def _index(parent: int | None) -> int:
    assert parent is not None
    return parent


def _page_row(row: Row) -> JsonObject:
    made: JsonObject = {"name": row.name, "type": row.type.type}
    if row.type.type == "array" and row.type.items:
        made["items"] = row.type.items
    return {**made, **row.facts}


def check_pattern(draft: Draft, pointer: str, line: int | None, row: JsonObject, subject: int) -> None:
    """Take a pattern out of a row where trying it could take very long."""
    if "pattern" in row:
        longest = max(subject, longest_text([row.get("example"), row.get("default")]))
        if trouble := pattern_trouble(str(row["pattern"]), longest):
            del row["pattern"]
            draft.doubt(pointer, line, f"its pattern is not taken: {trouble}")
