"""The server changes: what it answers, what it takes, what it posts to a callback's address."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from contract.closed import violations
from contract.fields import fields, required
from contract.forms import Form, recorded_form
from contract.samples import sample
from contract.spec import Operation, unwrap
from contract.tasks import questions_to, schema_at
from contract.values import ABSENT, Json, JsonObject, at, split
from contract_tests.drifting import Arrival, Asked, Departure, Posting, Reply
from contract_tests.witnesses import RECORDINGS, SPEC


class Departing(NamedTuple):
    """One departure of the server, who is asked about it, and where it must be seen."""

    operator: str
    title: str
    asked: str
    pointers: tuple[str, ...]
    departure: Departure = lambda reply: reply
    arriving: Arrival = lambda asked: asked
    posting: Posting | None = None


def in_success(change: Callable[[Json], Any]) -> Departure:
    """Change the answer of every success."""

    def reply_with(reply: Reply) -> Reply:
        answer = reply.json
        if answer["code"] == "200":
            change(answer)
        return reply.saying(answer)

    return reply_with


def in_refusal(code: str, change: Callable[[Json], Any]) -> Departure:
    """Change the answer of every refusal with this code."""

    def reply_with(reply: Reply) -> Reply:
        answer = reply.json
        if answer["code"] == code:
            change(answer)
        return reply.saying(answer)

    return reply_with


def renamed(answer: Json) -> None:
    """Every field of the data has another name."""
    answer["data"] = {f"{name}Planted": value for name, value in answer["data"].items()}


def numbered(value: Json) -> Json:
    """The value with a number in the place of each text."""
    if isinstance(value, dict):
        return {name: numbered(child) for name, child in value.items()}
    if isinstance(value, list):
        return [numbered(child) for child in value]
    return 1 if isinstance(value, str) else value


def accepted(answer: Json) -> None:
    """A refusal becomes a success that holds nothing."""
    answer.update(code="200", msg="success", data={})


def now_and_then() -> Departure:
    """One answer in twenty fails."""
    count = itertools.count(1)
    return lambda reply: Reply(500, "text/html", b"<h1>oops</h1>") if next(count) % 20 == 0 else reply


def at_place(pointer: str, value: Json | Callable[[Json], Json], name: str | None = None) -> Callable[[Json], None]:
    """Write a value at a place of an answer, or move what is there to another name; ABSENT takes the field out."""

    def change(answer: Json) -> None:
        *above, last = split(pointer)
        holder = at(answer, "".join(f"/{part}" for part in above))
        if not isinstance(holder, dict) or last not in holder:
            return
        old = holder.pop(last)
        if value is not ABSENT:
            holder[name or last] = value(old) if callable(value) else value

    return change


def swapped(one: str, other: str) -> Callable[[Json], None]:
    """Two fields of the data have each other's value."""

    def change(answer: Json) -> None:
        data = answer["data"]
        if isinstance(data, dict) and one in data and other in data:
            data[one], data[other] = data[other], data[one]

    return change


def recorded(operation: Operation) -> Form:
    """The form of the operation's recorded answers."""
    question = next(iter(questions_to(SPEC, operation)), None)
    return recorded_form(SPEC, RECORDINGS, operation, question.parameters if question else {})


def places(operation: Operation, *kinds: str) -> list[str]:
    """The fields of the answer's data, or else of its envelope, that always were of this type."""
    known = recorded(operation)
    here = [p for p in known if p.startswith("/data/") and p.count("/") == 2 and known[p] == set(kinds)]
    return here or [p for p in ("/msg",) if known[p] == set(kinds)]


def own_path(operation: Operation) -> str:
    """The end of the operation's path, which no other operation's has."""
    return operation.path.rpartition("}")[2]


def answer_drifts(operation: Operation) -> Iterator[Departing]:
    """The form of an answer changes; the recordings have another."""
    texts, numbers, lists = (places(operation, kind) for kind in ("string", "integer", "array"))
    field = texts[0]
    name = split(field)[-1]
    for operator, title, place, change in (
        ("rename", "a field renamed", field, at_place(field, lambda old: old, f"{name}Planted")),
        ("drop", "a field dropped", field, at_place(field, ABSENT)),
        ("add", "a field added", "/data/planted", lambda answer: answer["data"].update(planted=1)),
        ("retype", "a text becomes a number", field, at_place(field, 1)),
        ("retype", "a text becomes null", field, at_place(field, None)),
        ("retype", "a text becomes a list", field, at_place(field, lambda old: [old])),
        ("nesting", "a field one level deeper", field, at_place(field, lambda old: {"value": old})),
        ("nesting", "the data in a list", "/data", lambda answer: answer.update(data=[answer["data"]])),
        ("casing", "a field in upper case", field, at_place(field, lambda old: old, name.upper())),
        ("envelope code", "the code becomes a number", "/code", lambda answer: answer.update(code=200)),
    ):
        yield Departing(operator, title, "recordings", (place,), in_success(change))
    for place in [p for p in numbers if p != field][:1]:
        switched = in_success(at_place(place, str))
        yield Departing("legal form switched", "a number as a text", "recordings", (place,), switched)
        yield Departing("retype", "a number becomes a text", "recordings", (place,), in_success(at_place(place, "x")))
    for place in lists[:1]:
        yield Departing("retype", "a list becomes null", "recordings", (place,), in_success(at_place(place, None)))
    yield from _swaps(operation, texts)


