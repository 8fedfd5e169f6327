"""Drifts of page, spec and recording that follow the common operators one by one."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from contract.closed import strangers, succeeded, violations
from contract.facts import canonical
from contract.pages import page_facts
from contract.recordings_vs_spec import path_parameters
from contract.spec_facts import spec_facts
from contract.tasks import answer_with_result
from contract.values import ABSENT, Json, JsonObject, at, join, leaves, split
from contract_tests.drills.page_drifts import documented
from contract_tests.drills.spec_drifts import properties
from contract_tests.drills.world import EDGES, Drift, Edit, World

_ALL = tuple(EDGES)
_LIVE: Edit = ("/har/log/_source/kind", "live")  # so that the schema must see it, not the page's example
_URL = "/har/log/entries/0/request/url"
_TYPES = ("integer", "string", "array", "null")


def page_row_drifts(world: World) -> Iterator[Drift]:
    """Rows of the page's tables: typed anew in every way, another range, default, enum, casing, nesting."""
    rows = list(documented(world))
    for pointer, place, row in rows[:3]:
        for kind in _TYPES:
            if canonical("type", row["type"]) != canonical("type", kind):
                edit = (f"{place}/type", kind)
                yield _page("retype", f"{pointer} is {kind}", edit, f"{pointer}/type")
        name = row["name"].upper() if row["name"] != row["name"].upper() else row["name"].lower()
        yield _page("casing", pointer, (f"{place}/name", name), pointer[: -len(row["name"])] + name)
    for pointer, place, row in rows:
        for key, operator in (("minimum", "range"), ("maximum", "range"), ("default", "default")):
            if key in row:
                other = row[key] + 1 if isinstance(row[key], int | float) else f"{row[key]}1"
                yield _page(operator, f"{pointer}, {key}", (f"{place}/{key}", other), f"{pointer}/{key}")
        if row.get("enum"):
            more = (f"{place}/enum/-", "planted")
            yield _page("enum value", f"{pointer}, one more", more, f"{pointer}/enum")
            fewer = (f"{place}/enum", [*row["enum"][1:], "planted"])
            yield _page("enum value", f"{pointer}, another", fewer, f"{pointer}/enum")
    for pointer, place, row in [r for r in rows if r[2]["type"] == "integer"][:1]:
        yield _page("range", f"{pointer}, planted", (f"{place}/maximum", 98765), f"{pointer}/maximum")
        if "default" not in row:
            yield _page("default", f"{pointer}, planted", (f"{place}/default", 98765), f"{pointer}/default")
    yield from _page_nesting(world, rows)


def _page(operator: str, target: str, edit: Edit, caught: str) -> Drift:
    return Drift(operator, target, "page", [edit], {"pages-spec": caught}, _ALL)


def _page_nesting(world: World, rows: list[tuple[str, str, JsonObject]]) -> Iterator[Drift]:
    raw = world.parts["page"]
    deep = [r for r in rows if r[0].startswith("/response/200/data/") and r[0].count("/") == 4]
    for pointer, place, row in deep[:1]:
        edits: list[Edit] = [("/response/200/fields/-", row), (place, ABSENT)]
        yield Drift("nesting", pointer, "page", edits, {"pages-spec": pointer}, _ALL)
    flat = [r for r in rows if r[0].startswith("/request/body/") and r[0].count("/") == 3]
    for pointer, place, row in flat[-1:]:
        edits = [(place, {"name": "planted", "type": "object", "required": False, "fields": [row]})]
        yield Drift("nesting", pointer, "page", edits, {"pages-spec": pointer}, _ALL)
    if raw["response"].get("200") and "/response/200/content_type" in page_facts(world.page):
        moved: list[Edit] = [("/response/201", raw["response"]["200"]), ("/response/200", ABSENT)]
        caught = {"pages-spec": "/response/201/content_type"}  # the contract may have assumed what stood at 200
        yield Drift("HTTP status", "/response/200", "page", moved, caught, _ALL)


def page_address_drifts(world: World) -> Iterator[Drift]:
    """The page's path with an encoded slash, or in another case; two of its values swapped."""
    path = world.parts["page"]["path"]
    yield _page("encoding of slashes", "/path", ("/path", "%2F".join(path.rsplit("/", 1))), "/path")
    yield _page("casing", "/path", ("/path", path.upper()), "/path")
    example = world.parts["page"]["request"]["example"] or {}
    texts = [name for name, value in example.items() if isinstance(value, str)]
    said = page_facts(world.page)
    for one, other in list(pairwise(texts))[:1]:
        if example[one] != example[other] and f"/request/example/{one}" in said:
            edits: list[Edit] = [
                (f"/request/example/{one}", example[other]),
                (f"/request/example/{other}", example[one]),
            ]
            yield Drift("swapped values", one, "page", edits, {"pages-spec": f"/request/example/{one}"}, _ALL)


