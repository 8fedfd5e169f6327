"""Write a page's facts as spec/pages has them: a row on one line where it fits, the keys in one order."""

import re
from itertools import chain
from typing import Any

import yaml

from contract.values import Json, JsonObject

WIDTH = 130  # columns at which PyYAML folds text
_UNFOLDED = 1 << 30
ROW_WIDTH = 140  # columns that a row may take on one line
_FLOW = {"between", "says", "retry_seconds", "acknowledgement", "enum", "enum_titles"}
_TABLES = {"headers", "path_params", "query_params", "body", "fields"}
_PAGE = (
    "slug page title zh_title tag zh_tag modified zh_page zh_modified facts_from endpoint method path server"
    " content_type lifecycle summary asynchronous asynchronous_note request response callback gaps contradictions prose"
)
_ROW = (
    "name type nullable deprecated items required title title_zh description note default minimum maximum"
    " exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems pattern format multipleOf precision"
    " example enum enum_titles"
)
_ORDER = {
    "page": _PAGE.split(),
    "request": ["headers", "path_params", "query_params", "body", "body_truncated", "example", "example_from"],
    "answer": ["from", "name", "content_type", "note", "fields", "fields_truncated", "example", "example_is_filler"],
    "callback": ["documented_in", "body", "acknowledgement", "retry_seconds", "retry_max", "note"],
    "row": _ROW.split(),
}


class _Flow(dict[str, Any]):
    """A mapping that is written on one line."""


class _FlowList(list[Any]):
    """A list that is written on one line."""


_OTHERS_READ_IT = re.compile(r"None|[-+]?(\.\d+|\d+\.?\d*)([eE][-+]?\d+)?")  # as null, or as a number by YAML 1.2


class _Dumper(yaml.SafeDumper):
    flow_level: int

    @property
    def best_width(self) -> int:  # the emitter asks before it folds; a row on one line is never folded
        return _UNFOLDED if self.flow_level else WIDTH

    @best_width.setter
    def best_width(self, width: int) -> None:
        pass

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - a value that stands twice is written twice
        return True


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
_Dumper.add_representer(
    _FlowList, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def _text(dumper: _Dumper, data: str) -> yaml.ScalarNode:
    style = "'" if _OTHERS_READ_IT.fullmatch(data) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _text)


def page_yaml(raw: JsonObject) -> str:
    """The text of spec/pages/<slug>.yaml for a page; loading it gives the page again."""
    return _dump({key: _styled(key, value, 0) for key, value in raw.items()})


def in_order(raw: JsonObject) -> JsonObject:
    """The page with its keys in the order of spec/pages; rows, examples and lists stay in theirs."""
    page = _ordered("page", raw)
    page["request"] = _tables(_ordered("request", page["request"]))
    page["response"] = {code: _tables(_ordered("answer", answer)) for code, answer in page["response"].items()}
    if page["callback"]:
        page["callback"] = _tables(_ordered("callback", page["callback"]))
    return page


def _ordered(kind: str, raw: JsonObject) -> JsonObject:
    known = [key for key in _ORDER[kind] if key in raw]
    return {key: raw[key] for key in chain(known, (key for key in raw if key not in known))}


def _tables(part: JsonObject) -> JsonObject:
    return {key: _rows(value) if key in _TABLES and value else value for key, value in part.items()}


def _rows(fields: list[JsonObject]) -> list[JsonObject]:
    return [_tables(_ordered("row", field)) for field in fields]


def _styled(key: str, value: Json, indent: int) -> Json:
    if key == "example":
        return value
    if key in _FLOW and isinstance(value, list | dict):
        flow = _FlowList(value) if isinstance(value, list) else _Flow(value)
        return flow if _fits(flow, indent + len(key) + len(": ")) else value
    if key in _TABLES and isinstance(value, list):
        return [_row(row, indent) for row in value]
    if isinstance(value, list):
        return [_styled("", item, indent) for item in value]
    if isinstance(value, dict):
        return {name: _styled(name, child, indent + 2) for name, child in value.items()}
    return value


def _row(row: JsonObject, indent: int) -> JsonObject:
    nests = row.get("fields") or any(isinstance(value, dict) for value in row.values())
    if not nests and _fits(_Flow(row), indent + len("- ")):
        return _Flow(row)
    return {key: _styled(key, value, indent + 2) for key, value in row.items()}


def _dump(value: Json) -> str:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True)


def _fits(flow: _Flow | _FlowList, column: int) -> bool:
    return column + len(_dump(flow).rstrip("\n")) <= ROW_WIDTH
