"""The contract as a tool for HTTP APIs can check it: refusals under 4XX, pictures and tasks that are really there."""

from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from contract.spec import METHODS, Operation, Spec
from contract.values import Json, JsonObject

_ERROR = {"$ref": "#/components/schemas/ErrorResponse"}


class There(NamedTuple):
    """What the server has: URLs of pictures, and the caller's own id of a task at each operation that starts tasks."""

    pictures: Sequence[str]
    task_id: str


def http_view(spec: Spec, there: There) -> JsonObject:
    """Return the document as a server behind `gateway.Gateway` speaks it, with values of which some are there."""
    document = deepcopy(spec.document)
    for item in document["paths"].values():
        for method, operation in item.items():
            if method in METHODS:
                _split_answers(operation)
                operation.pop("callbacks", None)
    for operation in spec.operations.values():
        if operation.task:
            _name_task(document, spec.operations[operation.task["query"]["operationId"]], operation.task, there.task_id)
    _name_pictures(document["components"]["schemas"], list(there.pictures))
    return document


def _name_task(document: JsonObject, query: Operation, task: JsonObject, task_id: str) -> None:
    """Questions for a task ask, half of the time, for one that is there."""
    written = document["paths"][query.path][query.method.lower()]
    for name, value in task["query"]["parameters"].items():
        schema = next(parameter for parameter in written["parameters"] if parameter["name"] == name)["schema"]
        schema.pop("pattern", None)
        schema["enum"] = [*schema.get("enum", ["no/such/tool"]), value]
    body = deepcopy(query.request_schema)
    body["properties"][task["key"]]["enum"] = [task_id, "no such task"]
    written["requestBody"]["content"]["application/json"]["schema"] = body


def _split_answers(operation: JsonObject) -> None:
    """Under 200 stands the success alone, under 4XX what the 200's schema gave as the other way."""
    answers = operation["responses"]
    for media in answers["200"].get("content", {}).values():
        ways = media["schema"].get("oneOf", [])
        if _ERROR in ways:
            media["schema"] = next(way for way in ways if way != _ERROR)
    content = {"application/json": {"schema": _ERROR}}
    answers.setdefault("4XX", {"description": "A refusal, told by the code.", "content": content})


def _name_pictures(node: Json, pictures: list[str]) -> None:
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _name_pictures(child, pictures)
    if isinstance(node, dict) and node.get("x-picture") is True:
        node.pop("pattern", None)
        node["enum"] = pictures
