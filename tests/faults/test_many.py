"""One client under many threads, and under a thousand waits at once: all right, and nothing mixed up."""

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from img_open import AsyncImgOpen, ImgOpen
from img_open_sandbox.process import Sandbox
from tests.faults.driving import Mode, at_once, each, is_right, resolved, run, submit, wait
from tests.faults.planting import ALWAYS, on

THREADS, CALLS = 16, 50


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("shaken", [False, True], ids=["calm", "faults"])
def test_many_threads_share_one_client(sandbox: Sandbox, shaken: bool) -> None:
    """Submits, looks and lists; with faults, every seventh task of each thread is struck too."""
    barrier = Barrier(THREADS)
    ids = [[f"t{thread}-{number}" for number in range(CALLS)] for thread in range(THREADS)]
    if shaken:
        faults = ("reset-after-read", "truncated-body")
        sandbox.plant(
            *[on("submit", faults[at % 2], own_id) for own in ids for at, own_id in enumerate(own) if at % 7 == 0]
        )

    with ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url) as client:

        def work(thread: int) -> list[bool]:
            barrier.wait(20)  # all at the same moment
            found = []
            for own_id in ids[thread]:
                task = client.tools.expand_prompt(mode=0, source_prompt=own_id, business_task_id=own_id)
                found.append(task.business_task_id == own_id and is_right(task.wait(60), own_id))
                assert len(client.images.list_models(page_num=1, page_size=1).rows) == 1
            return found

        with ThreadPoolExecutor(THREADS) as pool:
            right = [all(found) and len(found) == CALLS for found in pool.map(work, range(THREADS))]
    assert right == [True] * THREADS
    counts = sandbox.requests()["submits"].values()
    assert [count for count in counts if count["started"] != 1] == []
    assert len(counts) == THREADS * CALLS


@pytest.mark.usefixtures("fast")
def test_a_thousand_waits_at_once(sandbox: Sandbox) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:2"})
    ids = [f"b{number}" for number in range(1000)]

    async def use(client: AsyncImgOpen) -> None:
        tasks = await at_once("async", [partial(submit, client, own_id) for own_id in ids])
        ended = await asyncio.gather(*[wait(task, 600) for task in tasks])
        assert [own_id for own_id, data in zip(ids, ended, strict=True) if not is_right(data, own_id)] == []

    run("async", sandbox, use)
    looks = Counter(row["businessTaskId"] for row in sandbox.requests()["requests"] if row["kind"] == "query")
    assert {looks[own_id] for own_id in ids} == {2}


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("concurrency", [1, 10, 50])
def test_as_completed_gives_each_task_once(sandbox: Sandbox, mode: Mode, concurrency: int) -> None:
    """Those that do not end hold up no other."""
    ids = [f"b{number}" for number in range(40)]
    slow = ids[::8]
    sandbox.plant(*[on("query", "status-backwards", own_id, times=ALWAYS) for own_id in slow])

    async def use(client: Any) -> None:
        tasks = await at_once(mode, [partial(submit, client, own_id) for own_id in ids])
        order = []
        async for task in each(client.tasks.as_completed(tasks, 300, concurrency=concurrency)):
            assert is_right(task.result(), task.business_task_id)
            order.append(task.business_task_id)
            if len(order) == len(ids) - len(slow):
                sandbox.control("DELETE", "faults")
        assert sorted(order) == sorted(ids)
        assert set(order[-len(slow) :]) == set(slow)
        again = await resolved(client.tasks.wait_all(tasks, 1))
        assert [is_right(data, own_id) for own_id, data in zip(ids, again, strict=True)] == [True] * len(ids)

    run(mode, sandbox, use)
