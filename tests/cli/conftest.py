"""Fixtures of the command line's tests; what they hand out stands in helpers.py."""

from collections.abc import Iterator

import pytest

from img_open_sandbox.process import Sandbox, running
from tests.cli.helpers import GROUP, KEY_ID, KEY_SECRET, Server


@pytest.fixture(scope="package")
def one_sandbox() -> Iterator[Sandbox]:
    with running("--loopback-only", "--key-id", KEY_ID, "--key-secret", KEY_SECRET) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(one_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A sandbox that the environment leads to; its tasks end at the first look."""
    one_sandbox.control("PUT", "progress", json={"progress": "looks:1"})
    set_keys(monkeypatch, one_sandbox.url)
    return one_sandbox


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A service of the test's own that the environment leads to."""
    with Server() as running_server:
        set_keys(monkeypatch, running_server.url)
        yield running_server


@pytest.fixture
def photo(sandbox: Sandbox) -> str:
    """The URL of a picture with four faces."""
    return sandbox.upload(GROUP.read_bytes())


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ACCESS_KEY_ID", "ACCESS_KEY_SECRET", "BASE_URL", "LOG", "LOG_BODIES"):
        monkeypatch.delenv(f"IMG_OPEN_{name}", raising=False)


def set_keys(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("IMG_OPEN_ACCESS_KEY_ID", KEY_ID)
    monkeypatch.setenv("IMG_OPEN_ACCESS_KEY_SECRET", KEY_SECRET)
    monkeypatch.setenv("IMG_OPEN_BASE_URL", url)
