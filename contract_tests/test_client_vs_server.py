"""Client against server: the generated client does the documented job over HTTP, by waiting and by callback."""

from typing import Any

import pytest

from contract.driving import prepared
from contract.mismatch import Report
from contract.spec import Operation
from contract.tasks import answers_with_result, questions, questions_to
from contract_tests.calls import MODES, Mode, arguments, call, readable, resolved, with_client
from contract_tests.doing import EDGE, done_at_once, queried, read, shown_result, waited
from contract_tests.edges import Edges
from contract_tests.servers import PORTRAIT
from contract_tests.witnesses import OPERATIONS, SPEC, name_of
from img_open import StatusError
from img_open.transport import AsyncTransport, SyncTransport
from img_open_sandbox.process import Sandbox
from scripts.demo import receiver

CALLBACK_WAIT_S = 20
TASKS = [operation for operation in OPERATIONS if any(questions(SPEC, operation))]
AT_ONCE = [operation for operation in TASKS if answers_with_result(operation)]
CALLED_BACK = [operation for operation in TASKS if operation.callback]
QUERIES = [operation for operation in OPERATIONS if questions_to(SPEC, operation)]
OTHERS = [operation for operation in OPERATIONS if operation not in TASKS + QUERIES]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks make the sandbox's tasks progress, so no time needs to pass between them."""

    async def pass_no_time(*_: object) -> None: ...

    monkeypatch.setattr(SyncTransport, "sleep", lambda *_: None)
    monkeypatch.setattr(AsyncTransport, "sleep", pass_no_time)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", TASKS, ids=name_of)
def test_a_task_is_waited_for(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    edges.expect_none(waited(sandbox, SPEC, operation, mode, PORTRAIT))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", AT_ONCE, ids=name_of)
def test_a_task_is_done_at_once(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    edges.expect_none(done_at_once(sandbox, SPEC, operation, mode, PORTRAIT))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", CALLED_BACK, ids=name_of)
def test_a_task_is_called_back(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    body = prepared(sandbox, operation, "now", PORTRAIT)
    report = Report(EDGE)
    with receiver() as (url, events), readable(report, operation.operation_id, operation.source):

        async def use(client: Any) -> Any:
            task = await call(client, operation, arguments({**body, "callbackUrl": url}, {}))
            return await resolved(task.wait(timeout=60))

        result = with_client(mode, sandbox.url, sandbox.headers, use)
        shown = shown_result(operation, events.get(timeout=CALLBACK_WAIT_S))
        report.compare(operation.operation_id, "/callback", shown, result.to_dict(), operation.source)
    edges.expect_none(report)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", QUERIES, ids=name_of)
def test_a_query_is_read(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    edges.expect_none(queried(sandbox, SPEC, operation, mode, PORTRAIT))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", OTHERS, ids=name_of)
def test_what_is_no_task_is_read(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    edges.expect_none(read(sandbox, operation, mode, PORTRAIT))


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
