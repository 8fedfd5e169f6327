"""Lint rules for x-task and x-retry: waiting is data, and data that leads nowhere would only fail at run time."""

from jsonschema import Draft202012Validator

from contract.closed import violations
from contract.mismatch import Report
from contract.spec import Operation, Spec, media
from contract.tasks import CLASSES, check_status, schema_at
from contract.values import ABSENT, JsonObject, Words, at, join, split

_POINTER = {"type": "string", "pattern": "^(/[^/]+)+$"}
_STATUSES = {"type": "array", "items": {"type": "integer"}, "uniqueItems": True}
_TASK = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "query"],
    "if": {"properties": {"query": {"minItems": 1}}},
    "then": {"required": ["result"], "anyOf": [{"required": ["status"]}, {"required": ["filled"]}]},
    "else": {"properties": {key: {"not": {}} for key in ("result", "filled", "status")}},
    "properties": {
        "id": _POINTER,
        "key": {"type": "string"},
        "result": {
            "type": "object",
            "additionalProperties": False,
            "required": ["at", "schema"],
            "properties": {"at": _POINTER, "schema": {"type": "object", "required": ["properties"]}},
        },
        "filled": {"type": "array", "items": _POINTER, "minItems": 1},
        "status": {
            "type": "object",
            "additionalProperties": False,
            "required": ["at", *CLASSES],
            "properties": {"at": _POINTER, **dict.fromkeys(CLASSES, _STATUSES)},
        },
        "query": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["operationId", "parameters", "ask"],
                "properties": {
                    "operationId": {"type": "string"},
                    "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
                    "ask": {
                        "type": "object",
                        "minProperties": 1,
                        "maxProperties": 1,
                        "additionalProperties": {"enum": ["id", "key"]},
                    },
                },
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


_ANSWER = {
    "type": "object",
    "additionalProperties": False,
    "required": ["unknown"],
    "properties": {
        "unknown": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1, "uniqueItems": True},
        "progress": _POINTER,
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


def task_answers_are_in_form(spec: Spec, report: Report) -> None:
    """x-task-answer has its known keys, and its progress is a number of the answer."""
    for operation in spec.operations.values():
        said, here = operation.raw.get("x-task-answer"), f"{operation.pointer}/x-task-answer"
        if said is None:
            continue
        _form(report, (operation.operation_id, operation.source), here, _ANSWER, said)
        if "progress" in said:
            found = _nullable_schema_at(operation.success_schema, str(said["progress"])) or {}
            good, wanted = found.get("type") == "number", Words("a number of the answer")
            place = f"{here}/progress"
            report.check(operation.operation_id, place, wanted, said["progress"], operation.source, good=good)


def _nullable_schema_at(schema: JsonObject, pointer: str) -> JsonObject | None:
    """As schema_at, through objects that may be null."""
    for part in split(pointer):
        schema = next((one for one in schema.get("oneOf", []) if "properties" in one), schema)
        if part not in schema.get("properties", {}):
            return None
        schema = schema["properties"][part]
    return schema


def task_pointers_lead_somewhere(spec: Spec, report: Report) -> None:
    """Where x-task says that the id stands, the submit's answer has a field; likewise the result for the rest."""
    for operation, task in _tasks(spec):
        found = {"id": (task["id"], schema_at(operation.success_schema, task["id"]))}
        if "result" in task:
            written, place = _as_written(spec, operation)["result"]["schema"], f"{operation.pointer}/x-task/result"
            wanted, good = Words("a $ref to a schema under components/schemas"), list(written) == ["$ref"]
            report.check(operation.operation_id, f"{place}/schema", wanted, written, operation.source, good=good)
            within = {f"filled/{index}": pointer for index, pointer in enumerate(task.get("filled", []))}
            within |= {"status/at": task["status"]["at"]} if "status" in task else {}
            top = task["result"]["at"]
            for key, pointer in within.items():
                below = pointer.startswith(f"{top}/")
                found[key] = pointer, schema_at(task["result"]["schema"], pointer.removeprefix(top)) if below else None
        for key, (pointer, schema) in found.items():
            place = f"{operation.pointer}/x-task/{key}"
            wanted = Words("a field of the submit's answer" if key == "id" else "a field of the result")
            report.check(operation.operation_id, place, wanted, pointer, operation.source, good=schema is not None)


def task_query_exists(spec: Spec, report: Report) -> None:
    """Each query is an operation, gets its path parameters and the id, and answers where the result is looked for."""
    for operation, task in _tasks(spec):
        name, source, here = operation.operation_id, operation.source, f"{operation.pointer}/x-task"
        if "key" in task:
            good = task["key"] in operation.request_schema.get("properties", {})
            report.check(name, f"{here}/key", Words("a field of the request"), task["key"], source, good=good)
        for index, asked in enumerate(task["query"]):
            query, place = spec.operations.get(asked["operationId"]), f"{here}/query/{index}"
            wanted = Words("an operation")
            good = query is not None
            report.check(name, f"{place}/operationId", wanted, asked["operationId"], source, good=good)
            if query is not None:
                _parameters(report, operation, query, asked["parameters"], f"{place}/parameters")
                ((field, by),) = asked["ask"].items()
                known = Words(f"a field of the request of {query.operation_id}")
                good = field in query.request_schema.get("properties", {})
                report.check(name, f"{place}/ask", known, field, source, good=good)
                good = by == "id" or "key" in task
                report.check(name, f"{place}/ask", Words("a key, which x-task then names"), by, source, good=good)
                top = task["result"]["at"]
                good = schema_at(query.success_schema, top) is not None
                known = Words(f"a field of the answer of {query.operation_id}")
                report.check(name, f"{here}/result/at", known, top, source, good=good)


def _as_written(spec: Spec, operation: Operation) -> JsonObject:
    """x-task with its references left in."""
    written: JsonObject = at(spec.document, f"{operation.pointer}/x-task")
    return written


def _parameters(report: Report, operation: Operation, query: Operation, given: JsonObject, place: str) -> None:
    wanted = {row["name"]: row["schema"] for row in query.parameters if row["in"] == "path"}
    report.compare(operation.operation_id, place, sorted(wanted), sorted(given), operation.source)
    for name in sorted(wanted.keys() & given.keys()):
        good = not violations(wanted[name], given[name])
        report.check(operation.operation_id, join(place, name), wanted[name], given[name], operation.source, good=good)


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
