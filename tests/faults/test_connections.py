"""Connections that are refused, stale or broken: tried again, and none is leaked."""

import gc
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from img_open import TransportError
from img_open_sandbox.process import Sandbox
from tests.faults.driving import (
    OWN_ID,
    FastTime,
    Mode,
    Stopwatch,
    at_once,
    is_right,
    resolved,
    run,
    submit,
    submits,
    wait,
)
from tests.faults.relay import Relay
from tests.sandbox.helpers import closed_port


@pytest.fixture
def relay(sandbox: Sandbox) -> Iterator[Relay]:
    with Relay(urlsplit(sandbox.url).port or 0) as started:
        yield started


# Refused


@pytest.mark.parametrize("retries", [0, 2, 4])
@pytest.mark.parametrize("what", ["submit", "question"])
def test_a_refused_connection_is_tried_again(
    sandbox: Sandbox, mode: Mode, fast: FastTime, caplog: pytest.LogCaptureFixture, what: str, retries: int
) -> None:
    caplog.set_level(logging.INFO, "img_open")
    url = f"http://127.0.0.1:{closed_port()}"

    async def use(client: Any) -> None:
        with pytest.raises(TransportError, match=f"no answer from {url}: ConnectError") as caught:
            await (submit(client) if what == "submit" else resolved(client.images.list_models(page_num=1, page_size=1)))
        assert type(caught.value) is TransportError
        assert caught.value.never_arrived
        assert caught.value.business_task_id == (OWN_ID if what == "submit" else None)

    run(mode, sandbox, use, base_url=url, max_retries=retries)
    assert len(fast.pauses) == retries
    assert len([record for record in caplog.records if "no answer after" in record.getMessage()]) == retries + 1


# Stale: the server has closed a connection that the client keeps


@pytest.mark.usefixtures("fast")
def test_a_connection_that_the_server_has_closed_is_not_used(sandbox: Sandbox, mode: Mode, relay: Relay) -> None:
    async def use(client: Any) -> None:
        for number in range(20):
            assert is_right(await wait(await submit(client, f"b{number}")), f"b{number}")
            relay.close_idle()

    run(mode, sandbox, use, base_url=f"http://127.0.0.1:{relay.port}", max_retries=0)
    assert relay.accepted == 20


@pytest.mark.usefixtures("fast")
def test_a_submit_that_crosses_the_servers_close_is_sent_again(sandbox: Sandbox, mode: Mode, relay: Relay) -> None:
    async def use(client: Any) -> None:
        await submit(client, "b0")
        relay.close_next()
        assert is_right(await wait(await submit(client)))

    run(mode, sandbox, use, base_url=f"http://127.0.0.1:{relay.port}")
    assert relay.crossed == 1
    assert submits(sandbox) == (1, 1)


# Broken


def test_a_pool_is_whole_after_hundreds_of_broken_answers(sandbox: Sandbox, mode: Mode) -> None:
    """More than it has connections, so that a leak would fill it."""
    for fault in ("reset-before-read", "reset-after-read", "truncated-body"):
        sandbox.plant({"fault": fault, "on": {"kind": "other"}, "times": 60})

    async def use(client: Any) -> None:
        def ask() -> Any:
            return client.images.list_models(page_num=1, page_size=1)

        ended = await at_once(mode, [ask] * 180)
        assert {type(error) for error in ended} == {TransportError}
        watch = Stopwatch()
        assert {len(page.rows) for page in await at_once(mode, [ask] * 150, 150)} == {1}
        assert watch.seconds < 10

    run(mode, sandbox, use, max_retries=0)
    gc.collect()
