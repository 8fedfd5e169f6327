"""kill -9 of a receiver to which the sandbox posts: before an event is stored, and between that and the answer."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest

from img_open import ImgOpen
from img_open.callbacks import ENV_SECRET, callback_url
from img_open.polling import State
from img_open_sandbox.process import Sandbox, running
from tests.extras.opening import opened
from tests.sandbox.helpers import encoded, portrait

SECRET = "canary-callback-secret"
EACH = 4  # tasks before each death; at the latest the third event of them is the last
DEADLINE_S = 60
PLANS = [["before:1"], ["after:1"], ["before:3", "after:2"]]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One whose ladder begins with 0.03 s."""
    with running("--loopback-only", "--speed", "100", "--fetch-timeout", str(DEADLINE_S)) as found:
        yield found


@contextmanager
def receiving(address: str, listener: socket.socket, point: str) -> Iterator[subprocess.Popen[str]]:
    """The receiver as a process of its own; the port stays open over its death, so that no restart is missed."""
    number = str(listener.fileno())
    with subprocess.Popen(
        [sys.executable, "-m", "tests.extras.receiving", address, number, point],
        pass_fds=[listener.fileno()],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, ENV_SECRET: SECRET},
    ) as process:
        guard = threading.Timer(DEADLINE_S, process.kill)  # it prints nothing then, which fails the test
        guard.start()
        try:
            yield process
        finally:
            guard.cancel()
            process.terminate()


def submit(sandbox: Sandbox, port: int, ids: list[str]) -> None:
    """Start tasks that are posted to the port."""
    picture = sandbox.upload(encoded(portrait()))
    with ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url) as client:
        for own_id in ids:
            url = callback_url(f"http://127.0.0.1:{port}/", own_id, operation="detectFaces", secret=SECRET)
            client.tools.detect_faces(image_url=picture, business_task_id=own_id, callback_url=url)


def died(process: subprocess.Popen[str]) -> str:
    """The id of the task at which the receiver was killed."""
    assert process.stdout is not None
    last = process.stdout.readline().rstrip("\n")
    assert process.wait(DEADLINE_S) == -signal.SIGKILL
    assert last
    return last


def delivered(sandbox: Sandbox, ids: list[str]) -> list[dict[str, Any]]:
    """The sandbox's log of these tasks, once everything is delivered."""
    end = time.monotonic() + DEADLINE_S
    named = {row["taskId"]: row["businessTaskId"] for row in sandbox.control("GET", "tasks")["tasks"]}
    while True:
        log = [row for row in sandbox.control("GET", "callbacks")["callbacks"] if named[row["taskId"]] in ids]
        if all(row["state"] == "delivered" for row in log):
            return log
        assert time.monotonic() < end, log


@pytest.mark.parametrize("plan", PLANS, ids="-".join)
def test_every_event_is_there_once_whenever_the_receiver_dies(sandbox: Sandbox, address: str, plan: list[str]) -> None:
    ids: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        for step, point in enumerate(plan):
            new = sorted(f"{step}-{uuid4().hex}" for _ in range(EACH))
            submit(sandbox, listener.getsockname()[1], new)
            ids += new
            with receiving(address, listener, point) as process:
                last = died(process)
            # Nobody listens now, so that the next try waits for the next receiver.
            with opened(address) as inbox:
                was_stored = inbox.get(last, "detectFaces") is not None
            assert was_stored is point.startswith("after") or (was_stored and step > 0)
        with receiving(address, listener, "never"):
            log = delivered(sandbox, ids)

    assert len(log) == len(ids)
    assert sum(len(row["tries"]) for row in log) >= len(ids) + len(plan)
    with opened(address) as inbox:
        numbers, events = zip(*inbox.events(), strict=True)
    assert list(numbers) == sorted(set(numbers))
    assert sorted(event.business_task_id for event in events) == ids
    assert [(event.state, len(event.result.face_urls)) for event in events] == [(State.DONE, 1)] * len(ids)