def spec_property_drifts(world: World) -> Iterator[Drift]:
    """Properties of the spec that the page says: typed anew, another range, default, enum, casing, nesting."""
    places, said = properties(world), page_facts(world.page)
    rows = [(pointer, places[pointer]) for pointer, _, _ in documented(world) if pointer in places]
    document = world.parts["spec"]
    for pointer, place in rows[:3]:
        flat = world.spec.deref(at(document, place))
        for kind in _TYPES:
            if canonical("type", flat.get("type")) != canonical("type", kind) and f"{pointer}/type" in said:
                edits: list[Edit] = [(place, {"type": kind})]
                yield Drift("retype", f"{pointer} is {kind}", "spec", edits, {"pages-spec": f"{pointer}/type"}, _ALL)
        name, holder = split(place)[-1], place.rpartition("/properties/")[0]
        other = name.upper() if name != name.upper() else name.lower()
        written = at(document, place)
        edits = [(place, ABSENT), (f"{holder}/properties/{other}", written), *_renamed(document, holder, name, other)]
        caught = {"pages-spec": f"{pointer[: -len(name)]}{other}"}
        yield Drift("casing", pointer, "spec", edits, caught, _ALL)
        nested = {"type": "object", "properties": {name: written}}
        edits = [
            (place, ABSENT),
            (f"{holder}/properties/planted", nested),
            *_renamed(document, holder, name, "planted"),
        ]
        yield Drift("nesting", pointer, "spec", edits, {"pages-spec": pointer}, _ALL)
    for pointer, place in rows:
        schema = at(document, place)
        for key, operator in _KEYS.items():
            fact = f"{pointer}/{key.removeprefix('x-')}"
            if key in schema and fact in said:
                value = schema[key]
                edits = [(f"{place}/{key}", _other(value))]
                yield Drift(operator, f"{pointer}, {key}", "spec", edits, {"pages-spec": fact}, _ALL)
    yield from _swapped_properties(world, rows)


def _other(value: Json) -> Json:
    if isinstance(value, list):
        return [*value, "planted"]
    return f"{value}1" if isinstance(value, str) else value + 1


_KEYS = {
    "minimum": "range",
    "maximum": "range",
    "x-minimum": "range",
    "x-maximum": "range",
    "x-default": "default",
    "enum": "enum value",
}


def _renamed(document: Json, holder: str, name: str, other: str) -> list[Edit]:
    listed = at(document, f"{holder}/required")
    edits: list[Edit] = []
    if listed is not ABSENT:
        edits.append((f"{holder}/required", [other if each == name else each for each in listed]))
    if at(document, f"{holder}/anyOf") is not ABSENT:
        edits.append((f"{holder}/anyOf", ABSENT))
    return edits


def _swapped_properties(world: World, rows: list[tuple[str, str]]) -> Iterator[Drift]:
    facts = spec_facts(world.operation)
    document = world.parts["spec"]
    for (one, place), (other, second) in pairwise(rows):
        alike = one.rpartition("/")[0] == other.rpartition("/")[0]
        types = [facts[f"{pointer}/type"].value for pointer in (one, other) if f"{pointer}/type" in facts]
        if alike and len(types) == 2 and types[0] != types[1]:
            edits: list[Edit] = [(place, at(document, second)), (second, at(document, place))]
            yield Drift("swapped values", one, "spec", edits, {"pages-spec": f"{one}/type"}, _ALL)
            return


def spec_operation_drifts(world: World) -> Iterator[Drift]:
    """The path's slashes and letters, the security, the code of a success, what is refused."""
    document, operation = world.parts["spec"], world.operation
    item = document["paths"][operation.path]
    here = join("/paths", operation.path)
    for operator, path in (
        ("encoding of slashes", "%2F".join(operation.path.rsplit("/", 1))),
        ("casing", operation.path.upper()),
    ):
        edits: list[Edit] = [(here, ABSENT), (join("/paths", path), item)]
        yield Drift(operator, "/path", "spec", edits, {"pages-spec": "/path"}, _ALL)
    headers = [f"/request/headers/{name}/required" for name in operation.key_headers]
    for fact in headers[:1]:
        free: list[Edit] = [(f"{operation.pointer}/security", [])]
        edge = "pages-spec" if fact in page_facts(world.page) else "spec-recordings"
        caught = {edge: fact.rpartition("/")[0]}
        yield Drift("keys no longer checked", fact, "spec", free, caught, _ALL)
    answers = [r for r in world.recordings if r.has_response and succeeded(operation, r.response_body)]
    place = "/components/schemas/SuccessCode"
    if answers and at(document, place) is not ABSENT:
        edits = [(place, {"type": "string", "enum": ["0"]})]
        yield Drift("envelope code", "/code", "spec", edits, {"spec-recordings": "/response/body"}, _ALL)


def recording_body_drifts(world: World) -> Iterator[Drift]:
    """Fields of a recorded body renamed, in another case, one level deeper, typed anew; two of them swapped."""
    for recording in world.recordings:
        witness = f"recording {recording.name}"
        for side in ("request", "response"):
            body = world.parts[witness][side]
            held = f"/{side}/data" if side == "response" and isinstance(at(body, "/data"), dict) else f"/{side}"
            holder = at({side: body}, held) if isinstance(body, dict) else {}
            for name in list(holder)[:2]:
                place = f"{held}/{name}"
                for operator, target, edits in _moves(held, name, holder[name]):
                    yield _judged(world, witness, operator, f"{place}: {target}", edits)


