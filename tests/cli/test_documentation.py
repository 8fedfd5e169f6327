"""docs/cli.md: its examples run."""

import os
import subprocess
import sys
from pathlib import Path

from img_open_sandbox.process import Sandbox
from tests.cli.helpers import GROUP, ROOT

PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
EXAMPLES = [line.strip() for line in PAGE.splitlines() if line.startswith("    img-open ")]


def test_the_examples_run_one_after_the_other(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.upload(GROUP.read_bytes(), url="https://example.com/people.jpg")
    program = tmp_path / "bin" / "img-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m img_open_cli "$@"\n')
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    assert len(EXAMPLES) == 3
    for example in EXAMPLES:
        ran = subprocess.run(["sh", "-c", example], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
    assert len(list((tmp_path / "faces").iterdir())) == 4
    assert len(list((tmp_path / "pictures").iterdir())) == 2
