"""How a caller waits for what a draft starts: guessed from the answer, and marked as a guess."""

import re

from contract.spec import Operation, Spec
from contract.values import Json, JsonObject, at, join
from drafting.schemas import Schemas

GUESS = "A draft's guess, not reviewed: "
IDS = ("taskId", "task_id", "id_task")
SHARED = (*IDS, "businessTaskId", "toolTask", "status", "desc")
_KEYS = ("businessTaskId", "id_task", "taskId", "task_id")
_LONGEST_KEY = 64  # characters; the client makes ids of less
_STATUSES = {0: "ZeroIsDoneStatus", 1: "OneIsDoneStatus", 2: "ToolTaskStatus"}
_TAKEN = "Not in the page's own answer; the answer of queryToolTask is taken to have it."
_SERVICE = "/AIGCImgOpenServ/saas/sd/"


def key_of(request: JsonObject) -> str | None:
    """The field of the request with the caller's own id of the task."""
    fields = request.get("properties", {})
    for name in _KEYS:
        schema = fields.get(name, {})
        loose = (
            not schema.keys() & {"pattern", "enum", "$ref"} and schema.get("maxLength", _LONGEST_KEY) >= _LONGEST_KEY
        )
        if schema.get("type") == "string" and loose:
            return name
    return None


def id_of(data: JsonObject) -> str | None:
    """The field of the answer's data with the service's id of the task."""
    fields = data.get("properties", {})
    own = (name for name in IDS if fields.get(name, {}).get("type") == "string" and "x-alias-of" not in fields[name])
    return next(own, None)


def tool_query(spec: Spec, path: str) -> tuple[Operation, dict[str, str]] | None:
    """The operation that asks for the tools' tasks, with the path parameter for the tool at this path."""
    for operation in spec.operations.values():
        tools = operation.raw.get("x-tools")
        if tools is None:
            continue
        (parameter,) = re.findall(r"{(.*?)}", tools["path"])
        schema = next(row["schema"] for row in operation.parameters if row["name"] == parameter)
        head = tools["path"].partition("{")[0]
        code = path.removeprefix(head)
        if path.startswith(head) and re.search(schema.get("pattern", ""), code):
            return operation, {parameter: code}
    return None


def image_task(spec: Spec, path: str) -> JsonObject | None:
    """The x-task of another operation that makes pictures, as it is written."""
    if not path.startswith(_SERVICE):
        return None
    for operation in spec.operations.values():
        written: JsonObject = at(spec.document, f"{operation.pointer}/x-task")
        if operation.path.startswith(_SERVICE) and isinstance(written, dict) and written.get("query"):
            return written
    return None


def complete(schemas: Schemas, data: JsonObject, example: Json) -> str | None:
    """Give the answer's data the fields that the tools' query answers with; give the field with the result."""
    fields = data["properties"]
    own = id_of(data)
    result = next((name for name, schema in fields.items() if name not in SHARED and _is_open(schema)), None)
    if own is not None and own != "taskId":
        fields["taskId"] = {**fields[own], "description": "The same under another name.", "x-alias-of": own}
        data["required"] = [name for name in data.get("required", []) if name != own]
        data["anyOf"] = [{"required": [own]}, {"required": ["taskId"]}]
        data["x-assumed"] = {"required": "One of the id's names is there; without an id nothing could be asked."}
    if "businessTaskId" not in fields:
        fields["businessTaskId"] = {
            "type": "string",
            "description": "The caller's own id of the task.",
            "x-assumed": _TAKEN,
        }
    done = _number(at(example, "/data/status"))
    done = 2 if done is None else done
    ref = f"#/components/schemas/{_STATUSES[done]}" if done in _STATUSES else schemas.add("Status", _status(done))
    said = {"x-assumed": _TAKEN} if "status" not in fields else {}
    kept = {key: value for key, value in fields.get("status", {}).items() if key in {"description", "x-assumed"}}
    fields["status"] = {"$ref": ref, **kept, **said}
    return result


def statuses(example: Json) -> JsonObject:
    """The classes of a status of which the example's, if there is one, stands beside a finished result."""
    done = _number(at(example, "/data/status"))
    done = 2 if done is None else done
    return {"at": "/data/status", "waiting": [_waiting(done)], "done": [done], "failed": [_failed(done)]}


def status_fits(data: JsonObject, schemas: Schemas) -> bool:
    """Whether the answer's status, if it has one, can be a number."""
    schema = schemas.whole(data["properties"].get("status", {"type": "integer"}))
    types = schema.get("type", "integer")
    limited = schema.keys() & {"enum", "minimum", "maximum", "pattern", "minLength", "maxLength", "x-default"}
    return not limited and {"integer", "string"} >= set([types] if isinstance(types, str) else types)


def pagination(request: JsonObject, data: JsonObject) -> JsonObject | None:
    """How the pages of a list are counted, where request and answer look like a list."""
    integers = [name for name, schema in request.get("properties", {}).items() if schema.get("type") == "integer"]
    page = next((name for name in integers if name in {"pageNum", "pageNo", "page", "current", "pageIndex"}), None)
    size = next((name for name in integers if name in {"pageSize", "size", "limit"}), None)
    fields = data.get("properties", {})
    lists = [name for name, schema in fields.items() if schema.get("type") == "array" and "$ref" in schema["items"]]
    if page and size and len(lists) == 1 and fields.get("total", {}).get("type") == "integer":
        return {"page": page, "size": size, "items": join("/data", lists[0]), "total": "/data/total"}
    return None


def reasons(task: JsonObject) -> dict[str, str]:
    """Why each part of a guessed x-task is as it is."""
    texts = {
        "id": "the field's name; on other pages a field of this name is the task's id.",
        "key": "the field's name; on other pages a field of this name is the caller's own id.",
        "query": "as those are asked for whose pages are known; that this one can be is not said.",
        "result": "the page does not say what the query answers with.",
        "filled": "the first field of the answer that is no id and no status, or that of the tasks alike.",
        "status": "the number of the page's example, or 2, is taken to stand beside a finished result.",
    }
    return {key: GUESS + text for key, text in texts.items() if key in task}


def _is_open(schema: JsonObject) -> bool:
    """Whether a field can be empty while the task waits."""
    limited = schema.keys() & {"enum", "minItems", "minLength", "pattern", "$ref", "oneOf"}
    return schema.get("type") in {"string", "array"} and not limited


def _number(value: Json) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    found = isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value)
    return int(value) if found else None


def _waiting(done: int) -> int:
    return {0: 1, 1: 0, 2: 1}.get(done, done - 1 if done - 1 != -1 else done + 1)


def _failed(done: int) -> int:
    return -1 if done != -1 else -2


def _status(done: int) -> JsonObject:
    names = {str(_failed(done)): "FAILED", str(_waiting(done)): "RUNNING", str(done): "FINISHED"}
    return {
        "description": "How far the task is; whether it is done is told by x-task, not by this number alone.",
        "type": ["integer", "string"],
        "x-open-enum": dict(sorted(names.items())),
        "x-assumed": {
            "x-open-enum": f"{GUESS}FINISHED stands in the page's example, the others are the sandbox's own."
        },
    }
