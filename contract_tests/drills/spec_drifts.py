"""The spec changes: a property, a fact of the operation, an example, or a rule is broken."""

from collections.abc import Iterator

from contract.pages import page_facts
from contract.spec import Spec
from contract.values import ABSENT, Json, JsonObject, at, join, leaves, split
from contract_tests.drills.page_drifts import documented, other_value
from contract_tests.drills.world import Drift, Edit, World

_FOLLOWS = ("spec", "spec-recordings")  # examples and recordings may break a changed schema


def properties(world: World) -> dict[str, str]:
    """The place in the document of every property that the operation's bodies have, by the pointer of its fact."""
    here = world.operation.pointer
    found = dict(_properties(world.spec, "/request/body", f"{here}/requestBody/content"))
    for status in world.operation.raw["responses"]:
        found |= _properties(world.spec, f"/response/{status}", f"{here}/responses/{status}/content")
    return found


def _properties(spec: Spec, pointer: str, content: str) -> Iterator[tuple[str, str]]:
    for media_type in list(at(spec.document, content))[:1] if at(spec.document, content) is not ABSENT else []:
        place = join(content, media_type, "schema")
        yield from _within(spec, pointer, f"{place}/oneOf/0" if "oneOf" in at(spec.document, place) else place)


def _within(spec: Spec, pointer: str, place: str) -> Iterator[tuple[str, str]]:
    schema = at(spec.document, place)
    while "$ref" in schema or "oneOf" in schema:
        place = schema["$ref"].removeprefix("#") if "$ref" in schema else f"{place}/oneOf/0"
        schema = at(spec.document, place)
    for name in schema.get("properties", {}):
        yield join(pointer, name), join(place, "properties", name)
        yield from _within(spec, join(pointer, name), join(place, "properties", name))
    if "items" in schema:
        yield from _within(spec, f"{pointer}/*", f"{place}/items")


def property_drifts(world: World) -> Iterator[Drift]:
    """Each documented property is renamed, dropped, typed anew, and so on."""
    places = properties(world)
    for pointer, _, row in documented(world):
        if pointer in places:
            yield from _property_drifts(world, pointer, places[pointer], known=isinstance(row.get("required"), bool))


def _property_drifts(world: World, pointer: str, place: str, *, known: bool) -> Iterator[Drift]:
    holder, name = place.rpartition("/properties/")[0], split(place)[-1]
    required: list[str] = at(world.parts["spec"], holder).get("required", [])
    schema = at(world.parts["spec"], place)
    flat = world.spec.deref(schema)
    rest = [other for other in required if other != name]
    again = [f"{name}Planted" if other == name else other for other in required]
    other = {"type": "string" if flat.get("type") == "boolean" else "boolean"}
    listed = f"{holder}/required"
    either = f"{holder}/anyOf"  # requires a field under one of its names
    by_any_name = [name] in [way["required"] for way in at(world.parts["spec"], holder).get("anyOf", [])]
    free: list[Edit] = [(either, ABSENT)] if by_any_name else []
    changes: list[tuple[str, list[Edit], str]] = [
        ("a property dropped", [(place, ABSENT), (listed, rest), *free], pointer),
        ("a property renamed", [(place, ABSENT), (f"{place}Planted", schema), (listed, again)], f"{pointer}Planted"),
        ("a property typed anew", [(place, other)], f"{pointer}/type"),
        ("an assumption hides", [(place, other), (f"{holder}/x-assumed", "planted")], f"{pointer}/type"),
    ]
    if known:
        flipped = rest if name in required or by_any_name else [*required, name]
        changes.append(("required flipped", [(listed, flipped), *free], f"{pointer}/required"))
    if flat.get("type") == "string" and "enum" not in flat:
        changes.append(("enum planted", [(place, {**flat, "enum": ["planted"]})], f"{pointer}/enum"))
    for operator, edits, caught in changes:
        yield Drift(operator, pointer, "spec", edits, {"pages-spec": caught}, _FOLLOWS)
    if flat.get("type") == "string":
        limit: list[Edit] = [(place, {**flat, "maxLength": 100_000})]
        # An alias must have the same limit, which is then the spec edge's to say.
        yield Drift("a limit planted", pointer, "spec", limit, {"pages-spec": f"{pointer}/maxLength"}, ("spec",))
    added = pointer.rpartition("/")[0] + "/planted"
    edit = (join(holder, "properties", "planted"), {"type": "string"})
    yield Drift("a property added", added, "spec", [edit], {"pages-spec": added})


