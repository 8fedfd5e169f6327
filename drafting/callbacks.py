"""The call that the service makes when a drafted operation's task is done."""

from collections.abc import Iterator

from contract.pages import Page
from contract.spec import METHODS, Spec
from contract.values import Json, JsonObject
from drafting.refusal import DraftError
from drafting.tasks import GUESS

_FIELD = "callbackUrl"
_FACTS = ("acknowledgement", "retry_seconds", "retry_max")


def callbacks(
    page: Page, spec: Spec, request: JsonObject, task: JsonObject | None, *, body: str, name: str
) -> JsonObject:
    """The operation's callbacks; empty where there is no callbackUrl, or no task that can be asked for.

    ``body`` refers to what is posted. Raises DraftError where the page describes a callback that has no form here.
    """
    said = page.raw["callback"] or {}
    there = "$ref" in request["properties"].get(_FIELD, {}) and bool((task or {}).get("query"))
    if not there:
        if any(said.get(key) is not None for key in (*_FACTS, "body")):
            raise DraftError(
                f"{page.file}: the page describes a callback; expected a text {_FIELD} in the request and a task's id"
                " in the answer, by which the contract's callbacks go; write the operation by hand"
            )
        return {}
    retry, acknowledged = _first(spec)
    if said.get("retry_seconds") is not None and said["retry_seconds"] != retry["seconds"]:
        retry = {**retry, "seconds": said["retry_seconds"]}
    if said.get("retry_max") is not None and said["retry_max"] != retry["tries"]:
        retry = {**retry, "tries": said["retry_max"]}
    posted: JsonObject = {"$ref": body}
    if not said.get("body"):
        posted["x-assumed"] = f"{GUESS}the page does not show what is posted; most likely the body of the answer."
    operation: JsonObject = {
        "operationId": name,
        "summary": f"The result, posted to {_FIELD}.",
        "description": "Drafted from its page, not reviewed. What is not received is sent again after x-retry.",
        "security": [],
    }
    if any(said.get(key) is None for key in _FACTS):
        operation["x-assumed"] = f"{GUESS}the page does not tell all of its callback; taken from the pages that do."
    operation["x-retry"] = retry
    operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": posted}}}
    content = {
        "schema": {"$ref": "#/components/schemas/CallbackAcknowledgement"},
        "example": said.get("acknowledgement") or acknowledged,
    }
    operation["responses"] = {"200": {"description": "Received.", "content": {"application/json": content}}}
    return {"finished": {f"{{$request.body#/{_FIELD}}}": {"post": operation}}}


def _first(spec: Spec) -> tuple[JsonObject, Json]:
    """The retries and the acknowledgement of the document's first callback."""
    for operation in _written(spec):
        answer = operation["responses"]["200"]["content"]["application/json"]
        return operation["x-retry"], answer["example"]
    raise DraftError("expected a callback in spec/openapi.yaml whose x-retry can be taken; write this one by hand")


def _written(spec: Spec) -> Iterator[JsonObject]:
    for item in spec.document["paths"].values():
        for method in METHODS:
            for expressions in item.get(method, {}).get("callbacks", {}).values():
                for posts in expressions.values():
                    yield from posts.values()