def _moves(held: str, name: str, value: Json) -> Iterator[tuple[str, str, list[Edit]]]:
    place = f"{held}/{name}"
    yield "rename", "renamed", [(place, ABSENT), (f"{place}Planted", value)]
    yield "casing", "in upper case", [(place, ABSENT), (f"{held}/{name.upper()}_", value)]
    yield "nesting", "one level deeper", [(place, {"value": value})]
    for kind, new in {"integer": 7, "string": "planted", "array": ["planted"], "null": None}.items():
        if type(new) is not type(value):
            yield "retype", f"is {kind}", [(place, new)]


def _judged(world: World, witness: str, operator: str, target: str, edits: list[Edit]) -> Drift:
    """The drift with the place where the spec sees it; none where the spec allows the changed body as well."""
    drift = Drift(operator, target, witness, [_LIVE, *edits], {}, _ALL)
    changed = world.planted(drift)
    operation = changed.operation
    side = split(edits[-1][0])[0]
    recording = next(r for r in changed.recordings if f"recording {r.name}" == witness)
    body = recording.request_body if side == "request" else recording.response_body
    if side == "request":
        schema = operation.request_schema
    elif succeeded(operation, body):
        schema = answer_with_result(changed.spec, operation, _path(world, witness))
    else:
        schema = operation.error_schema or {}
    broken = [*violations(schema, body), *strangers(schema, body)]
    if not broken:
        said = "the spec allows the changed body too, and so a recording of it would be right"
        return drift._replace(caught={"spec-recordings": f"/{side}/body"}, same_because=said)
    return drift._replace(caught={"spec-recordings": f"/{side}/body{broken[0][0]}"})


def _path(world: World, witness: str) -> dict[str, str]:
    recording = next(r for r in world.recordings if f"recording {r.name}" == witness)
    return path_parameters(world.operation, recording.path) or {}


def recording_exchange_drifts(world: World) -> Iterator[Drift]:
    """The address, the code, secrets; a documented exchange whose values are swapped."""
    for recording in world.recordings:
        witness, sent = f"recording {recording.name}", recording.request["url"]
        caught = {"spec-recordings": "/request/url"}
        for operator, url in (
            ("encoding of slashes", "%2F".join(sent.rsplit("/", 1))),
            ("casing", sent[:30] + sent[30:].upper()),
        ):
            yield Drift(operator, "/request/url", witness, [_LIVE, (_URL, url)], caught, _ALL)
        if isinstance(world.parts[witness]["request"], dict):
            for name, value in _SECRETS.items():
                edits: list[Edit] = [_LIVE, (f"/request/{name}", value)]
                where = {"spec-recordings": f"/request/body/{name}"}
                yield Drift("secret in a recording", name, witness, edits, where, _ALL)
        if recording.has_response and isinstance(recording.response_body, dict):
            for code in (None, "500", ["200"]):
                changed: list[Edit] = [("/response/code", code)]
                yield _judged(world, witness, "envelope code", f"/code is {code}", changed)
        if recording.kind == "documented":
            yield from _documented_values(world, witness)


_SECRETS = {
    "accessKeySecret": "0f9d8b7a6c5e4d3f2b1a0f9d8b7a6c5e",
    "callbackUrl": "https://example.com/done?Expires=1&OSSAccessKeyId=LTAI5tQ7&Signature=Zm9vYmFyYmF6cXV4",
}


def _documented_values(world: World, witness: str) -> Iterator[Drift]:
    for side in ("request", "response"):
        body = world.parts[witness][side]
        shown = page_facts(world.page)
        status = "/response/200/example" if side == "response" else "/request/example"
        known = [(leaf, value) for leaf, value in leaves(body) if status + leaf in shown] if body is not ABSENT else []
        texts = [(leaf, value) for leaf, value in known if isinstance(value, str)]
        for (one, first), (other, second) in list(pairwise(texts))[:1]:
            edits: list[Edit] = [(f"/{side}{one}", second), (f"/{side}{other}", first)]
            if first != second:
                where = {"spec-recordings": f"/{side}/body{one}"}
                yield Drift("swapped values", one, witness, edits, where, _ALL)
        for leaf, value in [row for row in known if isinstance(row[1], int)][:1]:
            edits = [(f"/{side}{leaf}", str(value))]
            yield Drift("legal form switched", leaf, witness, edits, {"spec-recordings": f"/{side}/body{leaf}"}, _ALL)


DRIFTS: tuple[Callable[[World], Iterator[Drift]], ...] = (
    page_row_drifts,
    page_address_drifts,
    spec_property_drifts,
    spec_operation_drifts,
    recording_body_drifts,
    recording_exchange_drifts,
)
