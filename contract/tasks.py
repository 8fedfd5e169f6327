"""What x-task says of waiting: which statuses are classified, and whose result a query answers with."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import NamedTuple

from contract.mismatch import Report
from contract.spec import Operation, Spec
from contract.values import ABSENT, Json, JsonObject, Words, at, join, split

CLASSES = ("waiting", "done", "failed")


class Question(NamedTuple):
    """One way of asking for the task that an operation starts."""

    submitter: Operation
    query: Operation
    parameters: Mapping[str, str]
    field: str
    """The field of the query's body that names the task."""
    by: str
    """What that field is given: id, from the submit's answer, or key, from its request."""


def questions(spec: Spec, submitter: Operation) -> Iterator[Question]:
    """How the task of an operation is asked for, in the order of asking."""
    for asked in (submitter.task or {}).get("query", []):
        ((field, by),) = asked["ask"].items()
        if asked["operationId"] in spec.operations:  # another one is the lint's finding
            yield Question(submitter, spec.operations[asked["operationId"]], asked["parameters"], field, by)


def questions_to(spec: Spec, query: Operation, parameters: Mapping[str, str] | None = None) -> list[Question]:
    """Every question that goes to this operation, with these path parameters where some are given."""
    every = [question for operation in spec.operations.values() for question in questions(spec, operation)]
    own = [question for question in every if question.query.operation_id == query.operation_id]
    return [question for question in own if parameters is None or question.parameters == parameters]


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


def result_of(operation: Operation) -> tuple[str, JsonObject]:
    """Where in an answer the result stands, and its schema: that of the task, else the data of the success."""
    if "result" in (task := operation.task or {}):
        return task["result"]["at"], task["result"]["schema"]
    return "/data", schema_at(operation.success_schema, "/data") or {}


def answers_with_result(operation: Operation) -> bool:
    """Whether the submit's own answer has the result's fields, so that a task may be done at once."""
    result = (operation.task or {}).get("result")
    if result is None:
        return False
    here = schema_at(operation.success_schema, result["at"]) or {}
    return bool(here.get("properties") == result["schema"].get("properties"))


def answer_with_result(spec: Spec, query: Operation, parameters: Mapping[str, str]) -> JsonObject:
    """The query's success schema, with the fields of the submitter's result beside its own."""
    schema = deepcopy(query.success_schema)
    for question in questions_to(spec, query, parameters):
        assert question.submitter.task
        result = question.submitter.task["result"]
        own = schema_at(schema, result["at"])
        if own is not None:
            own["properties"] = {**own.get("properties", {}), **result["schema"].get("properties", {})}
    return schema
