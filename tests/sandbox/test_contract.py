"""What is read from the spec, and what is missing when a handler is."""

import pytest

from img_open_sandbox.operations import CallbackRule, TaskStatus, key_headers, load_document, read_operations
from img_open_sandbox.registry import MissingHandlerError, load, require_handlers
from tests.sandbox.helpers import DETECT, DETECT_PAGE, KEYS


def test_operations_come_from_the_spec() -> None:
    operations = {operation.id: operation for operation in read_operations(load_document())}
    detect, query = operations["detectFaces"], operations["queryToolTask"]

    assert (detect.method, detect.path, detect.page, detect.tool_code) == (
        "POST",
        DETECT,
        DETECT_PAGE,
        "face/detection",
    )
    assert detect.status == TaskStatus(waiting=1, finished=2, failed=-1)
    assert query.path == "/AIGCImgOpenServ/saas/tool/{toolCode:path}/queryTask"
    assert (query.status, query.callback) == (None, None)


def test_key_headers_come_from_the_spec() -> None:
    assert list(key_headers(load_document())) == list(KEYS)


def test_the_ladder_comes_from_the_spec_and_its_last_step_repeats() -> None:
    rule = read_operations(load_document())[0].callback

    assert rule == CallbackRule("callbackUrl", (3, 5, 15, 30, 60, 600, 3600), 10)
    assert [rule.pause(tries) for tries in range(1, 11)] == [3, 5, 15, 30, 60, 600, 3600, 3600, 3600, None]


def test_an_operation_without_a_handler() -> None:
    operations = read_operations(load_document())
    handlers = {name: handler for name, handler in load()[0].items() if name != "detectFaces"}

    with pytest.raises(MissingHandlerError) as caught:
        require_handlers(operations, handlers)

    expected = "no handler for detectFaces of spec/openapi.yaml; add a module to img_open_sandbox/handlers"
    assert str(caught.value) == expected


def test_a_callback_that_is_not_named_in_the_body() -> None:
    document = load_document()
    operation = document["paths"][DETECT]["post"]
    operation["callbacks"] = {"finished": {"{$request.query.url}": {}}}

    with pytest.raises(
        ValueError, match=r"callback: expected \{\$request.body#/<field>\}, got \{\$request.query.url\}"
    ):
        read_operations(document)
