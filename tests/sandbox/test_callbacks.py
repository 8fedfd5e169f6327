"""Deliveries: the ladder with a fake clock, receivers of every kind, the log, a restart."""

import asyncio
import dataclasses
import itertools
import json
import sqlite3
from collections.abc import AsyncIterator

import pytest

from img_open_sandbox.envelope import success_body
from img_open_sandbox.progress import Progress
from img_open_sandbox.sandbox import Sandbox
from img_open_sandbox.scheduler import RETRY_S
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import Delivery
from tests.sandbox.helpers import GOOD, Answer, Clock, LoopbackServer, closed_port, detect_operation, make_sandbox

pytestmark = pytest.mark.anyio

LADDER = [3, 5, 15, 30, 60, 600, 3600, 3600, 3600]


@pytest.fixture
async def sandbox(settings: Settings) -> AsyncIterator[Sandbox]:
    made = make_sandbox(settings)
    async with made.running():
        yield made


async def submit(sandbox: Sandbox, url: str, business_task_id: str = "1") -> None:
    await sandbox.tasks.submit(detect_operation(), {"businessTaskId": business_task_id, "callbackUrl": url}, [])


async def run_due(sandbox: Sandbox) -> None:
    await asyncio.gather(*sandbox.scheduler.run_due(sandbox.settings.clock()))


def delivery(sandbox: Sandbox) -> Delivery:
    (only,) = sandbox.store.deliveries()
    return only


async def test_a_good_receiver_gets_the_answers_body_once(sandbox: Sandbox, server: LoopbackServer) -> None:
    server.answers["/done"] = GOOD
    await submit(sandbox, server.url("/done"))
    await run_due(sandbox)
    await run_due(sandbox)

    (task,) = sandbox.store.tasks()
    assert server.received.get_nowait() == ("/done", success_body(sandbox.tasks.data(task)))
    assert server.received.empty()
    assert delivery(sandbox).state == "delivered"
    assert [outcome for _, outcome in delivery(sandbox).tries] == ['answered HTTP 200 with code "200"']


async def test_the_whole_ladder(sandbox: Sandbox, server: LoopbackServer, clock: Clock) -> None:
    server.answers["/done"] = Answer(b'{"code": "500"}')
    await submit(sandbox, server.url("/done"))
    times = []
    while (due := delivery(sandbox).due) is not None:
        clock.now = due - 0.001
        await run_due(sandbox)
        clock.now = due
        times.append(due)
        await run_due(sandbox)

    pauses = [round(after - before, 3) for before, after in itertools.pairwise(times)]
    assert pauses == LADDER
    assert delivery(sandbox).state == "given up"
    expected = 'answered HTTP 200 with code "500", expected "200"'
    assert [outcome for _, outcome in delivery(sandbox).tries] == [expected] * 10
    assert [at for at, _ in delivery(sandbox).tries] == times
    assert server.received.qsize() == 10


async def test_speed_shortens_the_ladder(settings: Settings, clock: Clock) -> None:
    sandbox = make_sandbox(dataclasses.replace(settings, speed=100))
    async with sandbox.running():
        await submit(sandbox, f"http://127.0.0.1:{closed_port()}/done")
        await run_due(sandbox)
        assert delivery(sandbox).due == clock.now + 0.03


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(b'{"code": 500}'), 'answered HTTP 200 with code 500, expected "200"'),
        (Answer(b'{"code": true}'), 'answered HTTP 200 with code true, expected "200"'),
        (Answer(b'{"code": 200.0}'), 'answered HTTP 200 with code 200.0, expected "200"'),
        (Answer(b"{}"), 'answered HTTP 200 with code null, expected "200"'),
        (Answer(b"[200]"), 'answered HTTP 200 with code null, expected "200"'),
        (Answer(b"<html>ok</html>"), 'answered HTTP 200, but not JSON: "<html>ok</html>"'),
        (Answer(b"\xff"), 'answered HTTP 200, but not JSON: "\ufffd"'),
        (Answer(b"[" * 50_000), 'answered HTTP 200, but not JSON: "[[['),
        (Answer(b""), 'answered HTTP 200, but not JSON: ""'),
        (Answer(bytes(64_001)), "answered HTTP 200 with more than 64000 bytes, expected JSON with code 200"),
        (Answer(GOOD.body, status=500), "answered HTTP 500, expected 200"),
        (Answer(status=302, headers={"Location": "/good"}), "answered HTTP 302, expected 200"),
    ],
)  # fmt: skip
async def test_a_receiver_that_does_not_acknowledge(
    sandbox: Sandbox, server: LoopbackServer, clock: Clock, answer: Answer, outcome: str
) -> None:
    server.answers |= {"/done": answer, "/good": GOOD}
    await submit(sandbox, server.url("/done"))
    await run_due(sandbox)

    (tried,) = delivery(sandbox).tries
    assert tried[1].startswith(outcome)
    assert (delivery(sandbox).state, delivery(sandbox).due) == ("pending", clock.now + 3)


