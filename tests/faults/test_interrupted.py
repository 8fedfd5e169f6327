"""Waits that are cancelled, interrupted, left or closed: they end at once, leak nothing, and the client goes on."""

import asyncio
import gc
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from img_open import ApiError, AsyncImgOpen, ImgOpen, SubmitUnclear, TransportError
from img_open_sandbox.process import Sandbox
from tests.faults.driving import (
    GRACE_S,
    OWN_ID,
    Mode,
    Stopwatch,
    each,
    is_right,
    outcome,
    resolved,
    resumed,
    run,
    submit,
    submits,
    wait,
)
from tests.faults.planting import ALWAYS, on

AT_ONCE_S = 1 + GRACE_S


def until(sandbox: Sandbox, kind: str, count: int = 1) -> None:
    """Return when the server has got so many requests of a kind."""
    watch = Stopwatch()
    while sum(row["kind"] == kind for row in sandbox.requests()["requests"]) < count:
        assert watch.seconds < 20


# Cancelled


def test_cancelled_waits_leave_no_connection_in_use(sandbox: Sandbox) -> None:
    """More of them than the pool has connections, at each point of a question."""
    sandbox.plant({"fault": "slow-headers", "on": {"kind": "query"}, "seconds": 60, "times": 150})
    sandbox.plant({"fault": "slow-body", "on": {"kind": "query"}, "seconds": 0.05, "pieces": 1000, "times": 150})

    async def use(client: AsyncImgOpen) -> None:
        task = await submit(client)
        for left in (0.0, 0.3, 0.5, 0.8):
            waits = [asyncio.create_task(wait(task)) for _ in range(75)]
            _, running = await asyncio.wait(waits, timeout=left)
            assert len(running) == len(waits)
            for waiting in waits:
                waiting.cancel()
            ended = await asyncio.gather(*waits, return_exceptions=True)
            assert {type(error) for error in ended} == {asyncio.CancelledError}
        sandbox.control("DELETE", "faults")
        assert is_right(await wait(task, 5))
        assert {is_right(data) for data in await asyncio.gather(*[wait(task, 5) for _ in range(150)])} == {True}

    run("async", sandbox, use)
    gc.collect()  # a socket that was left open is an error of this test, and of no other


@pytest.mark.parametrize("how", ["wait_all", "as_completed"])
def test_waits_for_many_that_are_cancelled_leave_nothing_behind(sandbox: Sandbox, how: str) -> None:
    sandbox.plant({"fault": "slow-headers", "on": {"kind": "query"}, "seconds": 60, "times": ALWAYS})

    async def use(client: AsyncImgOpen) -> None:
        tasks = [await submit(client, f"b{number}") for number in range(30)]

        async def many() -> None:
            if how == "wait_all":
                await client.tasks.wait_all(tasks, concurrency=20)
            else:
                async for _ in client.tasks.as_completed(tasks, concurrency=20):
                    pass

        for _ in range(6):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(many(), 0.4)
            assert asyncio.all_tasks() == {asyncio.current_task()}
        sandbox.control("DELETE", "faults")
        assert len(await client.tasks.wait_all(tasks, 5)) == 30

    run("async", sandbox, use)
    gc.collect()


def test_a_submit_that_was_cancelled_is_found_by_the_callers_id(sandbox: Sandbox) -> None:
    sandbox.plant(on("submit", "slow-headers", seconds=60))

    async def use(client: AsyncImgOpen) -> None:
        begun = asyncio.create_task(submit(client))
        await asyncio.to_thread(until, sandbox, "submit")
        begun.cancel()
        with pytest.raises(asyncio.CancelledError):
            await begun
        assert is_right(await wait(resumed(client)))

    run("async", sandbox, use)
    assert submits(sandbox) == (1, 1)
    gc.collect()


INTERRUPTED = """
import sys
from img_open import ImgOpen

url, key_id, key_secret, how = sys.argv[1:]
with ImgOpen(key_id, key_secret, url) as client:
    task = client.tools.expand_prompt(mode=0, source_prompt="b1", business_task_id="b1")
    try:
        task.wait(60) if how == "wait" else client.tasks.wait_all([task], 60)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    print(len(client.images.list_models(page_num=1, page_size=1).rows), flush=True)
print("closed", flush=True)
"""


@pytest.mark.parametrize("how", ["wait", "wait_all"])
def test_ctrl_c_ends_a_wait_at_once(sandbox: Sandbox, how: str) -> None:
    sandbox.plant(on("query", "slow-headers", seconds=60))
    arguments = [sys.executable, "-W", "error", "-c", INTERRUPTED, sandbox.url, sandbox.key_id, sandbox.key_secret, how]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        until(sandbox, "query")
        watch = Stopwatch()
        process.send_signal(signal.SIGINT)
        told, errors = process.communicate(timeout=60)
    assert (told.split(), errors, process.returncode) == (["interrupted", "1", "closed"], "", 0)
    assert watch.seconds < AT_ONCE_S


