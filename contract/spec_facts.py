"""What the spec says of an operation, in the pages' space of facts."""

from collections.abc import Iterator
from typing import NamedTuple

from contract.facts import KEYWORDS, canonical
from contract.fields import aliases, fields, required
from contract.spec import Operation, media, unwrap
from contract.values import Json, JsonObject, at, join, leaves

_PLACES = {"header": "headers", "path": "path_params", "query": "query_params"}
_STRUCTURE = ("type", "items", "required", "default")  # read on their own; the other keywords are taken as they stand


class Fact(NamedTuple):
    """A value of the spec, and why it is assumed if no page says it."""

    value: Json
    assumed: str | None = None


_Facts = Iterator[tuple[str, Fact]]


def spec_facts(operation: Operation) -> dict[str, Fact]:
    """Everything that the spec says of an operation, flat; pointers are those of page_facts."""
    return dict(_operation_facts(operation))


def reason(node: JsonObject, keyword: str | None, above: str | None = None) -> str | None:
    """Why a keyword of a node (or with None the whole node) is assumed; what is assumed above covers it."""
    said = node.get("x-assumed")
    if isinstance(said, dict):
        said = said.get(keyword)
    return said or above


def _operation_facts(operation: Operation) -> _Facts:
    yield "/method", Fact(operation.method)
    yield "/path", Fact(operation.path)
    yield "/server", Fact(operation.server)
    yield "/page", Fact(operation.url)
    if "x-lifecycle" in operation.raw:
        yield "/lifecycle", Fact(operation.raw["x-lifecycle"])
    for name in operation.key_headers:
        yield join("/request/headers", name, "type"), Fact("string")
        yield join("/request/headers", name, "required"), Fact(value=True)
    for parameter in operation.parameters:
        pointer = join("/request", _PLACES[parameter["in"]], parameter["name"])
        required = Fact(parameter.get("required", False), reason(parameter, "required"))
        yield from _schema_facts(pointer, parameter["schema"], required, reason(parameter, None))
    yield from _body_facts(operation.raw.get("requestBody", {}), "/request", "/request/body", operation.request_schema)
    for status, answer in operation.raw.get("responses", {}).items():
        here = f"/response/{status}"
        yield from _body_facts(answer, here, here, operation.answer_schema(status))
    if operation.callback:
        yield from _callback_facts(operation.callback)


def _body_facts(holder: JsonObject, here: str, table: str, schema: JsonObject) -> _Facts:
    media_type, shown = media(holder)
    if media_type is None:
        return
    assumed = reason(holder, None)
    yield f"{here}/content_type", Fact(media_type, reason(holder, "content"))
    yield from _children(table, schema, reason(schema, None, assumed))
    if "example" in shown:
        for leaf, value in leaves(shown["example"], f"{here}/example"):
            yield leaf, Fact(value, reason(shown, "example", assumed))


def _callback_facts(callback: JsonObject) -> _Facts:
    retry, above = callback.get("x-retry", {}), reason(callback, None)
    for fact, key in {"retry_seconds": "seconds", "retry_max": "tries"}.items():
        if key in retry:
            yield f"/callback/{fact}", Fact(retry[key], reason(retry, key, above))
    acknowledgement = at(callback, "/responses/200/content/application~1json/example")
    if isinstance(acknowledgement, dict):
        yield "/callback/acknowledgement", Fact(acknowledgement, above)
    body = callback.get("requestBody", {})
    schema = media(body)[1].get("schema", {})
    yield from _children("/callback/body", schema, reason(schema, None, reason(body, None, above)))


def _children(pointer: str, schema: JsonObject, assumed: str | None) -> _Facts:
    needed, others = required(schema), aliases(schema)
    for name, child in fields(schema).items():
        why = reason(child, "required", reason(schema, "required", assumed))
        yield from _schema_facts(join(pointer, name), child, Fact(name in needed, why), assumed)
        if name in others:
            # Never assumed: that a field has two names is a departure from the page that has one of them.
            yield join(pointer, name, "aliases"), Fact(others[name])


def _schema_facts(pointer: str, written: JsonObject, needed: Fact | None, above: str | None) -> _Facts:
    schema = unwrap(written)
    assumed = reason(schema, None, above)
    if needed:
        yield f"{pointer}/required", needed
        if "type" in schema:
            yield f"{pointer}/type", Fact(canonical("type", schema["type"]), reason(schema, "type", above))
    for keyword in KEYWORDS:
        if keyword in schema and keyword not in _STRUCTURE:
            yield f"{pointer}/{keyword}", Fact(canonical(keyword, schema[keyword]), reason(schema, keyword, above))
    for keyword in ("default", "minimum", "maximum"):
        if f"x-{keyword}" in schema:
            yield f"{pointer}/{keyword}", Fact(schema[f"x-{keyword}"], reason(schema, f"x-{keyword}", above))
    yield from _children(pointer, schema, assumed)
    if "items" in schema:
        items = unwrap(schema["items"])
        if "type" in items:
            inner = reason(schema, "items", reason(items, "type", above))
            yield f"{pointer}/items", Fact(canonical("items", items["type"]), inner)
        yield from _schema_facts(f"{pointer}/*", items, None, reason(schema, "items", assumed))