@pytest.mark.parametrize("body", [b'{"code": "200"}', b'{"code": 200, "msg": "ok"}'])
@pytest.mark.parametrize("status", [200, 201])
async def test_both_forms_of_the_code_acknowledge(
    sandbox: Sandbox, server: LoopbackServer, body: bytes, status: int
) -> None:
    server.answers["/done"] = Answer(body, status=status)
    await submit(sandbox, server.url("/done"))
    await run_due(sandbox)

    assert delivery(sandbox).state == "delivered"


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("http://192.0.2.1/", "expected a loopback address, as the sandbox runs with --loopback-only"),
        ("http://", "expected http:// or https:// and a host, got http://"),
        ("http://127.0.0.1:99999/", "expected a port up to 65535"),
        ("http://[::1/", "expected a URL, but it cannot be read"),
    ],
)
async def test_a_url_that_cannot_be(sandbox: Sandbox, url: str, outcome: str) -> None:
    await submit(sandbox, url)
    await run_due(sandbox)

    assert delivery(sandbox).tries[0][1].startswith(outcome)
    assert delivery(sandbox).state == "pending"


async def test_nobody_listens(sandbox: Sandbox) -> None:
    await submit(sandbox, f"http://127.0.0.1:{closed_port()}/done")
    await run_due(sandbox)

    assert delivery(sandbox).tries[0][1] == "connection refused"


async def test_a_slow_receiver_fails_its_try(settings: Settings, server: LoopbackServer) -> None:
    server.answers["/done"] = server.hang
    sandbox = make_sandbox(dataclasses.replace(settings, fetch_timeout=0.1))
    async with sandbox.running():
        await submit(sandbox, server.url("/done"))
        await run_due(sandbox)
        assert delivery(sandbox).tries[0][1] == "no answer within 0.1 s"


async def test_a_slow_receiver_holds_up_nobody(sandbox: Sandbox, server: LoopbackServer, clock: Clock) -> None:
    server.answers |= {"/slow": server.hang, "/done": GOOD}
    await submit(sandbox, server.url("/slow"), "slow")
    slow = sandbox.scheduler.run_due(clock.now)
    await submit(sandbox, server.url("/done"), "fast")
    await run_due(sandbox)
    assert [each.state for each in sandbox.store.deliveries()] == ["pending", "delivered"]

    server.released.set()
    await asyncio.gather(*slow)
    assert [each.state for each in sandbox.store.deliveries()] == ["delivered", "delivered"]
    assert server.received.qsize() == 2


async def test_a_failed_task_is_posted_too(settings: Settings, server: LoopbackServer) -> None:
    server.answers["/done"] = GOOD
    sandbox = make_sandbox(dataclasses.replace(settings, progress=Progress("looks", 2)))
    async with sandbox.running():
        await submit(sandbox, server.url("/done"))
        assert sandbox.store.deliveries() == []
        sandbox.tasks.fail(sandbox.store.tasks()[0].task_id)
        await run_due(sandbox)

    assert server.received.get_nowait()[1]["data"]["status"] == -1


