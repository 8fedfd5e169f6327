"""Client against server: the generated client does the documented job over HTTP, by waiting and by callback."""

from functools import partial
from typing import Any

import pytest

from contract.driving import ask, prepared, submit
from contract.mismatch import Report
from contract.spec import Operation
from contract.tasks import answers_with_result, questions, questions_to, result_of
from contract.values import ABSENT, Json, Words, at
from contract_tests.calls import MODES, Mode, arguments, call, readable, resolved, with_client
from contract_tests.client_values import as_client_shows
from contract_tests.edges import Edges
from contract_tests.servers import PORTRAIT
from contract_tests.witnesses import OPERATIONS, SPEC, name_of
from img_open import Progress, StatusError
from img_open.transport import AsyncTransport, SyncTransport
from img_open_sandbox.process import Sandbox
from scripts.demo import receiver

EDGE = "client-server"
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
    body = prepared(sandbox, operation, "looks:3", PORTRAIT)
    report = Report(EDGE)
    seen: list[Progress] = []

    async def use(client: Any) -> tuple[bool, Any, Any]:
        task = await call(client, operation, arguments(body, {}))
        return task.done, task, await resolved(task.wait(timeout=60, on_progress=seen.append))

    with readable(report, operation.operation_id, operation.source):
        done_at_once, task, result = with_client(mode, sandbox.url, sandbox.headers, use)
        report.compare(operation.operation_id, "/task/done", False, done_at_once, operation.source)
        compare_with_server(report, sandbox, operation, task, result.to_dict())
        check_filled(report, operation, result.to_dict())
        check_progress(report, operation, [progress.percentage for progress in seen])
    edges.expect_none(report)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", AT_ONCE, ids=name_of)
def test_a_task_is_done_at_once(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    body = prepared(sandbox, operation, "now", PORTRAIT)
    report = Report(EDGE)
    with readable(report, operation.operation_id, operation.source):
        use = partial(call, operation=operation, keywords=arguments(body, {}))
        task = with_client(mode, sandbox.url, sandbox.headers, use)
        report.compare(operation.operation_id, "/task/done", True, task.done, operation.source)
        compare_with_server(report, sandbox, operation, task, task.data.to_dict())
    edges.expect_none(report)


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
    report = Report(EDGE)
    for question in questions_to(SPEC, operation):
        for body in submit(sandbox, question, "now", PORTRAIT):
            shown = shown_result(operation, ask(sandbox, operation, body, question.parameters))
            use = partial(call, operation=operation, keywords=arguments(body, question.parameters))
            with readable(report, operation.operation_id, operation.source):
                read = with_client(mode, sandbox.url, sandbox.headers, use)
                report.compare(operation.operation_id, "/data", shown, read.to_dict(), operation.source)
    edges.expect_none(report)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("operation", OTHERS, ids=name_of)
def test_what_is_no_task_is_read(operation: Operation, mode: Mode, sandbox: Sandbox, edges: Edges) -> None:
    report = Report(EDGE)
    body = prepared(sandbox, operation, "now", PORTRAIT)
    use = partial(call, operation=operation, keywords=arguments(body, {}))
    with readable(report, operation.operation_id, operation.source):
        read = with_client(mode, sandbox.url, sandbox.headers, use)
        good = any(value not in (None, "", []) for value in read.to_dict().values())
        expected = Words("an answer that holds something")
        report.check(operation.operation_id, "/data", expected, read.to_dict(), operation.source, good=good)
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


def shown_result(operation: Operation, answer: Json) -> Json:
    """The result in an answer, as the client is to show it."""
    place, schema = result_of(operation)
    return as_client_shows(schema, at(answer, place))


def check_progress(report: Report, operation: Operation, percentages: list[float | None]) -> None:
    """Where the query's answer says how much is done, the caller hears of it, look by look; else of nothing."""
    tells = any("progress" in asked.query.raw.get("x-task-answer", {}) for asked in questions(SPEC, operation))
    told = [each for each in percentages[:-1] if each is not None]  # the last look finds the result
    good = len(told) == 2 and 0 < told[0] < told[1] < 100 if tells else not told
    expected = Words("two rising percentages" if tells else "no percentages")
    report.check(operation.operation_id, "/progress", expected, percentages, operation.source, good=good)


def check_filled(report: Report, operation: Operation, result: Json) -> None:
    """The picture has what is looked for, so an empty result is none."""
    rules = operation.raw["x-task"]
    for pointer in rules.get("filled", []):
        found = at(result, pointer.removeprefix(rules["result"]["at"]))
        good = found not in (ABSENT, [], "")
        expected = Words("something found in a picture that has it")
        report.check(operation.operation_id, pointer, expected, found, operation.source, good=good)


def compare_with_server(report: Report, sandbox: Sandbox, operation: Operation, task: Any, result: Json) -> None:
    """The client's result against what the server says of the task when asked by hand, which may be more."""
    question = next(questions(SPEC, operation))
    answer = ask(sandbox, question.query, {question.field: task.business_task_id}, question.parameters)
    shown = shown_result(operation, answer)
    report.compare(operation.operation_id, "/task/data", shown, {**shown, **result}, operation.source)
