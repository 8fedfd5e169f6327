"""Writing recordings: which are made of the pages, which of the sandbox, and what makes one needless."""

import json
import shutil
from pathlib import Path

import pytest

from contract.recordings import FOLDER, load_recordings
from contract.recordings_vs_spec import check_documented, check_recording
from contract_tests.witnesses import PAGES, SPEC
from scripts.record import main

ROOT = Path(__file__).parents[2]
MISSING = ("detectFaces", "swapFace", "listModels")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / FOLDER, tmp_path / "recordings")
    return tmp_path / "recordings"


def test_nothing_is_missing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.har")}
    assert main(["--into", str(folder), *MISSING]) == 0
    assert {path: path.read_bytes() for path in folder.rglob("*.har")} == before
    assert capsys.readouterr().out == "record: 0 recordings written\n"


def test_what_is_missing_is_written_in_the_form_that_the_edges_want(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for operation_id in MISSING:
        shutil.rmtree(folder / operation_id)
    assert main(["--into", str(folder), *MISSING]) == 0
    written = [recording for recording in load_recordings(folder) if recording.operation_id in MISSING]
    assert capsys.readouterr().out.startswith(f"record: {len(written)} recordings written\n")
    assert {(r.operation_id, r.kind, r.has_response) for r in written} == {
        ("detectFaces", "documented", True),
        ("listModels", "documented", True),
        ("swapFace", "documented", False),
        ("swapFace", "sandbox", True),
    }
    for recording in written:
        page = PAGES.pages[SPEC.operations[recording.operation_id].slug]
        assert check_recording(recording, SPEC).mismatches == []
        assert recording.kind == "sandbox" or check_documented(recording, page).mismatches == []
        assert "sandbox-key" not in json.dumps(recording.har)


@pytest.mark.parametrize("command", [[], ["missing"]])
def test_an_unknown_operation_is_refused(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*command, "paintPicture"])
    told = "expected operations of spec/openapi.yaml, got paintPicture; there are textToImage, "
    assert told in capsys.readouterr().err
