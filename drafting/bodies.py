"""The request and the answer of a draft, with their examples."""

from typing import NamedTuple

from contract.closed import violations
from contract.pages import CUT, Page, examples
from contract.values import Json, JsonObject
from drafting.departures import Departure
from drafting.reading import JSON, UNSEEN_TYPE
from drafting.refusal import DraftError
from drafting.schemas import BY_SCRIPT, Schemas
from drafting.tasks import key_of

CARRIED_ON = "The page's example is cut; what stands behind the cut is made up."
MADE_UP = "The page's example was not seen; this one is made up."
NO_ANSWER = "A draft's guess, not reviewed: the page's answer was not seen; taken from tools that answer with an id."
NO_TABLE = "No table of the answer was seen; fields and types are those of the page's example."
_FLAGS = "The flags of some are not shown; every answer has the envelope's fields."
_ERROR = {"$ref": "#/components/schemas/ErrorResponse"}
_SUBMITTED = "#/components/schemas/TaskSubmittedResponse"
_CALLBACK_URL = "#/components/schemas/CallbackUrl"
_ENVELOPE = ("code", "msg", "data")


class Answer(NamedTuple):
    """What an operation answers: its success, the schema of the data in it, and the page's example."""

    responses: JsonObject
    ref: str
    data: JsonObject
    example: Json


def request_body(page: Page, schemas: Schemas) -> tuple[JsonObject, JsonObject]:
    """The requestBody, and the schema of what is sent. Raises DraftError."""
    raw = page.raw["request"]
    shown = [raw["example"]] if raw["example"] is not None else []
    table = raw["body"] or []
    schemas.cut = any(CUT in one for one in shown)
    made = schemas.object("Request", "/request/body", table, shown, "What is sent.", request=True)
    written = schemas.added[made.schema["$ref"].rpartition("/")[2]]
    field = written["properties"].get("callbackUrl", {})
    if field.keys() <= {"description", "type"} and field.get("type") == "string":
        written["properties"]["callbackUrl"] = {"$ref": _CALLBACK_URL}
    example, reason = _request_example(raw["example"], made.sample, schemas.whole(made.schema), schemas.departures)
    key = key_of(written)
    if not shown and key:
        example[key] = "draft-0001"
    content: JsonObject = {"schema": made.schema, "example": example}
    if reason:
        content["x-assumed"] = {"example": reason}
    body: JsonObject = {"required": True}
    if page.raw.get("content_type") is None:
        body["x-assumed"] = {"content": UNSEEN_TYPE}
    return body | {"content": {JSON: content}}, written


def _request_example(
    shown: JsonObject | None, sample: JsonObject, schema: JsonObject, departures: dict[str, Departure]
) -> tuple[JsonObject, str | None]:
    """The page's example as far as its own table takes it, and why it is not the page's alone."""
    if shown is None:
        return dict(sample), MADE_UP
    example = {name: value for name, value in shown.items() if name != CUT}
    if shown.get(CUT):
        return {**sample, **example}, CARRIED_ON
    for pointer, _, _ in violations(schema, example):
        name = pointer.split("/")[1].replace("~1", "/").replace("~0", "~") if pointer else ""
        if name not in example or isinstance(example[name], dict | list):
            raise DraftError(f"/request/example{pointer}: the page's own table refuses it; write the operation by hand")
        departures[f"/request/example{pointer}"] = Departure(
            "Drafted: the page's example is refused as it is by its own table; the spec's has a value that is taken.",
            f"The page's table and its example. {BY_SCRIPT}",
        )
        example[name] = sample[name]
    return example, None


