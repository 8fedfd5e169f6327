"""A recording changes, or the answer of a server that is compared with the recordings."""

import re
from collections.abc import Iterator

from contract.closed import succeeded
from contract.fields import required
from contract.forms import LEFT_OUT
from contract.pages import examples
from contract.recordings_vs_spec import path_parameters
from contract.spec import unwrap
from contract.tasks import answer_with_result
from contract.values import ABSENT, Json, JsonObject, join, type_name
from contract_tests.drills.page_drifts import other_type
from contract_tests.drills.world import Drift, Edit, World, recorded_by
from contract_tests.witnesses import SPEC

_LIVE: Edit = ("/har/log/_source/kind", "live")  # so that the schema must see it, not the page's example
_ENTRY = "/har/log/entries/0"


def body_drifts(world: World) -> Iterator[Drift]:
    """A body lacks a field, has one more, or one of another type or number."""
    operation = world.operation
    for recording in world.recordings:
        witness = f"recording {recording.name}"
        schemas = {"request": operation.request_schema}
        if recording.has_response:
            parameters = path_parameters(operation, recording.path) or {}
            success = succeeded(operation, recording.response_body)
            answer = answer_with_result(world.spec, operation, parameters)
            schemas["response"] = answer if success else operation.error_schema or {}
        for side, schema in schemas.items():
            for operator, place, value in _changes(schema, world.parts[witness][side], f"/{side}"):
                caught = place.replace(f"/{side}", f"/{side}/body", 1)
                yield Drift(operator, caught, witness, [_LIVE, (place, value)], {"spec-recordings": caught})


def _changes(written: JsonObject, value: Json, place: str) -> Iterator[tuple[str, str, Json]]:
    schema = unwrap(written)
    if schema.get("type") and place.count("/") > 1:
        yield "a value of another type", place, "x" if isinstance(value, dict | list) else {"planted": 1}
    if "x-open-enum" in schema:
        yield "a number without a name", place, 987654
    if isinstance(value, dict) and "properties" in schema:
        yield "a field added", f"{place}/planted", "x"
        for key, child in value.items():
            if key in required(schema):
                yield "a field dropped", join(place, key), ABSENT
            yield from _changes(schema["properties"].get(key, {}), child, join(place, key))
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _changes(schema["items"], item, join(place, index))


def exchange_drifts(world: World) -> Iterator[Drift]:
    """Another method, address, media type or status; a key that is missing, or not hidden."""
    for recording in world.recordings:
        sent = recording.request
        planted: list[tuple[str, Edit, str]] = [
            ("another page", ("/har/log/_source/page", "planted"), "/_source/page"),
            ("another method", (f"{_ENTRY}/request/method", "PUT"), "/request/method"),
            ("another path", (f"{_ENTRY}/request/url", "https://api.zhiqite.com/planted"), "/request/url"),
            (
                "an unknown query",
                (f"{_ENTRY}/request/url", f"{sent['url']}?planted=1"),
                "/request/query_params/planted",
            ),
            ("another media type", (f"{_ENTRY}/request/postData/mimeType", "text/plain"), "/request/content_type"),
            ("cookies", (f"{_ENTRY}/request/cookies", [{"name": "a", "value": "b"}]), "/request/cookies"),
            (
                "another header kept",
                (f"{_ENTRY}/request/headers/-", {"name": "Authorization", "value": "x"}),
                "/request/headers/Authorization",
            ),
        ]
        for index, header in enumerate(sent["headers"]):
            if header["name"] in world.operation.key_headers:
                place, caught = f"{_ENTRY}/request/headers/{index}", f"/request/headers/{header['name']}"
                planted += [
                    ("a key missing", (place, ABSENT), caught),
                    ("a secret", (f"{place}/value", "s3cr3t"), caught),
                ]
        if recording.has_response:
            planted += [
                ("an undocumented status", (f"{_ENTRY}/response/status", 418), "/response/status"),
                ("another media type", (f"{_ENTRY}/response/content/mimeType", "text/html"), "/response/content_type"),
            ]
        else:
            planted.append(("no reason for a missing response", ("/har/log/_source/note", ""), "/response/status"))
        for operator, edit, caught in planted:
            yield Drift(operator, caught, f"recording {recording.name}", [_LIVE, edit], {"spec-recordings": caught})


def documented_drifts(world: World) -> Iterator[Drift]:
    """A documented recording no longer is the page's example, as far as that is shown."""
    shown = dict(examples(world.page))
    for recording in world.recordings:
        witness = f"recording {recording.name}"
        for side, place in {"request": "/request/example", "response": "/response/200/example"}.items():
            body = world.parts[witness][side] if recording.kind == "documented" else None
            for key, value in body.items() if isinstance(body, dict) else ():
                if isinstance(value, str) and key in shown.get(place, {}):
                    edits = [(join(f"/{side}", key), f"planted {value}")]
                    caught = join(f"/{side}/body", key)
                    yield Drift("no longer the page's example", caught, witness, edits, {"spec-recordings": caught})


def answer_drifts(world: World) -> Iterator[Drift]:
    """A server answers in a form that no recording has, legal or not."""
    if "answer" not in world.parts:
        return
    recorded = recorded_by(SPEC.operations[world.name])
    for pointer, value in _nodes(world.parts["answer"], ""):
        place = re.sub(r"/\d+(?=/|$)", "/*", pointer)
        if isinstance(value, dict):
            added = {"recordings-server": f"{place}/planted"}
            yield Drift("a field added", place, "answer", [(f"{pointer}/planted", 1)], added)
        if not pointer or place.endswith("/*"):
            continue
        for operator, new, kind in (
            ("a field left out", ABSENT, LEFT_OUT),
            ("null instead", None, "null"),
            ("another type, maybe legal", other_type(value), type_name(other_type(value))),
        ):
            if kind not in recorded[place]:
                yield Drift(operator, place, "answer", [(pointer, new)], {"recordings-server": place})


def _nodes(value: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    if value is not None:
        yield pointer, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _nodes(child, join(pointer, key))


DRIFTS = (body_drifts, exchange_drifts, documented_drifts, answer_drifts)