async def test_a_restart_goes_on_with_what_was_pending(
    settings: Settings, server: LoopbackServer, clock: Clock
) -> None:
    server.answers["/done"] = server.hang
    before = make_sandbox(settings)
    async with before.running():
        await submit(before, server.url("/done"))
        before.scheduler.run_due(clock.now)
        await asyncio.to_thread(server.received.get, timeout=5)

    server.answers["/done"] = GOOD
    after = make_sandbox(dataclasses.replace(settings, base_url="http://127.0.0.1:1"))
    async with after.running():
        assert (delivery(after).state, delivery(after).tries) == ("pending", [])
        await run_due(after)
        assert delivery(after).state == "delivered"


async def test_a_reset_forgets_a_delivery_under_way(sandbox: Sandbox, server: LoopbackServer, clock: Clock) -> None:
    server.answers["/done"] = server.hang
    await submit(sandbox, server.url("/done"))
    started = sandbox.scheduler.run_due(clock.now)
    await asyncio.to_thread(server.received.get, timeout=5)
    sandbox.reset()
    server.released.set()
    await asyncio.gather(*started)

    assert sandbox.store.deliveries() == []


async def test_a_fault_of_the_sandbox_does_not_end_the_ladder(
    sandbox: Sandbox, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("internals")

    monkeypatch.setattr("img_open_sandbox.net.usable_url", fail)
    await submit(sandbox, "http://127.0.0.1/done")
    await run_due(sandbox)

    assert delivery(sandbox).tries == [(clock.now, "the sandbox failed: RuntimeError")]
    assert delivery(sandbox).due == clock.now + 3


async def test_a_try_that_cannot_be_recorded_is_not_made_again(
    sandbox: Sandbox, server: LoopbackServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    server.answers["/done"] = Answer(b"no")
    await submit(sandbox, server.url("/done"))
    tried = clock.now
    with monkeypatch.context() as full:
        full.setattr(sandbox.store, "add_try", fail)
        await run_due(sandbox)
        for _ in range(3):
            clock.now += RETRY_S
            assert sandbox.scheduler.step() == RETRY_S
        assert (delivery(sandbox).due, delivery(sandbox).tries) == (tried, [])

    clock.now = tried + 2
    assert sandbox.scheduler.step() == pytest.approx(1)
    assert delivery(sandbox).tries == [(tried, 'answered HTTP 200, but not JSON: "no"')]
    assert (delivery(sandbox).state, delivery(sandbox).due) == ("pending", tried + 3)
    assert server.received.qsize() == 1


async def test_an_operation_of_a_newer_version_goes_down_the_ladder(
    sandbox: Sandbox, server: LoopbackServer, clock: Clock
) -> None:
    await submit(sandbox, server.url("/done"), "known")
    (known,) = sandbox.store.tasks()
    sandbox.store.clear()
    sandbox.store.add_task(dataclasses.replace(known, operation_id="paintHair"))
    pauses = []
    while (due := delivery(sandbox).due) is not None:
        pauses.append(round(due - clock.now, 3))
        clock.now = due
        await run_due(sandbox)

    assert pauses == [0, *LADDER]
    assert {outcome for _, outcome in delivery(sandbox).tries} == {
        f"task {known.task_id}: no operation paintHair in this version"
    }
    assert delivery(sandbox).state == "given up"
    assert server.received.empty()


async def test_the_loop_makes_the_next_try_by_itself(settings: Settings, server: LoopbackServer) -> None:
    loop = asyncio.get_running_loop()
    server.answers["/done"] = Answer(b"no")
    sandbox = make_sandbox(dataclasses.replace(settings, speed=1000, clock=loop.time))
    async with sandbox.running():
        await submit(sandbox, server.url("/done"))
        sandbox.scheduler.wake()
        for _ in range(4):
            path, body = await asyncio.to_thread(server.received.get, timeout=5)
            assert (path, json.dumps(body)[:14]) == ("/done", '{"code": "200"')
