"""A service that gives the keys away, a sandbox that takes them, and an ear for everything that is logged."""

import logging
from collections.abc import Iterator

import pytest

from img_open import logs
from img_open.transport import AsyncTransport, SyncTransport
from img_open_sandbox.process import Sandbox, running
from tests.secrets.canary import CALLBACK_SECRET, KEY_ID, KEY_SECRET, shows, traces
from tests.secrets.hostile import Hostile

LOGGERS = ("img_open", "httpx", "httpcore", "asyncio")


class Ear(logging.Handler):
    """Keeps what gives a secret away, of every record of every logger."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.heard: dict[str, int] = {}
        self.leaks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard[record.name] = self.heard.get(record.name, 0) + 1
        if shows(self.format(record)) or traces(record.__dict__):
            self.leaks.append(f"{record.name}: {self.format(record)[:300]}")


@pytest.fixture(scope="session")
def _hostile() -> Iterator[Hostile]:
    with Hostile() as service:
        yield service


@pytest.fixture
def hostile(_hostile: Hostile) -> Hostile:
    _hostile.received.clear()
    return _hostile


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with running("--loopback-only", "--key-id", KEY_ID, "--key-secret", KEY_SECRET) as one:
        yield one


@pytest.fixture(autouse=True)
def ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """Everybody logs everything, as IMG_OPEN_LOG=debug and IMG_OPEN_LOG_BODIES=1 say; nothing heard has a secret."""
    for name, value in {
        "ACCESS_KEY_ID": KEY_ID, "ACCESS_KEY_SECRET": KEY_SECRET, "CALLBACK_SECRET": CALLBACK_SECRET,
        "LOG": "debug", "LOG_BODIES": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"IMG_OPEN_{name}", value)
    ear = Ear()
    root = logging.getLogger()
    before = {logging.getLogger(name): logging.getLogger(name).level for name in ("", *LOGGERS)}
    for logger in before:
        logger.setLevel(logging.DEBUG)
    root.addHandler(ear)
    yield ear
    root.removeHandler(ear)
    for logger, level in before.items():
        logger.setLevel(level)
    for handler in list(logs.log.handlers):
        logs.log.removeHandler(handler)
    assert not ear.leaks, ear.leaks[:20]


@pytest.fixture(autouse=True)
def _nothing_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Nothing that the test or a program of it prints has a secret."""
    yield
    printed = capfd.readouterr()
    leaks = [line for line in (printed.out + printed.err).splitlines() if shows(line)]
    assert not leaks, leaks[:20]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time passes by sleeping only."""
    passed = [0.0]

    def sleep(seconds: float) -> None:
        passed[0] += seconds

    async def asleep(seconds: float) -> None:
        passed[0] += seconds

    for transport, pause in ((SyncTransport, sleep), (AsyncTransport, asleep)):
        monkeypatch.setattr(transport, "now", lambda _: passed[0])
        monkeypatch.setattr(transport, "sleep", staticmethod(pause))