def _swaps(operation: Operation, texts: list[str]) -> Iterator[Departing]:
    names = [split(place)[-1] for place in texts if place.startswith("/data/")]
    pairs = [pair for pair in itertools.combinations(names, 2) if "businessTaskId" in pair][:2]
    for one, other in pairs or list(itertools.combinations(names, 2))[:1]:
        title, change = f"{one} and {other} swapped", in_success(swapped(one, other))
        ids = [name for name in (one, other) if name == "businessTaskId" or f"/data/{name}" in _asked_by(operation)]
        if ids:
            yield Departing("swapped values", title, "spec", (f"/response/body/data/{ids[0]}",), change)
        else:
            yield Departing("swapped values", title, "recordings", (f"/data/{one}", f"/data/{other}"), change)
    asked = operation.request[1].get("example", {})
    if not names and "pageSize" in asked:
        change = in_success(swapped("pageSize", "pageNum"))
        where = ("/data/pageSize", "/data/pageNum")
        yield Departing("swapped values", "pageSize and pageNum swapped", "recordings", where, change)


def _asked_by(operation: Operation) -> set[str]:
    """Where the id stands in an answer by which the task was asked for."""
    asked = [question for question in questions_to(SPEC, operation) if question.by == "id"]
    return {question.submitter.raw["x-task"]["id"] for question in asked}


def http_drifts(operation: Operation) -> Iterator[Departing]:
    """Status, media type and code of an answer change; the spec says others."""
    status = "/response/status"
    for operator, title, where, departure in (
        ("HTTP status", "a success is HTTP 201", status, lambda reply: replace(reply, status=201)),
        ("HTTP status", "a success is HTTP 500", status, lambda reply: replace(reply, status=500)),
        ("media type", "JSON is called HTML", "/response/content_type", lambda r: replace(r, media_type="text/html")),
        ("media type", "JSON is broken off", "/response/body", lambda reply: replace(reply, body=reply.body[:-1])),
        ("envelope code", "a success has code 0", "/response/body/code", in_success(lambda a: a.update(code="0"))),
    ):
        yield Departing(operator, title, "spec", (where,), departure)
    task = next((q.submitter for q in questions_to(SPEC, operation)), operation).task or {}
    place = task.get("status", {}).get("at", "")
    if place and place in recorded(operation):
        unknown = in_success(at_place(place, 99))
        yield Departing("enum value", "a status that no one names", "spec", (f"/response/body{place}",), unknown)
    if "x-task-answer" in operation.raw:
        lost = in_refusal("404", lambda answer: answer.update(code="500"))
        yield Departing("envelope code", "an unknown task has code 500", "unknown", ("/code",), lost)


def address_drifts(operation: Operation) -> Iterator[Departing]:
    """The operation moves: to another path, method, header, or spelling of its slashes; the page says where it was."""
    gone = Reply(404, "application/json", b'{"code": "404", "msg": "no such path", "data": null}')
    no_method = Reply(405, "application/json", b'{"code": "405", "msg": "method", "data": null}', "PUT")
    no_key = Reply(200, "application/json", b'{"code": "401", "msg": "no key", "data": null}')
    header = operation.key_headers[0].lower()

    def needs_another_header(asked: Asked) -> Asked | Reply:
        return no_key if header in {name.lower() for name in asked.headers} else asked

    for operator, title, arriving in (
        ("path", "the path is gone", lambda _: gone),
        ("method", "only PUT is taken", lambda asked: no_method if asked.method == operation.method else asked),
        ("header", "the key is wanted in another header", needs_another_header),
        ("encoding of slashes", "only %2F is taken", lambda asked: asked if "%2F" in asked.target else gone),
    ):
        yield Departing(operator, title, "pages", ("/response",), arriving=arriving)


def key_drifts(operation: Operation) -> Iterator[Departing]:
    """The keys are no longer looked at, both or one of them."""
    free = in_refusal("401", accepted)
    where = ("/request/headers",)
    yield Departing("keys no longer checked", "no key is looked at", "keys", where, free)
    for header in operation.key_headers:

        def filled(asked: Asked, header: str = header) -> Asked:
            others = {name: value for name, value in asked.headers.items() if name.lower() != header.lower()}
            return replace(asked, headers={**others, header: _right(header)})

        where = (f"/request/headers/{header}",)
        yield Departing("keys no longer checked", f"{header} is not looked at", "keys", where, arriving=filled)


