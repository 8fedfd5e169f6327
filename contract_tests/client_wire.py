"""The generated client on the wire: it sends what it was given and nothing else, and shows what came under its name."""

import json
from importlib import import_module
from typing import Any
from urllib.parse import quote

import httpx
import respx

from contract.mismatch import Report
from contract.samples import sample
from contract.spec import Operation, Spec
from contract.tasks import answers_with_result, questions
from contract.values import ABSENT, Json, JsonObject, Words, at, join, leaves
from contract_tests.calls import Mode, arguments, call, method_name, with_client
from contract_tests.client_rules import EDGE
from img_open import ApiError, DecodeError, StatusError, models
from img_open.client import Client

BASE_URL = "https://wire.test"
_KEYS = ("the key's id", "the key's secret")
_OWN_ID = "the caller's own id"
_MEDIA_TYPE = "content-type"


def compare_sent(spec: Spec, operation: Operation, mode: Mode) -> Report:
    """Every field of the request reaches the wire as it was given, and what is left out does not."""
    report = Report(EDGE)
    for whole in (True, False):
        body, parameters = _given(operation, whole=whole)
        sent: list[httpx.Request] = []
        answer = {"code": "200", "msg": "", "data": None}
        _called(operation, mode, {**_built(spec, operation, body), **parameters}, answer, sent)
        report.compare(operation.operation_id, "/request", 1, len(sent), operation.source)
        for request in sent:
            _compare(report, operation, "/request", _as_sent(request), _wanted(operation, body, parameters))
        _compare_function(report, spec, operation, body, parameters)
    return report


def compare_read(spec: Spec, operation: Operation, mode: Mode) -> Report:
    """Every field of an answer is shown under its name, a refusal is an error, and no other status is a success."""
    report = Report(EDGE)
    name, source = operation.operation_id, operation.source
    body, parameters = _given(operation, whole=False)
    answer = sample(operation.success_schema)
    answer["code"] = "200"
    given = {**_built(spec, operation, body), **parameters}
    result = _called(operation, mode, given, answer, [])
    if operation.task and any(questions(spec, operation)):
        place = operation.task["id"]
        shown: Json = at(answer, place)
        report.compare(name, f"/response{place}", shown, Words(repr(result)) if _failed(result) else result.id, source)
        result = None if _failed(result) or not answers_with_result(operation) else result.data
    if result is not None:
        read = Words(repr(result)) if _failed(result) else result.to_dict()
        _leaves(report, operation, "/response/data", answer.get("data"), read)
    refused = _called(operation, mode, given, {"code": "400", "msg": "no", "data": None}, [])
    told = refused.code if isinstance(refused, StatusError) else Words(repr(refused))
    report.compare(name, "/response/code", "400", told, source)
    _read_by_function(report, operation, answer)
    return report


def _given(operation: Operation, *, whole: bool) -> tuple[JsonObject, dict[str, str]]:
    in_path = {parameter["name"]: "face/detection ö" for parameter in operation.parameters if parameter["in"] == "path"}
    body = sample(operation.request_schema, whole=whole)
    key = (operation.task or {}).get("key")
    if key and (operation.task or {}).get("query"):  # the client makes it where it is left out, once for all places
        body = {**_same_id(body, key), key: _OWN_ID}
    return body, in_path


def _same_id(value: Json, key: str) -> Json:
    if not isinstance(value, dict):
        return value
    return {name: _OWN_ID if name == key else _same_id(child, key) for name, child in value.items()}


def _built(spec: Spec, operation: Operation, body: JsonObject) -> JsonObject:
    """The body with the client's own model in the place of each object that has one."""
    properties = spec.target(f"#/components/schemas/{_request_name(spec, operation)}")["properties"]
    built = {}
    for name, value in body.items():
        ref = properties[name].get("$ref", "")
        built[name] = (
            getattr(models, ref.rpartition("/")[2]).from_dict(value) if ref and isinstance(value, dict) else value
        )
    return built


def _request_name(spec: Spec, operation: Operation) -> str:
    place = join(operation.pointer, "requestBody", "content", "application/json", "schema", "$ref")
    return str(at(spec.document, place)).rpartition("/")[2]


