"""Lint rules for operations, and for what may stand anywhere in the document."""

import re

from contract.closed import violations
from contract.facts import snake_case
from contract.mismatch import Report
from contract.spec import FILE, Spec
from contract.tasks import schema_at
from contract.values import ABSENT, Json, JsonObject, Words, at, join

TAGS = ("images", "tasks", "training", "tools")
EXTENSIONS = (
    "x-page",
    "x-task",
    "x-assumed",
    "x-open-enum",
    "x-picture",
    "x-allow-slash",
    "x-retry",
    "x-default",
    "x-alias-of",
    "x-minimum",
    "x-maximum",
    "x-lifecycle",
    "x-pagination",
    "x-tools",
    "x-task-answer",
    "x-draft",
)
_DATA = ("x-task", "x-retry", "x-tools", "x-task-answer")
_ID = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
_EXPRESSION = re.compile(r"{\$request\.body#/([A-Za-z0-9_]+)}")


def ids_are_plain_and_unique(spec: Spec, report: Report) -> None:
    """Every operation, callbacks too, has an operationId in lowerCamel, unique also as a Python name."""
    seen: dict[str, str] = {}
    for pointer, node in spec.objects:
        if "responses" not in node:
            continue
        name, source = spec.owner(pointer)
        place, identifier = f"{pointer}/operationId", node.get("operationId", ABSENT)
        plain = Words("a name like detectFaces")
        good = identifier is not ABSENT and bool(_ID.fullmatch(identifier))
        report.check(name, place, plain, identifier, source, good=good)
        earlier = seen.setdefault(snake_case(str(identifier)), pointer)
        unique = Words(f"a name of its own, as {snake_case(str(identifier))} is that of {earlier}")
        report.check(name, place, unique, identifier, source, good=earlier == pointer)


def one_tag(spec: Spec, report: Report) -> None:
    """Every operation has exactly one of the four tags; it becomes the client's resource."""
    for operation in spec.operations.values():
        tags = operation.raw.get("tags", ABSENT)
        good = isinstance(tags, list) and len(tags) == 1 and tags[0] in TAGS
        wanted, place = Words(f"one of {', '.join(TAGS)}"), f"{operation.pointer}/tags"
        report.check(operation.operation_id, place, wanted, tags, operation.source, good=good)


def summary_and_description(spec: Spec, report: Report) -> None:
    """Every operation has a summary and a description; they become the client's documentation."""
    for operation in spec.operations.values():
        for key in ("summary", "description"):
            text = operation.raw.get(key, ABSENT)
            place, good = f"{operation.pointer}/{key}", text is not ABSENT and bool(str(text).strip())
            report.check(operation.operation_id, place, Words("a text"), text, operation.source, good=good)


def page_is_named(spec: Spec, report: Report) -> None:
    """Every operation names its page; no two stand on the same one."""
    seen: dict[str, str] = {}
    for operation in spec.operations.values():
        page = operation.raw.get("x-page", ABSENT)
        earlier = seen.setdefault(str(page), operation.operation_id)
        good = page is not ABSENT and earlier == operation.operation_id
        wanted = Words("the slug of a page that no other operation has")
        report.check(operation.operation_id, f"{operation.pointer}/x-page", wanted, page, operation.source, good=good)


def success_is_described(spec: Spec, report: Report) -> None:
    """Every operation has a 200 with a schema; without one, nothing about its answers could be compared."""
    for operation in spec.operations.values():
        place, wanted = f"{operation.pointer}/responses/200", Words("an answer with content and a schema")
        found = at(operation.raw, "/responses/200")
        report.check(
            operation.operation_id, place, wanted, found, operation.source, good=bool(operation.success_schema)
        )


def placeholders_are_parameters(spec: Spec, report: Report) -> None:
    """The placeholders of a path are its path parameters."""
    for operation in spec.operations.values():
        in_path = sorted(re.findall(r"{(.*?)}", operation.path))
        listed = sorted(row["name"] for row in operation.parameters if row["in"] == "path")
        place = f"{operation.pointer}/parameters"
        report.compare(operation.operation_id, place, in_path, listed, operation.source)


def callback_url_is_in_the_request(spec: Spec, report: Report) -> None:
    """A callback goes to a field of the request's body."""
    for operation in spec.operations.values():
        known = operation.request_schema.get("properties", {})
        for name, expressions in operation.raw.get("callbacks", {}).items():
            for expression in expressions:
                found = _EXPRESSION.fullmatch(expression)
                wanted = Words("{$request.body#/<a field of the request>}")
                place, good = join(operation.pointer, "callbacks", name), bool(found and found[1] in known)
                report.check(operation.operation_id, place, wanted, expression, operation.source, good=good)


