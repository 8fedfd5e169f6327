"""What x-task says of waiting: which statuses are classified, and whose result a query answers with."""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from contract.mismatch import Report
from contract.spec import Operation, Spec
from contract.values import ABSENT, Json, JsonObject, Words, at, join, split

CLASSES = ("waiting", "done", "failed")


def schema_at(schema: JsonObject, pointer: str) -> JsonObject | None:
    """The schema of the property to which a pointer into a value leads."""
    for part in split(pointer):
        if part not in schema.get("properties", {}):
            return None
        schema = schema["properties"][part]
    return schema


def check_status(report: Report, operation: Operation, body: Json, pointer: str, source: str) -> None:
    """A status that an answer shows must be waiting, done or failed in the operation's x-task."""
    status = (operation.task or {}).get("status", {})
    shown = at(body, status["at"]) if status else ABSENT
    if shown is ABSENT:
        return
    known = [str(value) for name in CLASSES for value in status.get(name, [])]
    expected = Words(f"a status that x-task classifies: {', '.join(known)}")
    do = "say in the operation's x-task whether this status is waiting, done or failed"
    place = join(pointer, *split(status["at"]))
    report.check(operation.operation_id, place, expected, shown, source, good=str(shown) in known, do=do)


def submitters(spec: Spec, query: str, parameters: Mapping[str, str]) -> Iterator[Operation]:
    """The operations whose tasks are asked for by this query with these path parameters."""
    for operation in spec.operations.values():
        asked = (operation.task or {}).get("query", {})
        if asked.get("operationId") == query and asked.get("parameters", {}) == parameters:
            yield operation


def answer_with_result(spec: Spec, query: Operation, parameters: Mapping[str, str]) -> JsonObject:
    """The query's success schema, with the fields of the submitter's result beside its own."""
    schema = deepcopy(query.success_schema)
    for submitter in submitters(spec, query.operation_id, parameters):
        assert submitter.task
        place = submitter.task["result"]
        own, result = schema_at(schema, place), schema_at(submitter.success_schema, place)
        if own is not None and result is not None:
            own["properties"] = {**result.get("properties", {}), **own.get("properties", {})}
    return schema