def fact_drifts(world: World) -> Iterator[Drift]:
    """A fact of the operation changes; the page says it, and so do the recordings where it is on the wire."""
    document, operation, here = world.parts["spec"], world.operation, world.operation.pointer
    recorded = {recording.has_response for recording in world.recordings}
    path, item, method = join("/paths", operation.path), document["paths"][operation.path], operation.method.lower()
    moved: list[Edit] = [(path, ABSENT), (f"{path}~1planted", item)]
    yield _on_the_wire("the path changed", moved, "/path", "/request/url" if recorded else None)
    other: list[Edit] = [(here, ABSENT), (f"{path}/put", item[method])]
    yield _on_the_wire("the method changed", other, "/method", "/request/method" if recorded else None)
    for part, pointer, known in (
        ("requestBody", "/request", recorded),
        ("responses/200", "/response", recorded - {False}),
    ):
        content = f"{here}/{part}/content"
        edits = [(content, {"text/planted": next(iter(at(document, content).values()))})]
        fact = "/request/content_type" if part == "requestBody" else "/response/200/content_type"
        yield _on_the_wire("a media type changed", edits, fact, f"{pointer}/content_type" if known else None)
    answers = at(document, f"{here}/responses")
    edits = [(f"{here}/responses", {"201": answers["200"]})]
    wire = "/response/status" if True in recorded else None
    yield _on_the_wire("the status changed", edits, "/response/200/content_type", wire)._replace(also=("spec",))
    yield _fact("the server changed", ("/servers/0/url", "https://planted.example"), "/server")
    yield _fact("the page's URL changed", (f"{here}/externalDocs/url", "https://planted.example"), "/page")


def header_drifts(world: World) -> Iterator[Drift]:
    """A key header is renamed."""
    for scheme, described in world.parts["spec"]["components"]["securitySchemes"].items():
        pointer = f"/request/headers/{described['name']}Planted"
        edits: list[Edit] = [(f"/components/securitySchemes/{scheme}/name", f"{described['name']}Planted")]
        yield _on_the_wire("a key header renamed", edits, pointer, pointer if list(world.recordings) else None)


def said_drifts(world: World) -> Iterator[Drift]:
    """The drifts of single facts, each as far as the page says the fact."""
    said = page_facts(world.page)
    for drifts in (fact_drifts, example_drifts, callback_drifts):
        for drift in drifts(world):
            if drift.caught.get("pages-spec") in {None, *said}:
                yield drift
            elif drift.caught.keys() - {"pages-spec"}:
                caught = {edge: pointer for edge, pointer in drift.caught.items() if edge != "pages-spec"}
                yield drift._replace(caught=caught, also=(*drift.also, "pages-spec"))


def _on_the_wire(operator: str, edits: list[Edit], pointer: str, recorded: str | None) -> Drift:
    caught = {"pages-spec": pointer} | ({} if recorded is None else {"spec-recordings": recorded})
    return Drift(operator, pointer, "spec", edits, caught)


def _fact(operator: str, edit: Edit, pointer: str, *also: str) -> Drift:
    return Drift(operator, pointer, "spec", [edit], {"pages-spec": pointer}, also)


def parameter_drifts(world: World) -> Iterator[Drift]:
    """A parameter is renamed or typed anew."""
    for index, parameter in enumerate(world.raw.get("parameters", [])):
        here = join(world.operation.pointer, "parameters", index)
        pointer = f"/request/{parameter['in']}_params/{parameter['name']}"
        yield _fact("a parameter renamed", (f"{here}/name", "planted"), pointer, *_FOLLOWS)
        yield _fact("a parameter typed anew", (f"{here}/schema", {"type": "boolean"}), f"{pointer}/type", *_FOLLOWS)


def example_drifts(world: World) -> Iterator[Drift]:
    """An example shows another value than the page's."""
    for part, pointer in (("requestBody", "/request/example"), ("responses/200", "/response/200/example")):
        for media_type, shown in at(world.raw, f"/{part}").get("content", {}).items():
            for leaf, value in leaves(shown["example"]) if "example" in shown else ():
                if isinstance(value, str | int | float):
                    place = join(world.operation.pointer, *part.split("/"), "content", media_type, "example") + leaf
                    yield _fact("an example's value changed", (place, other_value(value)), pointer + leaf, "spec")


