"""A small copy of this repository with a git of its own, in which a release can be tried."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import yaml

from contract.values import JsonObject

ROOT = Path(__file__).parents[2]
GREEN, RED = "test:\n\t@echo tested\n", "test:\n\t@echo 'one test failed'; exit 1\n"
_CHANGELOG = "# Changelog\n\nPublic are: everything.\n\n## Unreleased\n\n### Added\n\n- A first thing.\n"
_GIT = {
    **os.environ,
    **{f"GIT_{who}_{what}": "a@x.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def made(folder: Path) -> Path:
    """The parts that a release reads and writes, committed."""
    for name in ("spec", "generator", "generated", "contract", "contract_tests/recordings"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".making-*"))
    (folder / "scripts").mkdir()
    for name in ("__init__.py", "generate.py"):
        shutil.copy(ROOT / "scripts" / name, folder / "scripts" / name)
    (folder / "CHANGELOG.md").write_text(_CHANGELOG, encoding="utf-8")
    (folder / "Makefile").write_text(GREEN, encoding="utf-8")
    (folder / ".gitignore").write_text("__pycache__/\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    edit(folder, _shorten)
    return folder


def _shorten(document: JsonObject) -> None:
    """Leave two operations and what they use, as making a client of all takes its time."""
    paths, schemas = document["paths"], document["components"]["schemas"]
    kept = {
        path: item for path, item in paths.items() if item["post"]["operationId"] in {"detectFaces", "queryToolTask"}
    }
    paths.clear()
    paths.update(kept)
    used: set[str] = set()
    while (
        found := set(re.findall(r"#/components/schemas/(\w+)", str([paths, *(schemas[name] for name in used)]))) - used
    ):
        used |= found
    for name in set(schemas) - used:
        del schemas[name]
    document["tags"] = [tag for tag in document["tags"] if tag["name"] in {"tasks", "tools"}]


def git(folder: Path, *arguments: str) -> str:
    """Run git; return what it says."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=_GIT, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    """Commit everything."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")


def generate(folder: Path) -> None:
    """Make the client anew."""
    command = [sys.executable, "-m", "scripts.generate"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def edit(folder: Path, change: Callable[[JsonObject], object], *, generated: bool = True) -> None:
    """Change the contract, make the client anew and commit both; the file's own lines stay where they are."""
    path = folder / "spec" / "openapi.yaml"
    head = "# The contract.\n"
    document = yaml.safe_load(path.read_bytes())
    change(document)
    path.write_text(head + yaml.safe_dump(document, sort_keys=False, allow_unicode=True), encoding="utf-8")
    if generated:
        generate(folder)
    commit(folder)


def state(folder: Path) -> dict[str, bytes]:
    """Every file outside of git's own."""
    files = [path for path in folder.rglob("*") if path.is_file() and not {".git", "__pycache__"} & set(path.parts)]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
