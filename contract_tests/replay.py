"""A recording replayed to the real client through respx: what it sends, and what it makes of the answer."""

import json
from importlib import import_module
from typing import Any

import httpx
import respx

from contract.closed import succeeded
from contract.mismatch import Report
from contract.recordings import Recording, media_type
from contract.recordings_vs_spec import path_parameters
from contract.spec import Operation, Spec
from contract.tasks import answers_with_result, questions, result_of
from contract.values import Json, Words, at, join
from contract_tests.calls import Mode, arguments, call, method_name, with_client
from contract_tests.client_values import as_client_shows
from img_open import ApiError, DecodeError, StatusError, models

EDGE = "client-recordings"
BASE_URL = "https://replay.test"
KEYS = {"X-Request-req-accessKeyId": "accessKeyId", "X-Request-req-accessKeySecret": "accessKeySecret"}


def replay(recording: Recording, spec: Spec, mode: Mode) -> Report:
    """Compare the client's request with the recorded one, and the client's result with the recorded answer."""
    report = Report(EDGE)
    operation = spec.operations[recording.operation_id]
    keywords = arguments(recording.request_body, path_parameters(operation, recording.path) or {})
    sent: list[httpx.Request] = []
    with respx.mock(base_url=BASE_URL, assert_all_called=False) as router:
        router.route().mock(side_effect=lambda request: _answer(request, recording, sent))
        try:
            result = with_client(mode, BASE_URL, KEYS, lambda client: call(client, operation, keywords))
        except ApiError as error:
            result = error
    _compare_request(report, operation, recording, sent)
    _compare_function(report, spec, operation, recording)
    _compare_result(report, spec, operation, recording, result)
    return report


def _answer(request: httpx.Request, recording: Recording, sent: list[httpx.Request]) -> httpx.Response:
    # Kept as it is on the wire: once the exchange is over, the client takes its keys off the request.
    copy = httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
    sent.append(copy)
    if not recording.has_response:
        return httpx.Response(404)
    content = recording.response["content"]
    headers = {"content-type": content["mimeType"]}
    return httpx.Response(recording.response["status"], headers=headers, content=content["text"])


def _compare_request(report: Report, operation: Operation, recording: Recording, sent: list[httpx.Request]) -> None:
    name = operation.operation_id
    report.compare(name, "/request", 1, len(sent), recording.file)
    for request in sent:
        for what, wanted, seen in (
            ("method", recording.request["method"], request.method),
            ("path", recording.path, request.url.raw_path.decode()),
            ("media type", media_type(recording.request.get("postData", {})), request.headers.get("content-type")),
            ("keys", KEYS, {key: request.headers.get(key) for key in KEYS}),
            ("body", recording.request_body, json.loads(request.content)),
        ):
            report.compare(name, join("/request", what), wanted, seen, recording.file)


def _compare_function(report: Report, spec: Spec, operation: Operation, recording: Recording) -> None:
    """The function module of the operation, which has a way of its own to the same request."""
    name = operation.operation_id
    module = import_module("img_open.api." + ".".join(method_name(operation)))
    parameters = arguments({}, path_parameters(operation, recording.path) or {})
    try:
        body = _request_model(spec, operation).from_dict(recording.request_body)
    except DecodeError as error:
        found = Words(str(error))
        report.fail(name, f"/function/body{error.pointer}", Words("a body of the client's own"), found, recording.file)
        return
    request = module._get_kwargs(**parameters, body=body)
    for what, wanted, seen in (
        ("method", recording.request["method"], request["method"].upper()),
        ("path", recording.path, request["url"]),
        ("media type", media_type(recording.request.get("postData", {})), request["headers"].get("Content-Type")),
        ("body", recording.request_body, request["json"]),
    ):
        report.compare(name, join("/function", what), wanted, seen, recording.file)


def _request_model(spec: Spec, operation: Operation) -> Any:
    written = at(spec.document, join(operation.pointer, "requestBody", "content", "application/json", "schema"))
    return getattr(models, written["$ref"].rpartition("/")[2])


def _compare_result(report: Report, spec: Spec, operation: Operation, recording: Recording, result: Any) -> None:
    name = operation.operation_id
    if not recording.has_response:
        report.check(
            name,
            "/response",
            Words("a StatusError for the HTTP 404 that stands in for an answer"),
            Words(repr(result)),
            recording.file,
            good=isinstance(result, StatusError),
        )
    elif not succeeded(operation, recording.response_body):
        said = [getattr(result, "code", None), getattr(result, "msg", None)]
        wanted = [str(recording.response_body["code"]), recording.response_body["msg"]]
        report.compare(name, "/response", wanted, said, recording.file)
    elif operation.task and any(questions(spec, operation)) and not answers_with_result(operation):
        place = operation.task["id"]
        shown = at(recording.response_body, place)
        report.compare(name, f"/response{place}", [shown, False], _id_and_done(result), recording.file)
    else:
        place, schema = result_of(operation)
        shown = as_client_shows(schema, at(recording.response_body, place))
        report.compare(name, f"/response{place}", shown, _encoded(result), recording.file)


def _id_and_done(result: Any) -> Json:
    return Words(repr(result)) if isinstance(result, ApiError) else [result.id, result.done]


def _encoded(result: Any) -> Json:
    if isinstance(result, ApiError):
        return Words(repr(result))
    data = result.data if hasattr(result, "refresh") else result
    return Words("no result") if data is None else data.to_dict()
