"""The documented job done by a real client against a real server, as the tests and the drill do it alike."""

from functools import partial
from typing import Any

from contract.driving import Server, ask, prepared, submit
from contract.mismatch import Report
from contract.spec import Operation, Spec
from contract.tasks import questions, questions_to, result_of
from contract.values import ABSENT, Json, Words, at
from contract_tests.calls import Mode, arguments, call, readable, resolved, with_client
from contract_tests.client_values import as_client_shows
from img_open import Progress

EDGE = "client-server"


def waited(server: Server, spec: Spec, operation: Operation, mode: Mode, picture: bytes) -> Report:
    """A task that takes three looks is waited for, and its result is what the server has."""
    body = prepared(server, operation, "looks:3", picture)
    report = Report(EDGE)
    seen: list[Progress] = []

    async def use(client: Any) -> tuple[bool, Any, Any]:
        task = await call(client, operation, arguments(body, {}))
        return task.done, task, await resolved(task.wait(timeout=60, on_progress=seen.append))

    with readable(report, operation.operation_id, operation.source):
        done_at_once, task, result = with_client(mode, server.url, server.headers, use)
        report.compare(operation.operation_id, "/task/done", False, done_at_once, operation.source)
        compare_with_server(report, server, spec, operation, task, result.to_dict())
        check_filled(report, operation, result.to_dict())
        check_progress(report, spec, operation, [progress.percentage for progress in seen])
    return report


def done_at_once(server: Server, spec: Spec, operation: Operation, mode: Mode, picture: bytes) -> Report:
    """A task whose result stands in the submit's answer is done there."""
    body = prepared(server, operation, "now", picture)
    report = Report(EDGE)
    with readable(report, operation.operation_id, operation.source):
        use = partial(call, operation=operation, keywords=arguments(body, {}))
        task = with_client(mode, server.url, server.headers, use)
        report.compare(operation.operation_id, "/task/done", True, task.done, operation.source)
        compare_with_server(report, server, spec, operation, task, task.data.to_dict())
    return report


def queried(server: Server, spec: Spec, operation: Operation, mode: Mode, picture: bytes) -> Report:
    """A query shows the task of each operation that names it in x-task."""
    report = Report(EDGE)
    for question in questions_to(spec, operation):
        for body in submit(server, question, "now", picture):
            shown = shown_result(operation, ask(server, operation, body, question.parameters))
            use = partial(call, operation=operation, keywords=arguments(body, question.parameters))
            with readable(report, operation.operation_id, operation.source):
                read = with_client(mode, server.url, server.headers, use)
                report.compare(operation.operation_id, "/data", shown, read.to_dict(), operation.source)
    return report


def read(server: Server, operation: Operation, mode: Mode, picture: bytes) -> Report:
    """What is no task is answered with something."""
    report = Report(EDGE)
    body = prepared(server, operation, "now", picture)
    use = partial(call, operation=operation, keywords=arguments(body, {}))
    with readable(report, operation.operation_id, operation.source):
        found = with_client(mode, server.url, server.headers, use)
        shown = {"id": found.id} if hasattr(found, "refresh") else found.to_dict()
        good = any(value not in (None, "", []) for value in shown.values())
        expected = Words("an answer that holds something")
        report.check(operation.operation_id, "/data", expected, shown, operation.source, good=good)
    return report


def job(server: Server, spec: Spec, operation: Operation, mode: Mode, picture: bytes) -> Report:
    """Whichever of these is the operation's."""
    if any(questions(spec, operation)):
        return waited(server, spec, operation, mode, picture)
    if questions_to(spec, operation):
        return queried(server, spec, operation, mode, picture)
    return read(server, operation, mode, picture)


def shown_result(operation: Operation, answer: Json) -> Json:
    """The result in an answer, as the client is to show it."""
    place, schema = result_of(operation)
    return as_client_shows(schema, at(answer, place))


def check_progress(report: Report, spec: Spec, operation: Operation, percentages: list[float | None]) -> None:
    """Where the query's answer says how much is done, the caller hears of it, look by look; else of nothing."""
    tells = any("progress" in asked.query.raw.get("x-task-answer", {}) for asked in questions(spec, operation))
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


def compare_with_server(
    report: Report, server: Server, spec: Spec, operation: Operation, task: Any, result: Json
) -> None:
    """The client's result against what the server says of the task when asked by hand, which may be more."""
    question = next(questions(spec, operation))
    answer = ask(server, question.query, {question.field: task.business_task_id}, question.parameters)
    shown = shown_result(operation, answer)
    report.compare(operation.operation_id, "/task/data", shown, {**shown, **result}, operation.source)
