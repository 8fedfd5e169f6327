"""What the generated client knows beside its models' names: types, enums' numbers, rules of waiting."""

from typing import Any

from contract.fields import aliases
from contract.mismatch import Report
from contract.spec import FILE, Operation, Spec, unwrap
from contract.tasks import Question, answers_with_result, questions, schema_at
from contract.values import Json, JsonObject, at, join

EDGE = "spec-client"
_SAMPLES: dict[str, Json] = {"string": "x", "integer": 3, "number": 1.5, "boolean": True, "null": None, "array": []}


def types_of(written: JsonObject) -> str | None:
    """The types that a field's codec must take, in words; None where that is an enum, anything, or one of several."""
    schema = unwrap(written)
    types = schema.get("type")
    every = {types} if isinstance(types, str) else set(types or [])
    free = every - {"null"} == {"object"} and "properties" not in schema
    if "x-open-enum" in schema or free or len(every - {"null"}) != 1:
        return None
    every |= {"integer"} if "number" in every else set()
    return " or ".join(sorted(every - {"object"})) or "object"


def types_taken(codec: Any) -> str:
    """The types that a codec takes, in words."""
    taken = []
    for name, value in _SAMPLES.items():
        try:
            codec.encode(value)
        except (TypeError, AttributeError):
            continue
        taken.append(name)
    return " or ".join(sorted(taken)) or "object"


def compare_enum(spec: Spec, name: str, enum: Any) -> Report:
    """An open enum has the spec's numbers under the spec's names."""
    report = Report(EDGE)
    ref = f"#/components/schemas/{name}"
    operations = spec.users.get(ref, [])
    operation, source = operations[0].operation_id if operations else name, f"{FILE}, {ref}"
    wanted: JsonObject = spec.target(ref)["x-open-enum"]
    seen = {} if enum is None else {str(member.value): member.name for member in enum}
    for number in sorted(wanted.keys() | seen.keys()):
        report.compare(operation, join("", name, number), wanted.get(number), seen.get(number), source)
    return report


def compare_rules(spec: Spec, operation: Operation, rules: Any) -> Report:
    """What the client knows of waiting is the operation's x-task, word for word."""
    report = Report(EDGE)
    seen = _known(rules)
    for place, value in _written(spec, operation).items():
        report.compare(operation.operation_id, f"/x-task/{place}", value, seen[place], operation.source)
    return report


def _written(spec: Spec, operation: Operation) -> JsonObject:
    task = operation.raw["x-task"]
    status, asked = task.get("status", {}), list(questions(spec, operation))
    ref = at(spec.document, f"{operation.pointer}/x-task/result/schema/$ref")
    return {
        "id": sorted([task["id"], *_other_names(operation, task["id"])]),
        "result/at": task["result"]["at"],
        "result/schema": f"models.{str(ref).rpartition('/')[2]}",
        "result/at_once": answers_with_result(operation),
        "filled": task.get("filled", []),
        "status/at": status.get("at"),
        "status/done": [int(number) for number in status.get("done", [])],
        "status/failed": [int(number) for number in status.get("failed", [])],
        "query": [_question(question) for question in asked],
    }


def _known(rules: Any) -> JsonObject:
    by = "key" if rules.by_key else "id"
    return {
        "id": sorted(rules.id_at),
        "result/at": rules.result_at,
        "result/schema": rules.result.expected,
        "result/at_once": rules.at_once,
        "filled": list(rules.filled),
        "status/at": rules.status_at,
        "status/done": list(rules.done),
        "status/failed": list(rules.failed),
        "query": [[q.operation, q.path, {q.ask: by}, list(q.unknown), q.progress_at] for q in rules.questions],
    }


def _question(question: Question) -> list[Json]:
    path = question.query.path
    for name, value in question.parameters.items():
        path = path.replace(f"{{{name}}}", value)
    told = question.query.raw.get("x-task-answer", {})
    asked = {question.field: question.by}
    return [question.query.operation_id, path, asked, told.get("unknown", []), told.get("progress")]


def _other_names(operation: Operation, pointer: str) -> list[str]:
    above, _, name = pointer.rpartition("/")
    holder = schema_at(operation.success_schema, above) or {}
    return [join(above, other) for other in aliases(holder).get(name, [])]
