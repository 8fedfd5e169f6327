"""Fixtures of the sandbox's tests; what they hand out stands in helpers.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from img_open_sandbox.process import Sandbox, running
from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import DOCUMENT, Clock, LoopbackServer


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def the_contract_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading it takes longer than most tests; nothing changes it."""
    monkeypatch.setattr("img_open_sandbox.operations.load_document", lambda: DOCUMENT)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, clock: Clock) -> Settings:
    return Settings(state=tmp_path / "state", loopback_only=True, fetch_timeout=5, clock=clock)


@pytest.fixture(scope="module")
def process() -> Iterator[Sandbox]:
    """One a module, as a start takes a second."""
    with running("--loopback-only", "--speed", "20") as started:
        yield started


@pytest.fixture
def live(process: Sandbox) -> Sandbox:
    """The sandbox as a process, with real sockets; empty."""
    process.control("POST", "reset")
    return process


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running
