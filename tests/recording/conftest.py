"""A service that gives the keys away, a running sandbox, keys in the environment, and a search of the whole disk."""

import base64
import binascii
import html
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from contract.values import leaves
from contract_tests.witnesses import RECORDINGS, SPEC
from img_open_sandbox.process import Sandbox, running
from recording.server import BASE_URL, ENVIRONMENT
from scripts import live, record
from tests.secrets.canary import KEY_ID, KEY_SECRET, shows
from tests.secrets.hostile import Hostile

ROOT = Path(__file__).parents[2]
_RUN = re.compile(r"[A-Za-z0-9+/_-]{8,}")


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The canary keys in the environment, and no base URL."""
    monkeypatch.delenv(BASE_URL, raising=False)
    for name, key in zip(ENVIRONMENT, (KEY_ID, KEY_SECRET), strict=True):
        monkeypatch.setenv(name, key)


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The spec and the recordings are the repository's, which need not be read for each run."""
    for script in (live, record):
        monkeypatch.setattr(script, "load_spec", lambda _: SPEC)
    monkeypatch.setattr(live, "load_recordings", lambda _: RECORDINGS)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with running("--loopback-only", "--fetch-timeout", "2", "--key-id", KEY_ID, "--key-secret", KEY_SECRET) as one:
        yield one


@pytest.fixture
def hostile() -> Iterator[Hostile]:
    with Hostile() as service:
        yield service


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Nothing that is ever written to a file shows a key, one that is replaced or deleted afterwards included."""
    texts: list[str] = []
    write_text: Callable[..., int] = Path.write_text

    def noted(path: Path, text: str, *arguments: str, **named: str) -> int:
        texts.append(text)
        return write_text(path, text, *arguments, **named)

    monkeypatch.setattr(Path, "write_text", noted)
    yield texts
    monkeypatch.undo()
    hars = [text for text in texts if '"creator"' in text and '"scripts/record"' in text]
    assert not [text[:200] for text in hars if shows(text)]


def secrets_on_disk(*folders: Path) -> list[str]:
    """Name every file in which a canary stands, raw or in any decoding that anybody would try."""
    found = []
    for path in [path for folder in folders for path in folder.rglob("*")]:
        texts = [str(path)] + ([path.read_bytes().decode("latin-1")] if path.is_file() else [])
        if any(shows(way) for text in texts for way in _ways(text)):
            found.append(str(path))
    return found


def _ways(text: str, depth: int = 3) -> Iterator[str]:
    yield text
    yield re.sub(r"[^A-Za-z0-9]", "", text)
    if not depth:
        return
    for decoded in {unquote(text), html.unescape(text), text.replace("\\", "")} - {text}:
        yield from _ways(decoded, depth - 1)
    for run in _RUN.findall(text):
        try:
            yield base64.b64decode(run.replace("-", "+").replace("_", "/") + "==").decode("latin-1")
        except binascii.Error:
            continue
    try:
        value = json.loads(text)
    except ValueError:
        return
    for pointer, leaf in leaves(value):
        if isinstance(leaf, str) and leaf != text:
            yield pointer
            yield from _ways(leaf, depth - 1)
