"""What is read from the spec, and what is missing when a handler is."""

from typing import Any

import pytest

from img_open_sandbox.operations import (
    CallbackRule,
    Operation,
    TaskRule,
    TaskStatus,
    key_headers,
    load_document,
    read_operations,
)
from img_open_sandbox.registry import MissingHandlerError, load, require_handlers
from tests.sandbox.helpers import DETECT, DETECT_PAGE, KEYS


def operation(name: str) -> Operation:
    return next(operation for operation in read_operations(load_document()) if operation.id == name)


def test_operations_come_from_the_spec() -> None:
    detect, query, training = (operation(name) for name in ("detectFaces", "queryToolTask", "submitTraining"))

    assert (detect.method, detect.path, detect.page) == ("POST", DETECT, DETECT_PAGE)
    assert detect.task == TaskRule("businessTaskId", ("queryToolTask",), TaskStatus(waiting=1, finished=2, failed=-1))
    assert query.path == "/AIGCImgOpenServ/saas/tool/{toolCode:path}/queryTask"
    assert (query.task, query.callback) == (None, None)
    assert training.task == TaskRule("taskId", (), None)
    assert training.aliases["file_url_list"] == "fileUrlList"


def test_families() -> None:
    names = ("detectFaces", "swapFaceV2", "textToImage", "imageToImageV3", "submitTraining")

    assert [operation(name).family for name in names] == ["face/detection", "v2/roop", "/sd", "/sd", "/training"]


@pytest.mark.parametrize(
    ("name", "body", "own"),
    [
        ("detectFaces", {"businessTaskId": "1", "id_task": "2"}, ("businessTaskId", "1")),
        ("optimizePrompt", {"task_id": "1"}, ("task_id", "1")),
        ("detectFaces", {"businessTaskId": ""}, None),
        ("textToImage", {}, None),
        ("textToImage", {"id_task": "", "alwayson_scripts": {"id_task": "1"}}, ("alwayson_scripts/id_task", "1")),
        ("textToImage", {"alwayson_scripts": {"id_task": "1"}}, ("alwayson_scripts/id_task", "1")),
        ("textToImage", {"id_task": "2", "alwayson_scripts": {"id_task": "1"}}, ("id_task", "2")),
        ("textToImage", {"id_task": 2, "alwayson_scripts": {}}, None),
        ("imageToImage", {"id_task": "2", "alwayson_scripts": {"id_task": "1"}}, ("id_task", "2")),
        ("imageToImageV3", {"businessTaskId": "1"}, ("businessTaskId", "1")),
        ("imageToImageV3", {}, None),
    ],
)
def test_the_callers_own_id(name: str, body: dict[str, Any], own: tuple[str, str] | None) -> None:
    assert operation(name).own_id(body) == own


def test_key_headers_come_from_the_spec() -> None:
    assert list(key_headers(load_document())) == list(KEYS)


def test_the_ladder_comes_from_the_spec_and_its_last_step_repeats() -> None:
    rule = operation("detectFaces").callback

    assert rule == CallbackRule("callbackUrl", (3, 5, 15, 30, 60, 600, 3600), 10)
    assert [rule.pause(tries) for tries in range(1, 11)] == [3, 5, 15, 30, 60, 600, 3600, 3600, 3600, None]


def test_an_operation_without_a_handler() -> None:
    operations = read_operations(load_document())
    handlers, presenters = load()
    some_handlers = {name: handler for name, handler in handlers.items() if name != "detectFaces"}
    # submitTraining needs none, as nobody can ask for its task.
    some_presenters = {name: presenter for name, presenter in presenters.items() if name != "swapFace"}

    with pytest.raises(MissingHandlerError) as caught:
        require_handlers(operations, some_handlers, some_presenters)

    expected = "no handler for detectFaces and no presenter for swapFace of spec/openapi.yaml; add a module to"
    assert str(caught.value) == f"{expected} img_open_sandbox/handlers"


def test_a_callback_that_is_not_named_in_the_body() -> None:
    document = load_document()
    operation = document["paths"][DETECT]["post"]
    operation["callbacks"] = {"finished": {"{$request.query.url}": {}}}

    with pytest.raises(
        ValueError, match=r"callback: expected \{\$request.body#/<field>\}, got \{\$request.query.url\}"
    ):
        read_operations(document)
