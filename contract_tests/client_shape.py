"""The generated client beside the spec: its files, its methods and its models."""

import inspect
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

import attrs

from contract.fields import fields, required
from contract.mismatch import Report
from contract.spec import FILE, Operation, Spec
from contract.values import ABSENT, Json, JsonObject, Words, join
from contract_tests.calls import method_name, python_name
from contract_tests.client_rules import EDGE, types_of, types_taken
from scripts.generate import files


def compare_files(made: Path, there: Path) -> Report:
    """What generating gives against what is committed, byte for byte; the stamp with its hashes is one of the files."""
    report = Report(EDGE)
    one, other = _files(made), _files(there)
    for name in sorted(one.keys() | other.keys()):
        expected, actual = _first_difference(one.get(name), other.get(name))
        good = one.get(name) == other.get(name)
        report.check("all", f"/generated/{name}", expected, actual, FILE, good=good)
    return report


def _first_difference(one: bytes | None, other: bytes | None) -> tuple[Json, Json]:
    if one is None or other is None:
        there = Words("the file")
        return (ABSENT, there) if one is None else (there, ABSENT)
    lines = zip_longest(*(content.decode().splitlines() for content in (one, other)), fillvalue="the file's end")
    number, pair = next(((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1]), (0, ("", "")))
    return Words(f"line {number}: {pair[0].strip()}"), Words(f"line {number}: {pair[1].strip()}")


def compare_method(operation: Operation, client: object) -> Report:
    """The operation has a method with the documented keywords; what is required there is required here."""
    report = Report(EDGE)
    resource, name = method_name(operation)
    method = getattr(getattr(client, resource, None), name, None)
    if method is None:
        there = Words("no such method")
        report.fail(operation.operation_id, "", Words(f"client.{resource}.{name}"), there, operation.source)
        return report
    body = operation.request_schema
    task = operation.task or {}
    made = task["key"] if task.get("query") and "key" in task else None
    wanted = {python_name(parameter["name"]): True for parameter in operation.parameters}
    for field in fields(body):
        wanted[python_name(field)] = field in required(body) and field != made
    seen = {p.name: p.default is inspect.Parameter.empty for p in inspect.signature(method).parameters.values()}
    for keyword in sorted(wanted.keys() | seen.keys()):
        expected, actual = (_required(found.get(keyword)) for found in (wanted, seen))
        report.compare(operation.operation_id, join("", keyword), expected, actual, operation.source)
    return report


def compare_model(spec: Spec, name: str, schema: JsonObject, models: Mapping[str, type[Any]]) -> Report:
    """The object has a model with a field for each property, under its wire name, required and typed alike."""
    report = Report(EDGE)
    ref = f"#/components/schemas/{name}"
    source = f"{FILE}, {ref}"
    operations = spec.users.get(ref, [])
    operation = operations[0].operation_id if operations else name
    model = models.get(name)
    if model is None:
        report.fail(operation, f"/{name}", Words(f"a model {name}"), ABSENT, source)
        return report
    seen = {field.metadata["wire"][0]: field for field in attrs.fields(model) if "wire" in field.metadata}
    wanted = fields(schema)
    for name_on_wire in sorted(wanted.keys() | seen.keys()):
        pointer, here = join("", name, name_on_wire), seen.get(name_on_wire)
        expected = _required(name_on_wire in required(schema) if name_on_wire in wanted else None)
        actual = _required(None if here is None else here.default is attrs.NOTHING)
        report.compare(operation, pointer, expected, actual, source)
        if here is not None and name_on_wire in wanted:
            named = python_name(name_on_wire)
            report.compare(
                operation, pointer, Words(f"the attribute {named}"), Words(f"the attribute {here.name}"), source
            )
            types, taken = types_of(wanted[name_on_wire]), types_taken(here.metadata["wire"][1])
            report.compare(operation, pointer, Words(types or taken), Words(taken), source)
    return report


def _files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files(folder)}


def _required(flag: bool | None) -> Json:
    return Words("absent" if flag is None else "required" if flag else "optional")
