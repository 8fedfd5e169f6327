"""Read the one call that Apifox's OpenAPI block documents."""

import re

from apifox import labels
from apifox.curl import server_of
from apifox.described import compare_description
from apifox.doubts import Draft, PageError
from apifox.rows import is_placeholder, typed
from apifox.schemas import Document, object_rows, subject_of, value_facts
from contract.values import Json, JsonObject, join

_PLACES = {"header": "headers", "path": "path_params", "query": "query_params"}
_RUN_LINK = re.compile(r"/apis/api-([0-9]{1,18})-run")
_STATUS = re.compile(r"[1-5][0-9][0-9]")


def read_openapi(draft: Draft, root: Json, heading: str | None, line: int) -> None:
    """Take in the document's call. Raises PageError where it has none."""
    if not isinstance(root, dict):
        raise PageError(f"line {line}: expected an OpenAPI document, got {type(root).__name__}")
    document = Document(root, draft)
    path, method, call = _call(document, line)
    raw = draft.raw
    raw["method"], raw["path"] = method, path
    raw["title"] = _line(call.get("summary")) or _line(heading) or raw["slug"]
    raw["tag"] = _tag(document, call)
    raw["server"] = _server(document, call)
    if lifecycle := _lifecycle(document, call):
        raw["lifecycle"] = lifecycle
    if found := _RUN_LINK.search(str(call.get("x-run-in-apifox", ""))[:500]):
        raw["endpoint"] = int(found[1])
    _parameters(document, call)
    _body(document, call.get("requestBody"))
    _answers(document, _dict(call.get("responses")))
    _notes(document, call)
    if isinstance(call.get("description"), str):
        draft.say("/summary", call["description"])
        compare_description(draft, call["description"])
    if labels.is_chinese(raw["title"]):
        raw["facts_from"], raw["zh_title"], raw["zh_tag"], raw["zh_modified"] = "zh", raw["title"], raw["tag"], None


def _call(document: Document, line: int) -> tuple[str, str, JsonObject]:
    calls = [
        (path, method.upper(), call)
        for path, item in _dict(document.root.get("paths")).items()
        for method, call in _dict(item).items()
        if method.upper() in labels.METHODS and isinstance(call, dict)
    ]
    if not calls:
        raise PageError(f"line {line}: expected a path with a method in the OpenAPI block, found none")
    if len(calls) > 1:
        document.doubt("/path", f"{len(calls)} calls in one page; the first is read")
    path = calls[0][0]
    if not path.startswith("/"):
        document.doubt("/path", "the path does not begin with a slash; one is put before it")
        path = f"/{path}"
    return path, calls[0][1], calls[0][2]


def _tag(document: Document, call: JsonObject) -> str:
    tags = [tag for tag in _list(call.get("tags")) if isinstance(tag, str) and tag.strip()]
    tag = _line(call.get("x-apifox-folder")) or (_line(tags[0]) if tags else None)
    if tag is None:
        document.doubt("/tag", "neither a folder nor a tag says in which group the page stands")
    return tag or "none"


def _server(document: Document, call: JsonObject) -> str | None:
    listed = _list(call.get("servers")) or _list(document.root.get("servers"))
    urls = [
        entry["url"]
        for entry in listed
        if isinstance(entry, dict) and isinstance(entry.get("url"), str) and entry["url"]
    ]
    servers = list(dict.fromkeys(server for url in urls if (server := server_of(url))))
    if not servers:
        document.doubt("/server", "no https server is listed")
        return None
    if len(servers) > 1:
        document.doubt("/server", f"{len(servers)} servers are listed; the first is kept")
    if any(url.split("://", 1)[-1].rstrip("/").count("/") for url in urls):
        document.doubt("/path", "a server has a path of its own, which may stand before the page's path")
    return servers[0]


def _lifecycle(document: Document, call: JsonObject) -> str | None:
    said = _line(call.get("x-apifox-status"))
    if call.get("deprecated") is True:
        return "deprecated"
    if said is None or said in labels.LIFECYCLE:
        return labels.LIFECYCLE[said] if said else None
    document.doubt("/lifecycle", "a state that is not known; it is kept as it stands")
    return said


def _parameters(document: Document, call: JsonObject) -> None:
    request = document.draft.raw["request"]
    for entry in _list(call.get("parameters")):
        parameter, _ = document.follow(entry, "/request")
        name, place = parameter.get("name"), parameter.get("in")
        if not isinstance(name, str) or not name or not isinstance(place, str):
            document.doubt("/request", "a parameter without a name or a place")
        elif place not in _PLACES:
            document.doubt(join("/request", place, name), "the form of spec/pages has no place for it")
        else:
            row = _parameter(document, parameter, join("/request", _PLACES[place], name))
            request.setdefault(_PLACES[place], []).append(row)


