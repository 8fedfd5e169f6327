"""The real client, vendored under other names into a project that has httpx and attrs alone."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from img_open_sandbox.process import running
from scripts.vendor import main
from tests.shipping.environment import distributions, make_environment

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OWN = ("contract", "img_open", "img_open_sandbox")  # editable here, hence of no distribution's files
MARK = "# mypy: ignore-errors\n"


@dataclass(frozen=True)
class Project:
    """Two copies, a program, and the Python that runs it."""

    folder: Path
    python: Path

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return _run([self.python, "-W", "error", *arguments], self.folder, environment)


def _run(command: list[str | Path], folder: Path, added: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "IMG_OPEN_"))}
    return subprocess.run(
        command, cwd=folder, env={**environment, **added}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """An empty project with the client as `pics` and as `acme.vendor.pictures`."""
    folder = tmp_path_factory.mktemp("project")
    python = make_environment(tmp_path_factory.mktemp("environment"))
    for name in ("pics", "acme.vendor.pictures"):
        assert main([str(folder), "--name", name]) == 0
    program = (HERE / "program.py").read_text()
    assert program.startswith(MARK)
    (folder / "program.py").write_text(program.removeprefix(MARK))
    return Project(folder, python)


def test_nothing_but_httpx_and_attrs_can_be_imported_there(project: Project) -> None:
    others = [name for name, owners in packages_distributions().items() if not {*owners} & {*distributions()}]
    assert {"yaml", "pytest"} <= {*others}
    look = "import json, sys, importlib.util as u; print([n for n in json.loads(sys.argv[1]) if u.find_spec(n)])"
    names = [name for name in [*others, *OWN] if name.isidentifier() and name not in sys.stdlib_module_names]
    assert project.run("-c", look, json.dumps(names)).stdout == "[]\n"


@pytest.mark.parametrize("name", ["pics", "acme.vendor.pictures"])
def test_it_can_be_imported_with_every_module_of_it(project: Project, name: str) -> None:
    ran = project.run("-c", f"import {name} as p; print(p.ImgOpen.__module__, p.__version__)")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.fullmatch(rf"{re.escape(name)}\.img_open \d+\.\d+\.\d+\n", ran.stdout)
    each = (
        f"import {name} as p, pkgutil, importlib\n"
        "names = [m.name for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.')]\n"
        "print(len([importlib.import_module(n) for n in names]))"
    )
    ran = project.run("-c", each)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 100


def test_a_program_works_against_the_sandbox_with_both_copies_at_once(project: Project) -> None:
    with running("--progress", "looks:2", "--loopback-only") as sandbox:
        picture = sandbox.upload((ROOT / "examples" / "group.jpg").read_bytes())
        ran = project.run(
            "program.py",
            picture,
            IMG_OPEN_ACCESS_KEY_ID=sandbox.key_id,
            IMG_OPEN_ACCESS_KEY_SECRET=sandbox.key_secret,
            IMG_OPEN_BASE_URL=sandbox.url,
            IMG_OPEN_LOG="debug",
        )
    assert ran.returncode == 0, ran.stderr
    assert re.fullmatch(r"4 4 4 img-open/\d+\.\d+\.\d+\n", ran.stdout)
    # Each copy logs under its own name, and neither shows a key.
    assert {" pics ", " acme.vendor.pictures "} <= set(re.findall(r" (?:INFO|DEBUG)( \S+ )", ran.stderr))
    assert " img_open " not in ran.stderr
    assert sandbox.key_id not in ran.stderr
    assert sandbox.key_secret not in ran.stderr


def test_mypy_strict_passes_there(project: Project) -> None:
    command: list[str | Path] = [
        Path(sys.executable).parent / "mypy",
        "--strict",
        "--python-executable",
        project.python,
        "--cache-dir",
        project.folder / ".mypy_cache",
        ".",
    ]
    ran = _run(command, project.folder, {})
    checked = sum(".mypy_cache" not in path.parts for path in project.folder.rglob("*.py"))
    assert (ran.stdout, ran.returncode) == (f"Success: no issues found in {checked} source files\n", 0), ran.stdout
    (project.folder / "wrong.py").write_text("from pics import ImgOpen\n\nImgOpen().tools.detect_faces(image=1)\n")
    ran = _run([*command[:-1], "wrong.py"], project.folder, {})
    (project.folder / "wrong.py").unlink()
    assert 'Unexpected keyword argument "image"' in ran.stdout


def test_the_copies_are_whole_and_current(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(project.folder), "--check"]) == 0
    assert capsys.readouterr().out.count(": whole and current\n") == 2