def extensions_are_known(spec: Spec, report: Report) -> None:
    """Only the extensions that the kit reads; a misspelt one would be silently nothing."""
    for pointer, node in [*spec.objects, *spec.schemas]:
        for key in node:
            if key.startswith("x-"):
                known = Words(f"one of {', '.join(EXTENSIONS)}")
                name, source = spec.owner(pointer)
                report.check(name, join(pointer, key), known, Words(key), source, good=key in EXTENSIONS)


def assumptions_have_a_reason(spec: Spec, report: Report) -> None:
    """An x-assumed is a reason, or names keywords that stand beside it and a reason for each."""
    for pointer, node in [*_holders(spec), *spec.schemas]:
        if "x-assumed" not in node:
            continue
        name, source = spec.owner(pointer)
        said, place = node["x-assumed"], join(pointer, "x-assumed")
        for keyword, reason in said.items() if isinstance(said, dict) else [(None, said)]:
            good = isinstance(reason, str) and bool(reason.strip())
            report.check(name, place, Words("a reason"), reason, source, good=good)
            if keyword:
                beside = keyword in {"required", *spec.deref(node)}
                wanted = Words(f"{keyword} beside it, as its reason stands here")
                report.check(name, place, wanted, ABSENT, source, good=beside)


def lists_are_counted(spec: Spec, report: Report) -> None:
    """x-pagination names two fields of the request, and two places of the answer: a list, and a number."""
    for operation in spec.operations.values():
        counted = operation.raw.get("x-pagination")
        if counted is None:
            continue
        name, source, here = operation.operation_id, operation.source, f"{operation.pointer}/x-pagination"
        report.compare(name, here, ["items", "page", "size", "total"], sorted(counted), source)
        for key in ("page", "size"):
            good = counted.get(key) in operation.request_schema.get("properties", {})
            wanted = Words("a field of the request")
            report.check(name, join(here, key), wanted, counted.get(key, ABSENT), source, good=good)
        for key, kind in (("items", "array"), ("total", "integer")):
            found = schema_at(operation.success_schema, counted.get(key, "/")) or {}
            wanted, good = Words(f"a field of the answer, of type {kind}"), found.get("type") == kind
            report.check(name, join(here, key), wanted, counted.get(key, ABSENT), source, good=good)


def tools_lie_below_their_query(spec: Spec, report: Report) -> None:
    """x-tools has the path of which the query's own is the continuation, with the same placeholder."""
    for operation in spec.operations.values():
        tools = operation.raw.get("x-tools")
        if tools is not None:
            name, source, here = operation.operation_id, operation.source, f"{operation.pointer}/x-tools"
            wanted = ["id", "key", "path", "result", "shared"]
            report.compare(name, here, wanted, sorted(tools.keys() - {"x-assumed"}), source)
            path = str(tools.get("path"))
            good = operation.path.startswith(f"{path}/") and "{" in path
            report.check(name, f"{here}/path", Words(f"the beginning of {operation.path}"), path, source, good=good)
            key, known = tools.get("key", ABSENT), operation.request_schema.get("properties", {})
            report.check(name, f"{here}/key", Words("a field of the request"), key, source, good=key in known)


def _holders(spec: Spec) -> list[tuple[str, JsonObject]]:
    found = list(spec.objects)
    inner = [(join(at, key), node[key]) for at, node in found for key in _DATA if key in node]
    return found + inner


def examples_are_valid(spec: Spec, report: Report) -> None:
    """Every example is valid against its own schema; the OpenAPI validator does not look."""
    for pointer, node in spec.objects:
        if "schema" in node:
            for place, example in _examples(pointer, node):
                _check_example(spec, report, place, node["schema"], example)
    for pointer, schema in spec.schemas:
        for place, example in _examples(pointer, schema):
            _check_example(spec, report, place, schema, example)


def _examples(pointer: str, node: JsonObject) -> list[tuple[str, Json]]:
    shown = [(f"{pointer}/example", node["example"])] if "example" in node else []
    several = node.get("examples", [])
    if isinstance(several, dict):
        return shown + [(join(pointer, "examples", key, "value"), item["value"]) for key, item in several.items()]
    return shown + [(join(pointer, "examples", index), item) for index, item in enumerate(several)]


def _check_example(spec: Spec, report: Report, pointer: str, schema: JsonObject, example: Json) -> None:
    name, source = spec.owner(pointer)
    broken = violations(spec.deref(schema), example)
    for place, wanted, found in broken:
        report.fail(name, pointer + place, wanted, found, source, do=f"let example and schema agree in {FILE}")
    if not broken:
        report.ok(name)
