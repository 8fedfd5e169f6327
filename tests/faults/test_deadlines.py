"""A deadline is a deadline, in real time: whatever the server does, the wait ends there, with a typed error."""

from typing import Any

import pytest

from img_open import TaskTimeout, TransportError
from img_open_sandbox.process import Sandbox
from tests.faults.driving import GRACE_S, Mode, Stopwatch, is_right, outcome, resolved, run, submit, submits, wait
from tests.faults.planting import ALWAYS, Planted, on, unread

DEADLINE_S = 0.8
NEAR_S = 0.1  # a wait that has less time left than this need not ask once more

NEVER_ENDS: dict[str, Planted] = {
    "slow headers": on("query", "slow-headers", seconds=60, times=ALWAYS),
    "a byte now and then": on("query", "slow-body", seconds=0.05, pieces=1000, times=ALWAYS),
    "slow body": on("query", "slow-body", seconds=60, times=ALWAYS),
    "reset before read": unread("query", ALWAYS),
    "reset after read": on("query", "reset-after-read", times=ALWAYS),
    "truncated body": on("query", "truncated-body", times=ALWAYS),
    "429, Retry-After 30": on("query", "status", code=429, retryAfter=30, times=ALWAYS),
    "503 storm": on("query", "status", code=503, times=ALWAYS),
    "HTML 502": on("query", "html", code=502, times=ALWAYS),
    "status backwards": on("query", "status-backwards", times=ALWAYS),
}


def in_time(watch: Stopwatch, deadline: float) -> bool:
    return deadline - NEAR_S <= watch.seconds <= deadline + GRACE_S


@pytest.mark.parametrize("name", NEVER_ENDS)
def test_a_wait_ends_at_its_deadline_and_may_go_on_later(sandbox: Sandbox, mode: Mode, name: str) -> None:
    sandbox.plant(NEVER_ENDS[name])

    async def use(client: Any) -> None:
        task = await submit(client)
        watch = Stopwatch()
        with pytest.raises(TaskTimeout, match="did not end within 0.8 s"):
            await wait(task, DEADLINE_S)
        assert in_time(watch, DEADLINE_S), watch.seconds
        sandbox.control("DELETE", "faults")
        assert is_right(await wait(task))

    run(mode, sandbox, use)
    assert submits(sandbox) == (1, 1)


@pytest.mark.parametrize("fault", ["slow-headers", "slow-body"])
@pytest.mark.parametrize("concurrency", [3, 20])
def test_many_waits_end_at_one_deadline(sandbox: Sandbox, mode: Mode, fault: str, concurrency: int) -> None:
    """Also of those whose question has to wait for its turn."""
    fields = {"pieces": 1000} if fault == "slow-body" else {}
    sandbox.plant(
        {"fault": fault, "on": {"kind": "query"}, "seconds": 0.05 if fields else 60, "times": ALWAYS} | fields
    )

    async def use(client: Any) -> None:
        tasks = [await submit(client, f"b{number}") for number in range(12)]
        watch = Stopwatch()
        ended = await resolved(
            client.tasks.wait_all(tasks, DEADLINE_S, concurrency=concurrency, return_exceptions=True)
        )
        assert in_time(watch, DEADLINE_S), watch.seconds
        assert {type(error) for error in ended} == {TaskTimeout}
        sandbox.control("DELETE", "faults")
        for number, data in enumerate(await resolved(client.tasks.wait_all(tasks, 60))):
            assert is_right(data, f"b{number}")

    run(mode, sandbox, use)


@pytest.mark.parametrize("fault", ["slow-headers", "slow-body"])
def test_a_silent_server_is_left_after_the_clients_timeout(sandbox: Sandbox, mode: Mode, fault: str) -> None:
    sandbox.plant({"fault": fault, "on": {"kind": "other"}, "seconds": 60})

    async def use(client: Any) -> None:
        watch = Stopwatch()
        error = await outcome(lambda: client.images.list_models(page_num=1, page_size=1))
        assert type(error) is TransportError
        assert (error.timed_out, error.never_arrived) == (True, False)
        assert in_time(watch, 0.4), watch.seconds

    run(mode, sandbox, use, timeout=0.4, max_retries=0)


def test_a_dripping_answer_is_right_when_nobody_is_in_a_hurry(sandbox: Sandbox, mode: Mode) -> None:
    """The client's timeout is for each phase: an answer may take longer, as long as something comes."""
    sandbox.plant(on("submit", "slow-body", seconds=0.1, pieces=8), on("query", "slow-body", seconds=0.1, pieces=8))

    async def use(client: Any) -> None:
        watch = Stopwatch()
        assert is_right(await wait(await submit(client)))
        assert watch.seconds > 1.5

    run(mode, sandbox, use, timeout=0.5)
