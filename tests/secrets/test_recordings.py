"""The canary through scripts.record: what it writes and prints has no key."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contract_tests.witnesses import RECORDINGS_FOLDER
from img_open_sandbox.process import Sandbox, running
from scripts import record
from tests.secrets.canary import KEY_ID, KEY_SECRET, shows


def test_no_recording_has_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def with_canary(*flags: str) -> Iterator[Sandbox]:
        with running(*flags, "--key-id", KEY_ID, "--key-secret", KEY_SECRET) as sandbox:
            yield sandbox

    shutil.copy(RECORDINGS_FOLDER / "recording.schema.yaml", tmp_path)
    monkeypatch.setattr(record, "running", with_canary)
    assert record.main(["--into", str(tmp_path), "detectFaces", "textToImage", "queryTaskInfoV2"]) == 0
    written = list(tmp_path.rglob("*.har"))
    assert len(written) >= 5
    assert [path for path in written if shows(path.read_bytes()) or shows(str(path))] == []
