"""A page that has no operation yet, as an operation: request, answer, a guess of how to wait for it."""

from typing import NamedTuple

from contract.pages import Page
from contract.spec import Operation, Spec
from contract.values import JsonObject, join
from drafting import departures, names, reading, tasks
from drafting.bodies import Answer, answer, request_body
from drafting.callbacks import callbacks
from drafting.refusal import DraftError
from drafting.schemas import Schemas

MARK = "x-draft"
DRAFTED = "Drafted from its page, not reviewed."
_TOOL_TASK = {"at": "/data/status", "waiting": [1], "done": [2], "failed": [-1]}


class Draft(NamedTuple):
    """What a draft adds to the contract."""

    slug: str
    operation_id: str
    tag: str
    path: str
    item: JsonObject
    schemas: dict[str, JsonObject]
    deviations: list[JsonObject]
    notes: list[str]


def draft(page: Page, spec: Spec, *, operation_id: str | None = None, tag: str | None = None) -> Draft:
    """The operation of a page. Raises DraftError where it cannot be drafted, or would not agree with its page."""
    reading.check(page, spec)
    raw = page.raw
    taken = [node["operationId"] for _, node in spec.objects if "operationId" in node]
    if operation_id is None:
        name = names.operation_id(raw["title"], raw["path"], taken)
    else:
        name = names.checked_operation_id(operation_id, taken)
    tag = names.checked_tag(tag) if tag else names.tag_of(raw["tag"])
    schemas = Schemas(spec.document, name)
    listed, known = reading.parameters(page)
    body, request = request_body(page, schemas)
    answered = answer(page, schemas)
    counted = tasks.pagination(request, answered.data)
    task, posted, notes = _task(page, spec, tag, request=request, answered=answered, schemas=schemas)
    _refuse_unanswered(page, tag, answered, counted=bool(counted))
    called = names.unique(f"{name}Finished", [*taken, name])
    called_back = callbacks(page, spec, request, task, body=posted, name=called)
    operation = {
        "operationId": name,
        "tags": [tag],
        "summary": _text(raw.get("summary") or raw["title"]),
        "description": f"{DRAFTED} {_text(raw.get('summary') or raw['title'])}",
        MARK: True,
        "x-page": page.slug,
        "x-lifecycle": raw.get("lifecycle"),
        "externalDocs": {"url": page.url},
        "x-task": task,
        "x-pagination": counted,
        "parameters": listed,
        "requestBody": body,
        "responses": answered.responses,
        "callbacks": called_back,
    }
    written = {key: value for key, value in operation.items() if value not in (None, [], {})}
    item = {raw["method"].lower(): written}
    made = with_draft(spec, raw["path"], item, schemas.added).operations[name]
    known |= schemas.departures | reading.left_out(page, spec)
    rows = departures.declared(page, made, known)
    return Draft(page.slug, name, tag, raw["path"], item, schemas.added, rows, notes)


def with_draft(spec: Spec, path: str, item: JsonObject, schemas: dict[str, JsonObject]) -> Spec:
    """The spec with one path and some schemas more."""
    components = spec.document["components"]
    return Spec(
        {
            **spec.document,
            "paths": {**spec.document["paths"], path: item},
            "components": {**components, "schemas": {**components["schemas"], **schemas}},
        }
    )


def _task(
    page: Page, spec: Spec, tag: str, *, request: JsonObject, answered: Answer, schemas: Schemas
) -> tuple[JsonObject | None, str, list[str]]:
    """x-task as far as it can be guessed, what a callback posts, and what a reviewer should look at."""
    own, data = tasks.id_of(answered.data), answered.data
    if own is None or tag == "tasks" or names.words(page.raw["path"].rpartition("/")[2])[:1] == ["query"]:
        return None, "", ["no x-task: the answer shows no taskId or task_id, or the operation is a question itself"]
    key = tasks.key_of(request)
    task: JsonObject = {"id": join("/data", own), **({"key": key} if key else {})}
    posted, own_data = answered.ref, _own_name(answered, schemas)
    tool, image = tasks.tool_query(spec, page.raw["path"]), tasks.image_task(spec, page.raw["path"])
    notes = ["x-task is a guess: look at id, key, query, result and status"]
    if image:
        task |= {part: image[part] for part in ("query", "result", "filled", "status")}
        posted = _success_ref(spec, spec.operations[image["query"][0]["operationId"]])
    elif tool and own_data and any(name not in tasks.SHARED for name in data["properties"]):
        if not tasks.status_fits(data, schemas):
            return None, "", ["no x-task: the status is told in words, for which x-task has no form"]
        filled = tasks.complete(schemas, data, answered.example)
        result = {"at": "/data", "schema": {"$ref": f"#/components/schemas/{own_data}"}}
        task |= {"query": _query(tool, key), "result": result}
        task |= {"filled": [join("/data", filled)]} if filled else {}
        task["status"] = tasks.statuses(answered.example)
    elif tool:
        data_ref = spec.target(_success_ref(spec, tool[0]))["properties"]["data"]["$ref"]
        task |= {"query": _query(tool, key), "result": {"at": "/data", "schema": {"$ref": data_ref}}}
        task["status"] = dict(_TOOL_TASK)
        posted = _success_ref(spec, tool[0])
    else:
        task["query"] = []
        notes.append("x-task names no query: nothing shows whom to ask for a task of this path")
    return {**task, "x-assumed": tasks.reasons(task)}, posted, notes


def _query(tool: tuple[Operation, dict[str, str]], key: str | None) -> list[JsonObject]:
    query, parameters = tool
    asked = {query.raw["x-tools"]["key"]: "key" if key else "id"}
    return [{"operationId": query.operation_id, "parameters": parameters, "ask": asked}]


def _success_ref(spec: Spec, operation: Operation) -> str:
    written = spec.document["paths"][operation.path][operation.method.lower()]
    schema = written["responses"]["200"]["content"]["application/json"]["schema"]
    return str(schema["oneOf"][0]["$ref"])


def _own_name(answered: Answer, schemas: Schemas) -> str:
    """The name of the answer's data where it is the draft's own, else nothing."""
    return next((name for name, schema in schemas.added.items() if schema is answered.data), "")


def _refuse_unanswered(page: Page, tag: str, answered: Answer, *, counted: bool) -> None:
    """What asks and starts nothing cannot answer as a submit does."""
    asks = tag == "tasks" or counted or names.words(page.raw["path"].rpartition("/")[2])[:1] in (["query"], ["list"])
    if asks and "x-assumed" in answered.responses["200"] and not page.raw["response"].get("200"):
        raise DraftError(
            f"{page.file}: expected an answer under 200, as the operation only asks, got none; write what the page"
            " shows of it into the page's file, or leave known: title in index.yaml until it is seen"
        )


def _text(text: str) -> str:
    """One line that ends in a dot."""
    return " ".join(text.split())[:300].rstrip(" .。") + "."
