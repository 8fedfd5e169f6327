"""A page alone: do its tables agree with its own examples?"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from operator import ge, gt, le, lt
from typing import NamedTuple

from contract.mismatch import Report
from contract.pages import CUT, Page, examples, places, rows, tables
from contract.values import ABSENT, Json, JsonObject, Words, is_of, join, same

_EXAMPLE = ["table", "example"]
_DEFAULT = ["range", "default"]  # of one row
_REQUIRED = Words("required")
_BOUNDS = {
    "minimum": ge,
    "minLength": ge,
    "minItems": ge,
    "maximum": le,
    "maxLength": le,
    "maxItems": le,
    "exclusiveMinimum": gt,
    "exclusiveMaximum": lt,
}
_MEASURES = {"pattern": str, "minLength": str, "maxLength": str, "minItems": list, "maxItems": list}


class _Check(NamedTuple):
    pointer: str
    table: Json
    example: Json
    good: bool
    between: list[str] = _EXAMPLE

    def entry(self) -> JsonObject:
        """The contradiction that declares it."""
        return {"at": self.pointer, "between": self.between, "says": [self.table, self.example]}


def check_page(page: Page) -> Report:
    """Compare a page's tables with its examples, and both with the contradictions that it declares."""
    report = Report("pages")
    declared = {_key(entry): entry for entry in page.raw["contradictions"] if entry["between"] in (_EXAMPLE, _DEFAULT)}
    found = set()
    for check in _checks(page):
        key = _key(check.entry())
        good = check.good or key in declared
        do = "" if good else _declare(check)
        report.check(page.slug, check.pointer, check.table, check.example, page.source, good=good, do=do)
        if not check.good:
            found.add(key)
    for key, entry in declared.items():
        do = "the two agree by now, or differ otherwise: take the entry out of contradictions, or mend its values"
        none = Words("no such contradiction")
        report.check(page.slug, entry["at"], entry["says"], none, page.source, good=key in found, do=do)
    known = places(page)
    for entry in page.raw["contradictions"]:
        do = "let the contradiction's at point at a place of the file"
        there = Words("a place that exists")
        report.check(page.slug, entry["at"], there, ABSENT, page.source, good=entry["at"] in known, do=do)
    return report


def contradictions(page: Page) -> list[JsonObject]:
    """Every contradiction that a page's tables and examples show, declared or not, as the entry that declares it."""
    return [_plain(check.entry()) for check in _checks(page) if not check.good]


def _plain(value: Json) -> Json:
    """Words as text, so that the value can be written."""
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    return str(value) if isinstance(value, str) else value


def _key(entry: JsonObject) -> str:
    return json.dumps(entry, sort_keys=True)


def _declare(check: _Check) -> str:
    entry = json.dumps(check.entry(), ensure_ascii=False)
    return f"mend the file if it was copied wrong; else add to contradictions: {entry}"


def _checks(page: Page) -> Iterator[_Check]:
    yield from _placeholders(page)
    for table in tables(page):
        for pointer, field in rows(*table):
            for key, between in (("example", _EXAMPLE), ("default", _DEFAULT)):
                if key in field:
                    alone = _value(join(pointer, key), {**field, "fields": None}, field[key], cut=False)
                    yield from (check._replace(between=between) for check in alone)
    request, answers = page.raw["request"], page.raw["response"]
    for pointer, example in examples(page):
        status = pointer.split("/")[2]
        fields = request["body"] if status == "example" else answers[status]["fields"]
        partial = request.get("body_truncated") if status == "example" else answers[status].get("fields_truncated")
        if fields:
            root = "/request/body" if status == "example" else f"/response/{status}"
            yield from _object(root, fields, example, cut=bool(example.get(CUT)), partial=bool(partial))


def _placeholders(page: Page) -> Iterator[_Check]:
    listed = page.raw["request"]["path_params"]
    in_path = sorted(re.findall(r"{(.*?)}", page.raw["path"] or ""))
    if listed is not None or not in_path:
        in_table = sorted(row["name"] for row in listed or [])
        yield _Check("/path", in_table, in_path, in_table == in_path)


def _object(pointer: str, fields: list[JsonObject], value: JsonObject, *, cut: bool, partial: bool) -> Iterator[_Check]:
    names = {field["name"] for field in fields} | {CUT}
    for key in sorted(value.keys() - names) if not partial else ():
        yield _Check(join(pointer, key), ABSENT, value[key], good=False)
    for field in fields:
        here = join(pointer, field["name"])
        if field["name"] in value:
            yield from _value(here, field, value[field["name"]], cut=cut)
        elif field.get("required") and not cut:
            yield _Check(here, _REQUIRED, ABSENT, good=False)


def _value(pointer: str, field: JsonObject, value: Json, *, cut: bool) -> Iterator[_Check]:
    if field.get("type"):
        good = is_of(value, field["type"]) or (value is None and bool(field.get("nullable")))
        yield _Check(pointer, field["type"], value, good)
        if not good or value is None:
            return
    for keyword in (key for key in field if key in {"enum", "pattern", *_BOUNDS}):
        yield _Check(pointer, {keyword: field[keyword]}, value, _within(keyword, field[keyword], value, cut=cut))
    for item in value if isinstance(value, list) else []:
        yield from _value(f"{pointer}/*", {"type": field.get("items"), "fields": field.get("fields")}, item, cut=cut)
    if isinstance(value, dict) and field.get("fields"):
        yield from _object(pointer, field["fields"], value, cut=cut, partial=False)


def _within(keyword: str, limit: Json, value: Json, *, cut: bool) -> bool:
    if cut and isinstance(value, str | list):
        return True  # it may go on where the example was cut
    if keyword == "enum":
        return any(same(value, allowed) for allowed in limit)
    if keyword in _MEASURES and not isinstance(value, _MEASURES[keyword]):
        return True  # a keyword of another type says nothing of it
    if keyword == "pattern":
        return re.search(limit, value) is not None
    measured = len(value) if keyword.endswith(("Length", "Items")) else value
    try:
        return bool(_BOUNDS[keyword](Decimal(str(measured)), Decimal(str(limit))))
    except InvalidOperation:
        return False  # a field of digits in a string whose example is no number