_KEYS: dict[str, str] = {}


def let_keys_be(headers: dict[str, str]) -> None:
    """Tell which keys the server takes that is drilled."""
    _KEYS.update({name.lower(): value for name, value in headers.items()})


def _right(header: str) -> str:
    return _KEYS[header.lower()]


def taking_drifts(operation: Operation) -> Iterator[Departing]:
    """Bodies that break the contract are taken, wholly or in one field; legal ones are refused."""
    yield Departing("invalid bodies accepted", "whatever is sent", "fuzz", ("",), in_refusal("400", accepted))
    refused = in_success(lambda answer: answer.update(code="400", msg="no", data=None))
    yield Departing("valid bodies refused", "whatever is sent", "pages", ("/response",), refused)
    yield Departing("one answer in twenty failing", "HTTP 500 in between", "fuzz", ("",), now_and_then())
    schema, example = operation.request_schema, operation.request[1]["example"]
    known = {name: unwrap(child) for name, child in fields(schema).items()}
    ranged = [n for n, s in known.items() if {"minimum", "maximum", "pattern", "maxLength", "minLength"} & s.keys()]
    for operator, names in (
        ("enum value", [name for name, child in known.items() if "enum" in child]),
        ("range", ranged),
        ("required flip", [name for name in known if name in schema.get("required", [])]),
    ):
        for name in [name for name in names if name in example][:1]:
            careless = _looking_past(operation, name, missing=operator == "required flip")
            yield Departing(operator, f"{name} is not looked at", "fuzz", ("",), arriving=careless)
    for name in [name for name in known if name not in required(schema)][:1]:
        yield Departing("valid bodies refused", f"those with {name}", "fuzz", ("",), arriving=_refusing(name))


def _looking_past(operation: Operation, name: str, *, missing: bool) -> Arrival:
    """A body in which the field is wrong, or missing, is taken like any other."""
    schema = operation.request_schema
    answer = sample(operation.success_schema) | {"code": "200", "msg": "success"}
    taken = Reply(200, "application/json", json.dumps(answer).encode())

    def looked_past(asked: Asked) -> Asked | Reply:
        body = _object(asked)
        if body is None or (missing and name in body) or not (missing or name in body):
            return asked
        wrong = missing or violations(schema["properties"][name], body[name])
        return taken if wrong else asked

    return looked_past


def _refusing(name: str) -> Arrival:
    no = json.dumps({"code": "400", "msg": f"{name}: not taken", "data": None}).encode()

    def refused(asked: Asked) -> Asked | Reply:
        return Reply(200, "application/json", no) if name in (_object(asked) or {}) else asked

    return refused


def _object(asked: Asked) -> JsonObject | None:
    try:
        body = json.loads(asked.body)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def callback_drifts(operation: Operation) -> Iterator[Departing]:
    """What is posted to the callback's address changes, or nothing is posted."""
    if not operation.callback:
        return

    def posting(change: Callable[[Json], Json]) -> Posting:
        return lambda content: json.dumps(change(json.loads(content))).encode()

    for operator, title, where, change in (
        ("rename", "the callback's data renamed", "/callbacks/data", lambda a: {**a, "data": {"planted": a["data"]}}),
        ("envelope code", "the callback's code null", "/callbacks/code", lambda a: {**a, "code": None}),
        ("legal form switched", "the callback's code a number", "/callbacks/code", lambda a: {**a, "code": 200}),
        ("nesting", "the callback without its envelope", "/callbacks", lambda a: a["data"]),
    ):
        yield Departing(operator, title, "callback", (where,), posting=posting(change))
    yield Departing("drop", "no callback is posted", "callback", ("/callbacks",), posting=lambda _: None)


def client_drifts(operation: Operation) -> Iterator[Departing]:
    """The client cannot do its job with what comes."""
    data = schema_at(operation.success_schema, "/data") or {}
    needed = sorted(required(data) - {"businessTaskId"})
    field = (operation.task or {}).get("id") or f"/data/{needed[0]}"
    dropped = in_success(at_place(field, ABSENT))
    yield Departing("drop", "what the client lives on is dropped", "client", ("",), dropped)
    refused = in_success(lambda answer: answer.update(code="0"))
    yield Departing("envelope code", "a success has another code", "client", ("",), refused)


DRIFTS = (
    answer_drifts,
    http_drifts,
    address_drifts,
    key_drifts,
    taking_drifts,
    callback_drifts,
    client_drifts,
)
