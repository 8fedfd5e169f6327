"""What a page must say, and must not say, so that an operation can be drafted from it."""

import re

from contract.facts import KEYWORDS
from contract.pages import Page, page_facts, tables
from contract.spec import Spec
from contract.values import JsonObject, join
from drafting.departures import Departure
from drafting.names import check_fields
from drafting.refusal import DraftError
from drafting.schemas import BY_SCRIPT

JSON = "application/json"
UNSEEN_TYPE = "The page's media type was not seen; the other pages say application/json."
_METHODS = ("POST", "PUT", "PATCH")
_BY_HAND = "write the operation by hand"


def check(page: Page, spec: Spec) -> None:
    """Raise DraftError where no operation can be drafted from the page."""
    raw, request = page.raw, page.raw["request"]
    answers = raw["response"]
    problems = {
        f"expected method {' or '.join(_METHODS)}, as every call sends a body, got {raw['method']}": (
            raw["method"] not in _METHODS
        ),
        "expected a path; no path is invented": not raw["path"],
        "expected the page's address under page or zh_page": not page.url.startswith("https://"),
        f"expected media type {JSON}, got {raw.get('content_type')}": raw.get("content_type") not in (None, JSON),
        "expected fields of the body, in its table or its example": not (request["body"] or request["example"]),
        "expected no query parameters: a method of the client has path and body parameters only": bool(
            request.get("query_params")
        ),
        f"expected answers under 200 alone, got {', '.join(answers)}": bool(set(answers) - {"200"}),
        f"expected the server of the others, got {raw.get('server')}": (
            (raw.get("server") or page.site_server) != spec.document["servers"][0]["url"]
        ),
    }
    for problem, there in problems.items():
        if there:
            raise DraftError(f"{page.file}: {problem}; mend the page's file if it was copied wrong, else {_BY_HAND}")
    for operation in spec.operations.values():
        if operation.slug == page.slug or operation.path == raw["path"]:
            raise DraftError(
                f"{page.file}: {operation.operation_id} of spec/openapi.yaml stands on page {operation.slug} and path"
                f" {operation.path} already; edit that operation, or take it out with --remove if it is a draft"
            )


def left_out(page: Page, spec: Spec) -> dict[str, Departure]:
    """The page's headers that no method sends. Raises DraftError where one of them is required."""
    schemes = spec.document["components"]["securitySchemes"].values()
    sent = {scheme["name"] for scheme in schemes} | {"Content-Type"}
    found: dict[str, Departure] = {}
    for row in page.raw["request"]["headers"] or []:
        if row["name"] in sent:
            continue
        if row.get("required"):
            raise DraftError(f"{page.file}: the header {row['name']!r} is required and no method sends it; {_BY_HAND}")
        departure = Departure(
            "Drafted: a method of the client has path and body parameters only, and this header is optional.",
            f"The page's table. {BY_SCRIPT}",
        )
        above = join("/request/headers", row["name"])
        found |= {pointer: departure for pointer in page_facts(page) if pointer.startswith(f"{above}/")}
    return found


def parameters(page: Page) -> tuple[list[JsonObject], dict[str, Departure]]:
    """The path's parameters, and where they depart from the page. Raises DraftError."""
    path, listed = page.raw["path"], dict(tables(page))["/request/path_params"]
    names = re.findall(r"{(.*?)}", path)
    if any(not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) for name in names) or len(set(names)) < len(names):
        raise DraftError(f"{page.file}: expected placeholders that are names, once each, got {path!r}; {_BY_HAND}")
    if strange := sorted({row["name"] for row in listed} - set(names)):
        raise DraftError(f"{page.file}: expected {{{strange[0]}}} in the path, which lists it, got {path!r}; mend one")
    rows = {row["name"]: row for row in listed}
    check_fields(f"{page.file}: the path", names, parameters=True)
    if names:
        in_body = dict.fromkeys(row["name"] for row in page.raw["request"]["body"] or [])
        check_fields(f"{page.file}: path and body", [*names, *in_body])
    departures: dict[str, Departure] = {}
    return [_parameter(page, name, rows.get(name), departures) for name in names], departures


def _parameter(page: Page, name: str, row: JsonObject | None, departures: dict[str, Departure]) -> JsonObject:
    said = row or {"name": name}
    if said.get("type") not in {None, "string", "integer"}:
        raise DraftError(f"{page.file}: expected the path parameter {name!r} to be a string, got {said['type']}")
    schema = _path_schema(said)
    shown = said.get("example", (schema.get("enum") or [None])[0])
    fits = isinstance(shown, str | int) and ("pattern" not in schema or re.search(schema["pattern"], str(shown)))
    reasons: JsonObject = {}
    if said.get("required") is None:
        reasons["required"] = "A part of a path is always there."
    if not fits:
        reasons["example"] = "The page shows none that fits; this one is made up."
    for keyword in KEYWORDS:
        departures[join("/request/path_params", name, keyword)] = Departure(
            f"Drafted: a part of a path is a text and always there; the draft's form of it is {schema}"[:300],
            f"The page's table. {BY_SCRIPT}",
        )
    described = " ".join((said.get("description") or said.get("title") or "Not explained").split())[:300].rstrip(" .")
    found = {"name": name, "in": "path", "required": True, "description": f"{described}.", "schema": schema}
    found["example"] = str(shown) if fits else "1"
    if row is None:
        found["x-assumed"] = "The page's path has it and no table of parameters was seen."
    elif reasons:
        found["x-assumed"] = reasons
    return found


def _path_schema(said: JsonObject) -> JsonObject:
    schema: JsonObject = {"type": "string"}
    assumed = {} if said.get("type") else {"type": "The page shows no type; a path is text."}
    if "enum" in said:
        schema["enum"] = [str(value) for value in said["enum"]]
    else:
        schema["pattern"] = "^-?[0-9]{1,18}$" if said.get("type") == "integer" else "^[A-Za-z0-9_-]+$"
        assumed["pattern"] = "A part of a path; with other characters it could name another path."
    if "default" in said:
        schema["x-default"] = said["default"]
    return schema | ({"x-assumed": assumed} if assumed else {})