def answer(page: Page, schemas: Schemas) -> Answer:
    """The answer under 200. Raises DraftError where it is no envelope with an object as its data."""
    said = page.raw["response"].get("200")
    if said is None or not (said["fields"] or said["example"]):
        found: JsonObject = {"description": "The task, or the reason of a refusal.", "x-assumed": NO_ANSWER}
        found["content"] = {JSON: {"schema": {"oneOf": [{"$ref": _SUBMITTED}, _ERROR]}}}
        data = schemas.whole({"$ref": _SUBMITTED})["properties"]["data"]
        return Answer({"200": found}, _SUBMITTED, data, None)
    if said.get("content_type") not in (None, JSON):
        raise DraftError(f"{page.file}: expected an answer of {JSON}, got {said['content_type']}; write it by hand")
    shown = dict(examples(page)).get("/response/200/example")
    rows = {row["name"]: row for row in said["fields"] or []}
    _check_envelope(page, rows, shown)
    data = rows.get("data", {"name": "data"})
    seen = [shown["data"]] if shown and isinstance(shown.get("data"), dict) else []
    schemas.cut = bool(shown and CUT in shown)
    made = schemas.object("Data", "/response/200/data", data.get("fields") or [], seen, "What came of it.")
    written = schemas.added[made.schema["$ref"].rpartition("/")[2]]
    ref = schemas.add("Response", _success(rows, made.schema))
    example: JsonObject = {"code": "200", "msg": "success", "data": made.sample}
    content: JsonObject = {"schema": {"oneOf": [{"$ref": ref}, _ERROR]}, "example": example}
    if shown is None:
        content["x-assumed"] = {"example": MADE_UP}
    else:
        content["example"] = {name: value for name, value in shown.items() if name != CUT}
        if shown.get(CUT):
            content["example"] = _carried_on(example, content["example"])
            content["x-assumed"] = {"example": CARRIED_ON}
    found = {"description": "What came of it, or the reason of a refusal.", "content": {JSON: content}}
    if not rows:
        found["x-assumed"] = NO_TABLE
    elif said.get("content_type") is None:
        found["x-assumed"] = {"content": UNSEEN_TYPE}
    return Answer({"200": found}, ref, written, shown)


def _check_envelope(page: Page, rows: dict[str, JsonObject], shown: JsonObject | None) -> None:
    there = {*rows, *(shown or {})} - {CUT}
    data, value = rows.get("data", {}), (shown or {}).get("data")
    problems = {
        f"expected the envelope's fields {', '.join(_ENVELOPE)} alone, got {', '.join(sorted(there))}": (
            bool(there - set(_ENVELOPE))
        ),
        "expected a code that is sent as a text": rows.get("code", {}).get("type") not in (None, "string")
        or not isinstance((shown or {}).get("code", "200"), str),
        "expected data that is an object with fields": not (data.get("fields") or (isinstance(value, dict) and value)),
        f"expected data of type object, got {data.get('type')}": data.get("type") not in (None, "object"),
    }
    for problem, found in problems.items():
        if found:
            raise DraftError(
                f"{page.file}, /response/200: {problem}; mend the page's file if it was copied wrong, else write the"
                " operation and its handler by hand"
            )


def _success(rows: dict[str, JsonObject], data: JsonObject) -> JsonObject:
    unseen = "The page does not show it; every other answer has it."
    fields: JsonObject = {
        "code": {"$ref": "#/components/schemas/SuccessCode"},
        "msg": {"type": "string", "description": "In words."},
        "data": dict(data),
    }
    for name, schema in fields.items():
        if name not in rows:
            schema["x-assumed"] = unseen
        elif not rows[name].get("type"):
            schema["x-assumed"] = {"type": "The page shows no type; that of the other answers is taken."}
    found: JsonObject = {"description": "The answer.", "type": "object", "required": list(_ENVELOPE)}
    if any(row.get("required") is None for row in rows.values()):
        found["x-assumed"] = {"required": _FLAGS}
    return found | {"properties": fields}


def _carried_on(sample: Json, shown: Json) -> Json:
    """The shown part, with what it lacks of the sample."""
    if isinstance(sample, dict) and isinstance(shown, dict):
        kept = {name: _carried_on(sample.get(name), value) for name, value in shown.items()}
        return {**kept, **{name: value for name, value in sample.items() if name not in shown}}
    return shown
