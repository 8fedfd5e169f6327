"""What the generator does not turn into a client, refused before it is tried: nothing is left out silently."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from openapi_python_client.strings import snake_case

from generator.lower import GenerationError, operations

Json = Mapping[str, Any]


def refuse(document: Json) -> None:
    """Raise GenerationError with everything that cannot be generated."""
    problems = [problem for operation in operations(document) for problem in _of_operation(operation)]
    names = Counter(snake_case(operation["operationId"]) for operation in operations(document))
    problems += [
        f"operationId: {count} operations would be called {name}" for name, count in names.items() if count > 1
    ]
    for path, item in document["paths"].items():
        problems += [
            f"{path}: {key} stands beside the operations and is not read; put it into each operation"
            for key in item
            if key in {"parameters", "servers"}
        ]
    for name, schema in document["components"]["schemas"].items():
        if isinstance(schema.get("additionalProperties"), dict):
            problems.append(f"{name}: additionalProperties with a schema has no class; leave it open (true) instead")
    if problems:
        raise GenerationError("\n".join(problems))


def _of_operation(operation: Json) -> Iterator[str]:
    name = operation["operationId"]
    for parameter in operation.get("parameters", []):
        if parameter["in"] != "path":
            yield f"{name}: {parameter['in']} parameter {parameter['name']}: methods have path and body parameters only"
    if len(operation.get("tags", [])) != 1:
        yield f"{name}: expected one tag, which is the resource of its method, got {operation.get('tags', [])}"
    body = operation.get("requestBody")
    if body is None:
        return
    if list(body["content"]) != ["application/json"]:
        yield f"{name}: expected a body of application/json, got {', '.join(body['content'])}"
    if body.get("required") is not True:
        yield f"{name}: expected a body that is required: a method always sends one"
