"""The suite itself: a client that departs from the spec or from the recordings is noticed, at the right place."""

import importlib
import json
import shutil
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest

from contract.mismatch import Report
from contract.recordings import Recording
from contract.tasks import answers_with_result, questions
from contract_tests.calls import MODES, Mode, method_name
from contract_tests.client_shape import compare_files, compare_method, compare_model
from contract_tests.replay import replay
from contract_tests.witnesses import OPERATIONS, RECORDINGS, ROOT, SPEC, name_of
from img_open import ImgOpen, models, pools
from img_open.keys import KeyAuth
from img_open.model import Model

Request = dict[str, Any]
ANSWERED = [recording for recording in RECORDINGS if recording.has_response]
TASKS = [operation.operation_id for operation in OPERATIONS if any(questions(SPEC, operation))]
AT_ONCE = [operation.operation_id for operation in OPERATIONS if answers_with_result(operation)]
SHOWN = [r for r in ANSWERED if r.operation_id not in TASKS or r.operation_id in AT_ONCE]
"""The recordings whose answer the client shows; of the others it takes the id."""


def renamed(request: Request) -> Request:
    body = deepcopy(request["json"])
    return {**request, "json": {f"{name}Planted": value for name, value in body.items()}}


REQUESTS: dict[str, tuple[Callable[[Request], Request], str]] = {
    "another method": (lambda request: {**request, "method": "put"}, "method"),
    "another path": (lambda request: {**request, "url": request["url"] + "s"}, "path"),
    "an encoded slash": (lambda r: {**r, "url": "%2F".join(r["url"].rsplit("/", 1))}, "path"),
    "another media type": (lambda r: {**r, "headers": {"Content-Type": "text/plain"}}, "media type"),
    "a renamed field": (renamed, "body"),
    "a null": (lambda request: {**request, "json": {**request["json"], "x": None}}, "body"),
}


def on_the_wire(change: Callable[[Request], Request], request: httpcore.Request) -> httpcore.Request:
    """The change made to what a method sends."""
    sent = {name.decode(): value.decode() for name, value in request.headers}
    kind = {"Content-Type": sent.pop("Content-Type")}
    assert isinstance(request.stream, Iterable)
    body = json.loads(b"".join(request.stream))
    changed = change({"method": "POST", "url": request.url.target.decode(), "headers": kind, "json": body})
    content = json.dumps(changed["json"]).encode()
    headers = [*{**sent, **changed["headers"], "Content-Length": str(len(content))}.items()]
    url = httpcore.URL(
        scheme=request.url.scheme, host=request.url.host, port=request.url.port, target=changed["url"].encode()
    )
    return httpcore.Request(changed["method"].upper(), url, headers=headers, content=content, extensions={})


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize("recording", RECORDINGS, ids=name_of)
def test_another_request_is_noticed(
    recording: Recording, name: str, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, pointer = REQUESTS[name]
    stock = pools._Pool._request
    monkeypatch.setattr(pools._Pool, "_request", lambda pool, out: on_the_wire(change, stock(pool, out)))
    assert_told(replay(recording, SPEC, mode), recording.operation_id, f"/request/{pointer}")


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize("recording", RECORDINGS, ids=name_of)
def test_another_request_of_a_function_module_is_noticed(
    recording: Recording, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, pointer = REQUESTS[name]
    resource, function = method_name(SPEC.operations[recording.operation_id])
    module = importlib.import_module(f"img_open.api.{resource}.{function}")
    stock = module._get_kwargs
    monkeypatch.setattr(module, "_get_kwargs", lambda **arguments: change(stock(**arguments)))
    assert_told(replay(recording, SPEC, "sync"), recording.operation_id, f"/function/{pointer}")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("recording", RECORDINGS, ids=name_of)
def test_missing_keys_are_noticed(recording: Recording, mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyAuth, "raw", [])
    assert_told(replay(recording, SPEC, mode), recording.operation_id, "/request/keys")


RESULTS: dict[str, Callable[[Any], Any]] = {
    "a field lost": lambda found: dict(list(found.items())[1:]),
    "a value changed": lambda found: {**found, "status": 7},
    "a number for a text": lambda found: {**found, "taskId": 1},
    "a field too many": lambda found: {**found, "planted": 1},
}


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("recording", SHOWN, ids=name_of)
def test_a_lost_part_of_the_answer_is_noticed(recording: Recording, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = Model.to_dict

    def to_dict(model: Model) -> dict[str, Any]:
        found = stock(model)
        return found if type(model).__name__.endswith("Request") else dict(RESULTS[name](found))

    monkeypatch.setattr(Model, "to_dict", to_dict)
    assert_told(replay(recording, SPEC, "sync"), recording.operation_id, "/response/data")


@pytest.mark.parametrize("change", ["edited", "missing", "added"])
def test_a_generated_file_that_was_touched_is_noticed(change: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "generated", tmp_path / "generated")
    package = tmp_path / "generated" / "img_open"
    model = package / "models" / "face_detection_data.py"
    if change == "edited":
        model.write_text(model.read_text().replace('"taskId"', '"task_id"'))
    elif change == "missing":
        model.unlink()
    else:
        (package / "extra.py").touch()
    name = "img_open/extra.py" if change == "added" else "img_open/models/face_detection_data.py"
    report = compare_files(ROOT / "generated", tmp_path / "generated")
    assert [mismatch.pointer for mismatch in report.mismatches] == [f"/generated/{name}"]
    assert 'run "make generate"' in str(report)


@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_another_signature_is_noticed(operation: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = ImgOpen(
        "id", "secret", http_client=httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(500)))
    )
    resource, name = method_name(operation)
    kind = type(getattr(client, resource))
    assert not compare_method(operation, client).mismatches
    monkeypatch.setattr(kind, name, lambda self, *, planted: None)  # noqa: ARG005  # its signature is what counts
    assert_told(compare_method(operation, client), operation.operation_id, "/planted")
    monkeypatch.delattr(kind, name)
    assert_told(compare_method(operation, client), operation.operation_id, "")


def test_another_model_is_noticed() -> None:
    schema = SPEC.deref(SPEC.document["components"]["schemas"]["FaceDetectionData"])
    there = vars(models)
    assert not compare_model(SPEC, "FaceDetectionData", schema, there).mismatches
    schema["properties"]["planted"] = schema["properties"].pop("taskId")
    report = compare_model(SPEC, "FaceDetectionData", schema, there)
    for field in ("planted", "taskId"):
        assert_told(report, "detectFaces", f"/FaceDetectionData/{field}")
    assert_told(compare_model(SPEC, "Missing", schema, there), "Missing", "/Missing")


def assert_told(report: Report, operation_id: str, pointer: str) -> None:
    """Some mismatch names the operation and the place."""
    assert (operation_id, pointer) in [(found.operation, found.pointer) for found in report.mismatches], str(report)