def _parameter(document: Document, parameter: JsonObject, pointer: str) -> JsonObject:
    row: JsonObject = {"name": parameter["name"]}
    schema, _ = document.follow(parameter.get("schema", {}), pointer)
    shown: JsonObject = {key: parameter[key] for key in ("example", "deprecated") if key in parameter}
    if isinstance(parameter.get("examples"), list):
        shown["examples"] = parameter["examples"]
    if shown.get("example", 0) == "":
        del shown["example"]  # Apifox writes an empty one where none was given
    description = parameter.get("description") or schema.get("description") or ""
    node: JsonObject = {**schema, **shown, "description": description}
    value_facts(document, node, pointer, row)
    if isinstance(row.get("example"), str):
        row["example"] = typed(row["example"], row["type"])  # Apifox writes every parameter's example as text
    row["required"] = parameter.get("required") is True or parameter.get("in") == "path"
    items = node.get("items")
    if row["type"] == "array" and isinstance(items, dict) and isinstance(items.get("type"), str):
        row["items"] = items["type"]
    return row


def _body(document: Document, body: Json) -> None:
    raw = document.draft.raw
    if body is None:
        return
    holder, _ = document.follow(body, "/request/body")
    kind, media = _media(document, holder, "/request/body")
    raw["content_type"] = kind
    example = _example(document, media, "/request/example")
    document.subject = subject_of(example)
    raw["request"]["body"] = _table(document, media.get("schema"), "/request/body", example)
    raw["request"]["example"] = example


def _answers(document: Document, answers: JsonObject) -> None:
    for code, entry in answers.items():
        here = f"/response/{code}"
        if not _STATUS.fullmatch(code):
            document.doubt(here, "an answer that is of no one HTTP status; it is not taken")
            continue
        answer, _ = document.follow(entry, here)
        kind, media = _media(document, answer, here)
        example = _example(document, media, f"{here}/example")
        document.subject = subject_of(example)
        description = answer.get("description")
        if isinstance(description, str):
            document.draft.say(here, description)
        if _dict(answer.get("headers")):
            document.doubt(f"{here}/headers", "the form of spec/pages has no place for an answer's headers")
        fields = _table(document, media.get("schema"), here, example)
        if not content_of(answer):
            document.doubt(here, "no body is documented")
        name = _line(answer.get("x-apifox-name"))
        document.draft.raw["response"][code] = {
            "name": name,
            "content_type": kind,
            "fields": fields,
            "example": example,
        }
    if not document.draft.raw["response"]:
        document.doubt("/response", "no answer is documented")


def _table(document: Document, schema: Json, pointer: str, example: Json) -> list[JsonObject]:
    if schema is None:
        return []
    node, _ = document.follow(schema, pointer)
    if node.get("type", "object") != "object":
        document.doubt(pointer, "the whole is no object: the form of spec/pages has no place for it")
        return []
    if "example" in node and example is None:
        document.doubt(pointer, "an example stands inside of the schema, not beside it; it is not taken")
    found = object_rows(document, schema, pointer)
    if not found:
        document.doubt(pointer, "an object without properties: it is not documented")
    return found


def _media(document: Document, holder: JsonObject, pointer: str) -> tuple[str | None, JsonObject]:
    content = content_of(holder)
    if not content:
        return None, {}
    if len(content) > 1:
        document.doubt(pointer, f"{len(content)} media types; the first is read")
    kind, media = next(iter(content.items()))
    return kind, _dict(media)


def content_of(holder: JsonObject) -> JsonObject:
    """The media types of a body, by name."""
    return _dict(holder.get("content"))


def _example(document: Document, media: JsonObject, pointer: str) -> Json:
    if "example" in media:
        shown = [media["example"]]
    else:
        shown = [_dict(entry).get("value") for entry in _dict(media.get("examples")).values()]
        shown = [value for value in shown if value is not None]
    if len(shown) > 1:
        document.doubt(pointer, f"{len(shown)} examples; the first is kept")
    if not shown or is_placeholder(shown[0]):
        return None
    return None if shown[0] == "" else shown[0]


def _notes(document: Document, call: JsonObject) -> None:
    security = _list(call["security"]) if "security" in call else _list(document.root.get("security"))
    names = sorted({name for entry in security for name in _dict(entry)})
    if names:
        document.doubt("/request/headers", f"keys are asked for as {', '.join(names)[:80]}, which is in no table")
    if _dict(call.get("callbacks")):
        document.doubt("/callback", "a callback is documented in OpenAPI's own form, which is not read")


def _line(value: Json) -> str | None:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text[:300] or None


def _dict(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