# Closed in the middle


WAITS: dict[str, Callable[[Any, Any], Any]] = {
    "wait": lambda _, task: task.wait(30),
    "wait_all": lambda client, task: client.tasks.wait_all([task], 30),
    "refresh": lambda _, task: task.refresh(),
}


@pytest.mark.parametrize("how", WAITS)
def test_closing_an_async_client_ends_its_waits(sandbox: Sandbox, how: str) -> None:
    sandbox.plant(on("query", "slow-headers", seconds=60, times=ALWAYS))

    async def use(client: AsyncImgOpen) -> None:
        task = await submit(client)
        waits = [asyncio.create_task(outcome(lambda: WAITS[how](client, task))) for _ in range(5)]
        await asyncio.to_thread(until, sandbox, "query", 5)
        watch = Stopwatch()
        await client.aclose()
        ended = await asyncio.gather(*waits)
        assert [isinstance(error, ApiError) for error in ended] == [True] * 5
        assert watch.seconds < AT_ONCE_S

    run("async", sandbox, use)
    gc.collect()


@pytest.mark.parametrize("how", WAITS)
def test_closing_a_client_ends_its_waits(sandbox: Sandbox, how: str) -> None:
    sandbox.plant(on("query", "slow-headers", seconds=60, times=ALWAYS))
    client = ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url)
    task = asyncio.run(submit(client))
    ended: list[Any] = []

    def work() -> None:
        ended.append(asyncio.run(outcome(lambda: WAITS[how](client, task))))

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    until(sandbox, "query", 5)
    watch = Stopwatch()
    client.close()
    for thread in threads:
        thread.join()
    assert [isinstance(error, ApiError) for error in ended] == [True] * 5
    assert watch.seconds < AT_ONCE_S
    gc.collect()


def test_a_submit_whose_client_is_closed_may_have_arrived(sandbox: Sandbox, mode: Mode) -> None:
    sandbox.plant(on("submit", "slow-headers", seconds=60))

    async def use(client: Any) -> None:
        if mode == "async":
            begun = asyncio.create_task(outcome(lambda: submit(client)))
        else:
            begun = asyncio.create_task(asyncio.to_thread(lambda: asyncio.run(outcome(lambda: submit(client)))))
        await asyncio.to_thread(until, sandbox, "submit")
        await resolved(client.close() if mode == "sync" else client.aclose())
        error = await begun
        assert type(error) is SubmitUnclear
        assert error.business_task_id == OWN_ID

    run(mode, sandbox, use)
    assert submits(sandbox) == (1, 1)


def test_an_async_client_that_is_closed_while_it_connects_leaves_nothing_open(sandbox: Sandbox) -> None:
    sandbox.plant({"fault": "slow-headers", "on": {"kind": "other"}, "seconds": 60, "times": ALWAYS})

    async def use(client: AsyncImgOpen, steps: int) -> None:
        asks = [
            asyncio.create_task(outcome(lambda: client.images.list_models(page_num=1, page_size=1))) for _ in range(3)
        ]
        for _ in range(steps):  # of the loop: the client is closed at each point of connecting
            await asyncio.sleep(0)
        await client.aclose()
        assert [type(error) for error in await asyncio.gather(*asks)] == [TransportError] * 3

    watch = Stopwatch()
    for steps in range(1, 20):
        run("async", sandbox, partial(use, steps=steps), max_retries=0)
    assert watch.seconds < 10
    gc.collect()


# Left


def test_leaving_as_completed_in_the_middle_leaves_a_client_that_goes_on(sandbox: Sandbox, mode: Mode) -> None:
    ids = [f"b{number}" for number in range(9)]  # fewer than go at once: the first has its turn whatever the jitter
    sandbox.plant(*[on("query", "slow-headers", own_id, seconds=60) for own_id in ids[1:]])

    async def use(client: Any) -> None:
        tasks = [await submit(client, own_id) for own_id in ids]
        async for task in each(client.tasks.as_completed(tasks, 60)):
            assert task.business_task_id == ids[0]
            break
        gc.collect()
        sandbox.control("DELETE", "faults")
        ended = await resolved(client.tasks.wait_all(tasks, 30))
        assert [is_right(data, own_id) for data, own_id in zip(ended, ids, strict=True)] == [True] * len(ids)

    watch = Stopwatch()
    run(mode, sandbox, use)
    assert watch.seconds < 10
