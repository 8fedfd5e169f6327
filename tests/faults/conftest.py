"""Fixtures of the fault tests: a sandbox as a process, and a client whose pauses are short."""

from collections.abc import Iterator
from typing import Any

import pytest

from img_open.transport import AsyncTransport, SyncTransport
from img_open_sandbox.process import Sandbox, running
from tests.faults.driving import MODES, FastTime, Mode


@pytest.fixture(scope="module")
def process() -> Iterator[Sandbox]:
    """One a module, as a start takes a second; callbacks' ladder runs 20 times faster."""
    with running("--loopback-only", "--progress", "looks:1", "--speed", "20") as started:
        yield started


@pytest.fixture
def sandbox(process: Sandbox) -> Sandbox:
    """Empty, without faults; tasks end at the first look."""
    process.control("POST", "reset")
    return process


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    """Each test that takes it runs with the sync client and with the async one."""
    found: Mode = request.param
    return found


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> FastTime:
    """The client's pauses, shortened where time is not the point: unshortened, the storms here take minutes."""
    fast = FastTime()
    for transport, sleep in ((SyncTransport, fast.sleep), (AsyncTransport, fast.asleep)):
        patched: dict[str, Any] = {"now": staticmethod(fast.now), "sleep": staticmethod(sleep)}
        for name, function in patched.items():
            monkeypatch.setattr(transport, name, function)
    return fast
