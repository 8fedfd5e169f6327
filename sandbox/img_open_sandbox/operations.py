"""Read spec/openapi.yaml: what the sandbox answers, where, and by which rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]
Schema = Mapping[str, Any]

SERVICE = "/AIGCImgOpenServ/saas/"  # every page's path begins so
IMAGES = "/sd"
FAMILIES = {"sd": IMAGES, "modelTraining": "/training"}  # by the first part of the path
# Read by libyaml where PyYAML has it, which takes a tenth of the time.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class TaskStatus:
    """The numbers that stand for a task's state on the wire (``x-task.status``)."""

    waiting: int
    finished: int
    failed: int


@dataclass(frozen=True)
class TaskRule:
    """What ``x-task`` says: which field is the caller's own id, who is asked for the task, with which numbers."""

    key: str | None
    queries: tuple[str, ...]
    status: TaskStatus | None  # None where nobody can ask


@dataclass(frozen=True)
class CallbackRule:
    """Where the body names its receiver, and when a delivery is tried again (``x-retry``; seconds)."""

    field: str
    seconds: tuple[float, ...]
    tries: int

    def pause(self, tries: int) -> float | None:
        """Seconds to wait after so many tries; the last interval repeats. None: no further try."""
        return None if tries >= self.tries else self.seconds[min(tries, len(self.seconds)) - 1]


@dataclass(frozen=True)
class Operation:
    """One operation of the spec; ``path`` is in Starlette's spelling, ``page`` the URL of its documentation."""

    id: str
    method: str
    path: str
    page: str
    path_schemas: Mapping[str, Schema]
    body_schema: Schema
    aliases: Mapping[str, str]  # other names of the body's fields (x-alias-of), with the field's own
    task: TaskRule | None
    callback: CallbackRule | None

    @property
    def tool_code(self) -> str:
        """The part of the path after tool/ (page query-image-tool-task-info); empty where there is none."""
        return self.path.partition(f"{SERVICE}tool/")[2]

    @property
    def family(self) -> str:
        """Where a caller's own id names one task: a tool, or a part of the service, which no toolCode can name."""
        part = self.path.removeprefix(SERVICE).strip("/").partition("/")[0]
        return self.tool_code or FAMILIES.get(part, f"/{part}")

    def own_id(self, body: Mapping[str, Any]) -> tuple[str, str] | None:
        """The caller's own id of the task and the field that it stands in; an empty text is none."""
        places = [self.task.key] if self.task and self.task.key else []
        if self.family == IMAGES:
            places += ["id_task", "alwayson_scripts/id_task"]
        for place in places:
            value: Any = body
            for name in place.split("/"):
                value = value.get(name) if isinstance(value, Mapping) else None
            if value and isinstance(value, str):
                return place, value
        return None


def load_document() -> Json:
    """Read the contract: from the installed wheel, else from the checkout."""
    package = Path(__file__).parent
    places = [package / "spec" / "openapi.yaml", package.parent.parent / "spec" / "openapi.yaml"]
    for place in places:
        if place.is_file():
            document: Json = yaml.load(place.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe one
            return document
    raise FileNotFoundError(f"expected the contract at {places[0]} or {places[1]}; install img-open[sandbox] anew")


def read_operations(document: Json) -> list[Operation]:
    """Every operation of the document, in its order."""
    components = document["components"]
    return [
        _operation(path, method, raw, components)
        for path, methods in document["paths"].items()
        for method, raw in methods.items()
    ]


def key_headers(document: Json) -> tuple[str, str]:
    """The names of the two key headers: of the id, of the secret."""
    schemes = document["components"]["securitySchemes"]
    return schemes["accessKeyId"]["name"], schemes["accessKeySecret"]["name"]


def _operation(path: str, method: str, raw: Json, components: Json) -> Operation:
    path_schemas = {}
    for parameter in raw.get("parameters", []):
        name = parameter["name"]
        path_schemas[name] = {**parameter["schema"], "components": components}
        if parameter.get("x-allow-slash"):
            path = path.replace(f"{{{name}}}", f"{{{name}:path}}")
    body_schema = raw["requestBody"]["content"]["application/json"]["schema"]
    return Operation(
        id=raw["operationId"],
        method=method.upper(),
        path=path,
        page=raw["externalDocs"]["url"],
        path_schemas=path_schemas,
        body_schema={**body_schema, "components": components},
        aliases=_aliases(body_schema, components["schemas"]),
        task=_task(raw.get("x-task")),
        callback=_callback(raw.get("callbacks", {})),
    )


def _aliases(schema: Schema, schemas: Mapping[str, Schema]) -> Mapping[str, str]:
    named = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    fields = named.get("properties", {})
    return {name: field["x-alias-of"] for name, field in fields.items() if "x-alias-of" in field}


def _task(task: Json | None) -> TaskRule | None:
    if task is None:
        return None
    numbers = task.get("status")
    states = [int(numbers[state][0]) for state in ("waiting", "done", "failed")] if numbers else []
    queries = tuple(query["operationId"] for query in task["query"])
    return TaskRule(task.get("key"), queries, TaskStatus(*states) if states else None)


def _callback(callbacks: Json) -> CallbackRule | None:
    for by_expression in callbacks.values():
        for expression, methods in by_expression.items():
            field = re.fullmatch(r"\{\$request\.body#/(\w+)\}", expression)
            if field is None:
                raise ValueError(f"callback: expected {{$request.body#/<field>}}, got {expression}")
            retry = methods["post"]["x-retry"]
            return CallbackRule(field[1], tuple(map(float, retry["seconds"])), int(retry["tries"]))
    return None
