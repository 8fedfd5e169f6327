"""Fixtures of the sandbox's tests; what they hand out stands in helpers.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import Clock, LoopbackServer


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, clock: Clock) -> Settings:
    return Settings(state=tmp_path / "state", loopback_only=True, fetch_timeout=5, clock=clock)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running
