"""Lint rules for x-task and x-retry: waiting is data, and data that leads nowhere would only fail at run time."""

from jsonschema import Draft202012Validator

from contract.closed import violations
from contract.mismatch import Report
from contract.spec import Operation, Spec, media
from contract.tasks import CLASSES, check_status, schema_at
from contract.values import ABSENT, JsonObject, Words, join

_POINTER = {"type": "string", "pattern": "^(/[^/]+)+$"}
_STATUSES = {"type": "array", "items": {"type": "integer"}, "uniqueItems": True}
_TASK = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "key", "result", "query"],
    "anyOf": [{"required": ["status"]}, {"required": ["filled"]}],
    "properties": {
        "id": _POINTER,
        "key": {"type": "string"},
        "result": _POINTER,
        "filled": {"type": "array", "items": _POINTER, "minItems": 1},
        "status": {
            "type": "object",
            "additionalProperties": False,
            "required": ["at", *CLASSES],
            "properties": {"at": _POINTER, **dict.fromkeys(CLASSES, _STATUSES)},
        },
        "query": {
            "type": "object",
            "additionalProperties": False,
            "required": ["operationId", "parameters"],
            "properties": {
                "operationId": {"type": "string"},
                "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        },
        "x-assumed": True,
    },
}
_RETRY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["seconds", "tries"],
    "properties": {
        "seconds": {"type": "array", "items": {"type": "number", "exclusiveMinimum": 0}, "minItems": 1},
        "tries": {"type": "integer", "minimum": 1},
        "x-assumed": True,
    },
}


def tasks_are_in_form(spec: Spec, report: Report) -> None:
    """x-task has its known keys, and says when a task is done: by status, by a filled result, or by both."""
    for operation in spec.operations.values():
        if operation.task is not None:
            owned = operation.operation_id, operation.source
            _form(report, owned, f"{operation.pointer}/x-task", _TASK, operation.task)


def retries_are_in_form(spec: Spec, report: Report) -> None:
    """x-retry has its known keys."""
    for pointer, node in spec.objects:
        if "x-retry" in node:
            _form(report, spec.owner(pointer), f"{pointer}/x-retry", _RETRY, node["x-retry"])


def task_pointers_lead_somewhere(spec: Spec, report: Report) -> None:
    """Where x-task says that the id, the result, the status stand, the success schema has a property."""
    for operation, task in _tasks(spec):
        pointers = {"id": task["id"], "result": task["result"]}
        pointers |= {f"filled/{index}": pointer for index, pointer in enumerate(task.get("filled", []))}
        if "status" in task:
            pointers["status/at"] = task["status"]["at"]
        for key, pointer in pointers.items():
            place, there = f"{operation.pointer}/x-task/{key}", schema_at(operation.success_schema, pointer) is not None
            wanted = Words("a field of the success schema")
            report.check(operation.operation_id, place, wanted, pointer, operation.source, good=there)


def task_query_exists(spec: Spec, report: Report) -> None:
    """The query is an operation, gets its path parameters, and both bodies have the key."""
    for operation, task in _tasks(spec):
        name, source, here = operation.operation_id, operation.source, f"{operation.pointer}/x-task"
        asked = task["query"]
        query = spec.operations.get(asked["operationId"])
        place = f"{here}/query/operationId"
        report.check(name, place, Words("an operation"), asked["operationId"], source, good=query is not None)
        if query is None:
            continue
        wanted = {row["name"]: row["schema"] for row in query.parameters if row["in"] == "path"}
        given = asked["parameters"]
        report.compare(name, f"{here}/query/parameters", sorted(wanted), sorted(given), source)
        for parameter in sorted(wanted.keys() & given.keys()):
            broken = violations(wanted[parameter], given[parameter])
            place = join(here, "query", "parameters", parameter)
            report.check(name, place, wanted[parameter], given[parameter], source, good=not broken)
        for body in (operation, query):
            key = task["key"]
            has = key in body.request_schema.get("properties", {})
            field = Words(f"a field of the request of {body.operation_id}")
            report.check(name, f"{here}/key", field, key, source, good=has)


def statuses_are_classified(spec: Spec, report: Report) -> None:
    """No status is in two classes, and each one that an example shows is in one."""
    for operation, task in _tasks(spec):
        listed = [value for name in CLASSES for value in task.get("status", {}).get(name, [])]
        twice = sorted({value for value in listed if listed.count(value) > 1})
        place = f"{operation.pointer}/x-task/status"
        report.compare(operation.operation_id, place, [], twice, operation.source, do="leave each status in one class")
        example = media(operation.raw.get("responses", {}).get("200", {}))[1].get("example", ABSENT)
        check_status(report, operation, example, f"{operation.pointer}/responses/200/example", operation.source)


def _tasks(spec: Spec) -> list[tuple[Operation, JsonObject]]:
    found = [(operation, operation.task) for operation in spec.operations.values()]
    return [(operation, task) for operation, task in found if task and Draft202012Validator(_TASK).is_valid(task)]


def _form(report: Report, owned: tuple[str, str], pointer: str, form: JsonObject, value: JsonObject) -> None:
    broken = violations(form, value)
    for place, wanted, found in broken:
        report.fail(owned[0], pointer + place, wanted, found, owned[1])
    if not broken:
        report.ok(owned[0])
