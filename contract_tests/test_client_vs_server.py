"""Client against server: the generated client does the documented job over HTTP, by waiting and by callback."""

from functools import partial
from typing import Any

import pytest

from contract.mismatch import Report
from contract.spec import Operation
from contract.tasks import schema_at
from contract.values import ABSENT, Json, Words, at
from contract_tests.calls import MODES, Mode, arguments, call, readable, resolved, with_client
from contract_tests.client_values import as_client_shows
from contract_tests.edges import Edges
from contract_tests.servers import ask, asked_through, show_pictures
from contract_tests.witnesses import OPERATIONS, SPEC, name_of
from img_open import StatusError
from img_open.transport import AsyncTransport, SyncTransport
from img_open_sandbox.process import Sandbox
from scripts.demo import receiver

EDGE = "client-server"
CALLBACK_WAIT_S = 20
TASKS = [operation for operation in OPERATIONS if operation.task]
OTHERS = [operation for operation in OPERATIONS if not operation.task]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks make the sandbox's tasks progress, so no time needs to pass between them."""

    async def pass_no_time(*_: object) -> None: ...

    monkeypatch.setattr(SyncTransport, "sleep", lambda *_: None)
    monkeypatch.setattr(AsyncTransport, "sleep", pass_no_time)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", TASKS, ids=name_of)
def test_a_task_is_waited_for(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    body = prepared(sandbox, operation, "looks:3")
    report = Report(EDGE)

    async def use(client: Any) -> tuple[bool, Any, Any]:
        task = await call(client, operation, arguments(body, {}))
        return task.done, task, await resolved(task.wait(timeout=60))

    with readable(report, operation.operation_id, operation.source):
        done_at_once, task, result = with_client(mode, sandbox.url, sandbox.headers, use)
        report.compare(operation.operation_id, "/task/done", False, done_at_once, operation.source)
        compare_with_server(report, sandbox, operation, task, result.to_dict())
        check_filled(report, operation, result.to_dict())
    edges.expect_none(report)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", TASKS, ids=name_of)
def test_a_task_is_done_at_once_and_called_back(
    operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges
) -> None:
    body = prepared(sandbox, operation, "now")
    report = Report(EDGE)
    with receiver() as (url, events), readable(report, operation.operation_id, operation.source):

        async def use(client: Any) -> Any:
            return await call(client, operation, arguments({**body, "callbackUrl": url}, {}))

        task = with_client(mode, sandbox.url, sandbox.headers, use)
        shown = shown_result(operation, events.get(timeout=CALLBACK_WAIT_S))
        report.compare(operation.operation_id, "/task/done", True, task.done, operation.source)
        compare_with_server(report, sandbox, operation, task, task.data.to_dict())
        report.compare(operation.operation_id, "/callback", shown, task.data.to_dict(), operation.source)
    edges.expect_none(report)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", OTHERS, ids=name_of)
def test_what_is_no_task_is_read(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    report = Report(EDGE)
    for submitter, parameters in asked_through(SPEC, operation):
        body = {**operation.request[1]["example"]}
        if submitter is not operation:
            key = submitter.raw["x-task"]["key"]
            ask(sandbox, submitter, {**prepared(sandbox, submitter, "now"), key: body[key]}, {})
        use = partial(call, operation=operation, keywords=arguments(body, parameters))
        shown = shown_result(operation, ask(sandbox, operation, body, parameters))
        with readable(report, operation.operation_id, operation.source):
            read = with_client(mode, sandbox.url, sandbox.headers, use)
            report.compare(operation.operation_id, "/data", shown, read.to_dict(), operation.source)
    edges.expect_none(report)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", OPERATIONS, ids=name_of)
def test_wrong_keys_are_refused_and_not_shown(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    report = Report(EDGE)
    in_path = {parameter["name"]: "roop" for parameter in operation.parameters if parameter["in"] == "path"}
    keywords = arguments(operation.request[1]["example"], in_path)
    for header in sandbox.headers:
        keys = {**sandbox.headers, header: "canary"}
        with pytest.raises(StatusError) as caught:
            with_client(mode, sandbox.url, keys, lambda client: call(client, operation, keywords))
        told = [caught.value.code, header in str(caught.value.msg), "canary" in str(caught.value)]
        report.compare(operation.operation_id, "/code", ["401", True, False], told, operation.source)
    edges.expect_none(report)


def prepared(sandbox: Sandbox, operation: Operation, progress: str) -> dict[str, Json]:
    """The documented request, with a photograph for each picture in it and an empty sandbox."""
    sandbox.control("POST", "reset")
    sandbox.control("PUT", "progress", json={"progress": progress})
    body = {**operation.request[1]["example"]}
    show_pictures(sandbox, operation, body)
    return body


def shown_result(operation: Operation, answer: Json) -> Json:
    """The result in an answer, as the client is to show it."""
    place = (operation.task or {}).get("result", "/data")
    return as_client_shows(schema_at(operation.success_schema, place) or {}, at(answer, place))


def check_filled(report: Report, operation: Operation, result: Json) -> None:
    """The picture has what is looked for, so an empty result is none."""
    rules = operation.raw["x-task"]
    for pointer in rules.get("filled", []):
        found = at(result, pointer.removeprefix(rules["result"]))
        expected = Words("something found in a picture that has it")
        report.check(operation.operation_id, pointer, expected, found, operation.source, good=found not in (ABSENT, []))


def compare_with_server(report: Report, sandbox: Sandbox, operation: Operation, task: Any, result: Json) -> None:
    """The client's task and result against what the server says of the task when asked by hand."""
    rules = operation.raw["x-task"]
    query = SPEC.operations[rules["query"]["operationId"]]
    answer = ask(sandbox, query, {rules["key"]: task.business_task_id}, rules["query"]["parameters"])
    report.compare(operation.operation_id, "/task/id", at(answer, rules["id"]), task.id, operation.source)
    report.compare(operation.operation_id, "/task/data", shown_result(operation, answer), result, operation.source)
