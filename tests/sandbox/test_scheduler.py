"""The loop: an error of the store is told, and everything is made up for when the store works again."""

import asyncio
import dataclasses
import logging
import sqlite3

import pytest

from img_open_sandbox.progress import Progress
from img_open_sandbox.scheduler import RETRY_S
from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import Clock, detect_operation, make_sandbox

pytestmark = pytest.mark.anyio


def fail(*_: object, **__: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


@pytest.mark.parametrize("method", ["end_task", "next_due"])
async def test_a_full_disk_is_told_and_nothing_is_lost(
    settings: Settings,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    method: str,
) -> None:
    sandbox = make_sandbox(dataclasses.replace(settings, progress=Progress("seconds", 30)))
    async with sandbox.running():
        await sandbox.tasks.submit(detect_operation(), {"businessTaskId": "1"}, [])
        assert sandbox.scheduler.step() == 30
        clock.now += 30
        with monkeypatch.context() as full:
            full.setattr(sandbox.store, method, fail)
            assert sandbox.scheduler.step() == RETRY_S
        clock.now += RETRY_S
        assert sandbox.scheduler.step() is None
        assert [task.state for task in sandbox.store.tasks()] == ["finished"]

    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (
        logging.ERROR,
        "what is due cannot be done; next try in 1 s",
    )
    assert "database or disk is full" in caplog.text


async def test_the_loop_goes_on_after_an_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("img_open_sandbox.scheduler.RETRY_S", 0)
    again = asyncio.Event()
    looks = 0

    def fail_once(now: float) -> list[object]:
        nonlocal looks
        looks += 1
        if looks == 1:
            fail(now)
        again.set()
        return []

    sandbox = make_sandbox(settings)
    monkeypatch.setattr(sandbox.store, "due_tasks", fail_once)
    async with sandbox.running(), asyncio.timeout(5):
        await again.wait()
