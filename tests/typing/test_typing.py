"""mypy --strict and pyright's strict mode read a program that uses all of the public API, and refuse wrong ones."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import img_open
from img_open_sandbox.process import running
from tests.sandbox.helpers import encoded, portrait

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROGRAM, WRONG = HERE / "program.py", HERE / "wrong.py"
BIN = Path(sys.executable).parent


Found = dict[str, set[int]]


def mypy(folder: Path) -> Found:
    """The lines of each file that have an error."""
    command: list[str | Path] = [
        BIN / "mypy",
        "--config-file",
        "pyproject.toml",
        "--strict",
        "--cache-dir",
        folder,
        PROGRAM,
        WRONG,
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = re.findall(r"^([^\n:]+):(\d+): error: ", ran.stdout, re.MULTILINE)
    assert ran.returncode in {0, 1}, ran.stdout + ran.stderr
    return _by_file((file, int(line)) for file, line in found)


def pyright(folder: Path) -> Found:
    """The lines that have an error or a warning; basedpyright is pyright, and "strict" is its own strict mode."""
    config = {"typeCheckingMode": "strict", "pythonVersion": "3.11", "include": [str(PROGRAM), str(WRONG)]}
    (folder / "pyrightconfig.json").write_text(json.dumps({**config, "extraPaths": [str(ROOT / "generated")]}))
    command: list[str | Path] = [BIN / "basedpyright", "-p", folder, "--pythonpath", sys.executable, "--outputjson"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(ran.stdout)
    assert report["summary"]["filesAnalyzed"] == 2, ran.stdout
    return _by_file((row["file"], row["range"]["start"]["line"] + 1) for row in report["generalDiagnostics"])


def _by_file(rows: Iterable[tuple[str, int]]) -> Found:
    found: Found = {}
    for file, line in rows:
        found.setdefault(Path(file).name, set()).add(line)
    return found


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_the_program_is_right_and_wrong_lines_are_refused(checker: Callable[[Path], Found], tmp_path: Path) -> None:
    wrong = {number for number, line in enumerate(WRONG.read_text().splitlines(), 1) if "# wrong: " in line}
    assert checker(tmp_path) == {"wrong.py": wrong}


def test_the_program_uses_every_public_name_and_runs() -> None:
    text = PROGRAM.read_text()
    assert [name for name in img_open.__all__ if not re.search(rf"\b{name}\b", text)] == []
    with running("--progress", "looks:2", "--loopback-only") as sandbox:
        picture = sandbox.upload(encoded(portrait()))
        keys = {"IMG_OPEN_ACCESS_KEY_ID": sandbox.key_id, "IMG_OPEN_ACCESS_KEY_SECRET": sandbox.key_secret}
        environment = {**os.environ, **keys, "IMG_OPEN_BASE_URL": sandbox.url}
        command: list[str | Path] = [sys.executable, "-W", "error", PROGRAM, picture]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert f"img_open {img_open.__version__}: all used, 0 drifts, " in ran.stderr