def callback_drifts(world: World) -> Iterator[Drift]:
    """The ladder or the acknowledgement of a callback changes, or the field that it goes to."""
    for name, expressions in world.raw.get("callbacks", {}).items():
        for expression, item in expressions.items():
            callback = join(world.operation.pointer, "callbacks", name)
            here = join(callback, expression, "post")
            yield _fact("the ladder changed", (f"{here}/x-retry/seconds", [1]), "/callback/retry_seconds")
            yield _fact("the tries changed", (f"{here}/x-retry/tries", 99), "/callback/retry_max")
            answer = f"{here}/responses/200/content/application~1json/example"
            yield _fact("the acknowledgement changed", (answer, {"code": 200}), "/callback/acknowledgement")
            edits: list[Edit] = [(callback, {"{$request.body#/planted}": item})]
            yield Drift("the callback's field lost", callback, "spec", edits, {"spec": callback})
            edits = [(f"{here}/x-retry/planted", 1)]
            yield Drift("x-retry with an unknown key", here, "spec", edits, {"spec": f"{here}/x-retry"})


def rule_drifts(world: World) -> Iterator[Drift]:
    """A rule of the project is broken; only the spec by itself can show it."""
    here = world.operation.pointer
    component = world.raw["requestBody"]["content"]["application/json"]["schema"]["$ref"].removeprefix("#")
    prop = join(component, "properties", next(iter(at(world.parts["spec"], f"{component}/properties"))))
    written = at(world.parts["spec"], f"{component}/x-assumed")
    assumed: JsonObject = written if isinstance(written, dict) else {}
    rules: dict[str, tuple[str, Json, str]] = {
        "no tag": (f"{here}/tags", ABSENT, f"{here}/tags"),
        "two tags": (f"{here}/tags", ["tools", "images"], f"{here}/tags"),
        "no summary": (f"{here}/summary", "", f"{here}/summary"),
        "no description": (f"{here}/description", ABSENT, f"{here}/description"),
        "an unknown extension": (f"{here}/x-planted", 1, f"{here}/x-planted"),
        "an assumption without a reason": (f"{here}/requestBody/x-assumed", " ", f"{here}/requestBody/x-assumed"),
        "a comma that makes two keywords of a text": (f"{component}/in words.", None, f"{component}/in words."),
        "a default": (f"{prop}/default", "x", f"{prop}/default"),
        "a composition": (f"{component}/allOf", [{}], component),
        "an assumed keyword that is not there": (
            f"{component}/x-assumed",
            {**assumed, "pattern": "x"},
            f"{component}/x-assumed",
        ),
    }
    for operator, (place, value, caught) in rules.items():
        yield Drift(operator, place, "spec", [(place, value)], {"spec": caught})
    edits: list[Edit] = [(f"{component}/properties/from_dict", {"type": "string"})]
    yield Drift(
        "a taken name", component, "spec", edits, {"spec": f"{component}/properties/from_dict"}, ("pages-spec",)
    )
    edits = [(f"{component}/properties/planted", {"type": "object", "properties": {}})]
    yield Drift(
        "an object in place", component, "spec", edits, {"spec": f"{component}/properties/planted"}, ("pages-spec",)
    )
    edits = [(f"{here}/operationId", "not_camel")]
    yield Drift("a snake as a name", here, "spec", edits, {"spec": f"{here}/operationId"}, _FOLLOWS)


def task_drifts(world: World) -> Iterator[Drift]:
    """x-task leads nowhere, or forgets a status."""
    task: JsonObject = world.raw.get("x-task", {})
    here = f"{world.operation.pointer}/x-task"
    places: list[tuple[str, Json]] = [("id", "/nowhere")] if task else []
    places += [("result/at", "/nowhere")] if "result" in task else []
    places += [(f"filled/{index}", "/nowhere") for index, _ in enumerate(task.get("filled", []))]
    places += [("status/at", "/nowhere")] if "status" in task else []
    places += [("key", "planted")] if "key" in task else []
    for index, _ in enumerate(task.get("query", [])):
        places += [(f"query/{index}/operationId", "planted"), (f"query/{index}/parameters", {"planted": "x"})]
        places += [(f"query/{index}/ask", {"planted": "id"})]
    for place, value in places:
        edits: list[Edit] = [(f"{here}/{place}", value)]
        caught = {"spec": f"{here}/{place}"}
        yield Drift("x-task leads nowhere", place, "spec", edits, caught, ("spec-recordings",))
    if task:
        yield Drift("x-task with an unknown key", here, "spec", [(f"{here}/planted", 1)], {"spec": here})


DRIFTS = (property_drifts, said_drifts, header_drifts, parameter_drifts, rule_drifts, task_drifts)
