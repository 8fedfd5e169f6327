"""Lists, looks and waits under each fault: questions are put again, and what comes is right."""

from typing import Any

import pytest

from img_open import ApiError, DecodeError, StatusError, TaskFailed, TaskLost, TransportError
from img_open_sandbox.process import Sandbox
from tests.faults.driving import FastTime, Mode, is_right, resolved, run, submit, submits, wait
from tests.faults.planting import Planted, in_seconds, on, unread


def status(code: int, **fields: Any) -> Planted:
    return on("query", "status", code=code, **fields)


PUT_UP_WITH = {
    "reset before read": unread("query", 5),
    "reset after read": on("query", "reset-after-read", times=5),
    "slow headers": on("query", "slow-headers", seconds=0.2),
    "headers too slow": on("query", "slow-headers", seconds=60, times=2),
    "slow body": on("query", "slow-body", seconds=0.02, pieces=20),
    "body too slow": on("query", "slow-body", seconds=60, times=2),
    "truncated body": on("query", "truncated-body", times=5),
    "429": status(429, times=5),
    "429, Retry-After 1": status(429, times=5, retryAfter=1),
    "429, Retry-After of nonsense": status(429, times=5, retryAfter="soon"),
    "503 storm": status(503, times=12),
    "502": status(502, times=5),
    "504": status(504, times=5),
    "408": status(408, times=5),
    "handled 503": status(503, times=5, handled=True),
    "HTML 502": on("query", "html", code=502, times=5),
    "status backwards": on("query", "status-backwards", times=5),
}


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("name", PUT_UP_WITH)
def test_a_wait_puts_up_with(sandbox: Sandbox, mode: Mode, name: str) -> None:
    sandbox.plant(PUT_UP_WITH[name])

    async def use(client: Any) -> None:
        task = await submit(client)
        assert not task.done
        assert is_right(await wait(task, 300))

    run(mode, sandbox, use, timeout=0.5)
    assert submits(sandbox) == (1, 1)
    (row,) = sandbox.control("GET", "faults")["faults"]
    assert row["used"] == row["times"]


ENDS = {
    "lost": (on("query", "lose-task"), TaskLost, "is unknown to the service", False),
    "500": (status(500), StatusError, "HTTP 500", True),
    "HTML 200": (on("query", "html", code=200), DecodeError, "expected JSON, got <!DOCTYPE html>", True),
    "HTML 404": (on("query", "html", code=404), StatusError, "HTTP 404", True),
}


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("name", ENDS)
def test_a_wait_ends_with_an_error_that_is_true(sandbox: Sandbox, mode: Mode, name: str) -> None:
    fault, error, text, goes_on = ENDS[name]
    sandbox.plant(fault)

    async def use(client: Any) -> None:
        task = await submit(client)
        with pytest.raises(error, match=text):
            await wait(task)
        if goes_on:
            assert is_right(await wait(task))
        else:
            assert sandbox.control("GET", "tasks")["tasks"] == []

    run(mode, sandbox, use)


@pytest.mark.usefixtures("fast")
def test_a_task_lost_after_its_submit(sandbox: Sandbox, mode: Mode) -> None:
    sandbox.plant(on("submit", "lose-task"))

    async def use(client: Any) -> None:
        with pytest.raises(TaskLost):
            await wait(await submit(client))

    run(mode, sandbox, use)


@pytest.mark.usefixtures("fast")
def test_a_task_that_fails_amid_a_storm(sandbox: Sandbox, mode: Mode) -> None:
    sandbox.plant(status(503, times=3))
    sandbox.control("PUT", "progress", json={"progress": "looks:9"})

    async def use(client: Any) -> None:
        task = await submit(client)
        sandbox.control("POST", f"tasks/{task.id}/fail")
        with pytest.raises(TaskFailed):
            await wait(task)
        assert task.failed

    run(mode, sandbox, use)


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize(("after", "low", "high"), [(8, 8, 8), ("in 8 s", 6.5, 8)])
def test_a_wait_honours_retry_after(
    sandbox: Sandbox, mode: Mode, fast: FastTime, code: int, after: str | int, low: float, high: float
) -> None:
    sandbox.plant(status(code, retryAfter=after if isinstance(after, int) else in_seconds(8)))

    async def use(client: Any) -> None:
        assert is_right(await wait(await submit(client), 300))

    run(mode, sandbox, use)
    assert len(fast.pauses) == 2
    assert low <= fast.pauses[1] <= high


@pytest.mark.parametrize("fault", ["reset-before-read", "reset-after-read", "truncated-body", "status", "html"])
@pytest.mark.parametrize("what", ["list", "look"])
def test_a_question_is_put_again_twice_and_no_more(
    sandbox: Sandbox, mode: Mode, fast: FastTime, fault: str, what: str
) -> None:
    kind, fields = ("other" if what == "list" else "query"), {"code": 503} if fault == "status" else {}
    planted = {"fault": fault, "on": {"kind": kind}, **fields}
    error: type[ApiError] = StatusError if fault in {"status", "html"} else TransportError

    async def use(client: Any) -> None:
        task = await submit(client)

        async def ask() -> bool:
            if what == "list":
                return bool((await resolved(client.images.list_models(page_num=1, page_size=1))).rows)
            return bool((await resolved(task.refresh())).done)

        sandbox.plant({**planted, "times": 2})
        assert await ask()
        assert len(fast.pauses) == 2
        if what == "look":
            task = await submit(client, "b2")
        sandbox.plant({**planted, "times": 3})
        with pytest.raises(error) as caught:
            await ask()
        assert type(caught.value) is error
        assert len(fast.pauses) == 4
        assert await ask()

    run(mode, sandbox, use)
