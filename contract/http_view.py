"""The contract as a tool for HTTP APIs can check it: refusals under 4XX, pictures and tasks that are really there."""

from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from contract.spec import METHODS, Spec
from contract.tasks import Question
from contract.values import Json, JsonObject

_ERROR = {"$ref": "#/components/schemas/ErrorResponse"}


class There(NamedTuple):
    """What the server has: URLs of pictures, and tasks: how each is asked for, and by which id."""

    pictures: Sequence[str]
    tasks: Sequence[tuple[Question, str]]


def http_view(spec: Spec, there: There) -> JsonObject:
    """Return the document as a server behind `gateway.Gateway` speaks it, with values of which some are there."""
    document = deepcopy(spec.document)
    for item in document["paths"].values():
        for method, operation in item.items():
            if method in METHODS:
                _split_answers(operation)
                operation.pop("callbacks", None)
    for question, task_id in there.tasks:
        _name_task(document, question, task_id)
    _name_pictures(document["components"]["schemas"], list(there.pictures))
    return document


def _name_task(document: JsonObject, question: Question, task_id: str) -> None:
    """Questions for a task ask now and then for one that is there."""
    query = question.query
    written = document["paths"][query.path][query.method.lower()]
    for name, value in question.parameters.items():
        schema = next(parameter for parameter in written["parameters"] if parameter["name"] == name)["schema"]
        schema.pop("pattern", None)
        schema["enum"] = _with(schema.get("enum", ["no/such/tool"]), value)
    media = written["requestBody"]["content"]["application/json"]
    if "$ref" in media["schema"]:
        media["schema"] = deepcopy(query.request_schema)
    field = media["schema"]["properties"][question.field]
    field["enum"] = _with(field.get("enum", ["no such task"]), task_id)


def _with(values: list[str], value: str) -> list[str]:
    return values if value in values else [*values, value]


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