def _called(operation: Operation, mode: Mode, given: JsonObject, answer: Json, sent: list[httpx.Request]) -> Any:
    def reply(request: httpx.Request) -> httpx.Response:
        # Kept as it is on the wire: once the exchange is over, the client takes its keys off the request.
        sent.append(httpx.Request(request.method, request.url, headers=request.headers, content=request.content))
        return httpx.Response(200, json=answer)

    keys = dict(zip(operation.key_headers, _KEYS, strict=True))
    with respx.mock(base_url=BASE_URL, assert_all_called=False) as router:
        router.route().mock(side_effect=reply)
        try:
            return with_client(mode, BASE_URL, keys, lambda client: call(client, operation, arguments(given, {})))
        except (ApiError, TypeError, ValueError) as error:
            return error


def _wanted(operation: Operation, body: JsonObject, parameters: dict[str, str]) -> JsonObject:
    path = operation.path
    slashed = {parameter["name"] for parameter in operation.parameters if parameter.get("x-allow-slash")}
    for name, value in parameters.items():
        path = path.replace(f"{{{name}}}", quote(value, safe="/" if name in slashed else ""))
    keys = dict(zip(operation.key_headers, _KEYS, strict=True))
    return {"method": operation.method, "path": path, "media type": operation.request[0], "keys": keys, "body": body}


def _as_sent(request: httpx.Request) -> JsonObject:
    return {
        "method": request.method,
        "path": request.url.raw_path.decode(),
        "media type": request.headers.get(_MEDIA_TYPE),
        "keys": {name: value for name, value in request.headers.multi_items() if value in _KEYS},
        "body": json.loads(request.content),
    }


def _compare(report: Report, operation: Operation, pointer: str, seen: JsonObject, wanted: JsonObject) -> None:
    for what, value in wanted.items():
        there = seen.get(what, ABSENT)
        if what == "keys":  # HTTP ignores the case of a header's name
            there, value = ({name.lower(): key for name, key in side.items()} for side in (there, value))  # noqa: PLW2901
        _leaves(report, operation, join(pointer, what), value, there)


def _leaves(report: Report, operation: Operation, pointer: str, wanted: Json, seen: Json) -> None:
    one = dict(leaves(wanted)) if isinstance(wanted, dict | list) else {"": wanted}
    other = dict(leaves(seen)) if isinstance(seen, dict | list) else {"": seen}
    for leaf in sorted(one.keys() | other.keys()):
        here, there = one.get(leaf, ABSENT), other.get(leaf, ABSENT)
        report.compare(operation.operation_id, pointer + leaf, here, there, operation.source)


def _function(operation: Operation) -> Any:
    return import_module("img_open.api." + ".".join(method_name(operation)))


def _compare_function(
    report: Report, spec: Spec, operation: Operation, body: JsonObject, parameters: dict[str, str]
) -> None:
    """The function module of the operation, which has a way of its own to the same request."""
    model = getattr(models, _request_name(spec, operation))
    try:
        request = _function(operation)._get_kwargs(**arguments({}, parameters), body=model.from_dict(body))
    except (ApiError, TypeError) as error:
        place = f"/function/body{error.pointer}" if isinstance(error, DecodeError) else "/function"
        report.fail(operation.operation_id, place, Words("a request"), Words(repr(error)), operation.source)
        return
    wanted = _wanted(operation, body, parameters)
    headers = {name.lower(): value for name, value in request["headers"].items()}
    seen = {
        "method": request["method"].upper(),
        "path": request["url"],
        "media type": headers.get(_MEDIA_TYPE),
        "body": request["json"],
    }
    _compare(report, operation, "/function", seen, {key: value for key, value in wanted.items() if key != "keys"})


def _read_by_function(report: Report, operation: Operation, answer: Json) -> None:
    client, parse = Client(base_url=BASE_URL), _function(operation)._parse_response
    for status, wanted in ((200, answer), (201, Words("UnexpectedStatus"))):
        try:
            read = parse(client=client, response=httpx.Response(status, json=answer)).to_dict()
        except ApiError as error:
            read = Words(type(error).__name__)
        _leaves(report, operation, join("/function/response", status), wanted, read)


def _failed(result: Any) -> bool:
    return isinstance(result, Exception)
