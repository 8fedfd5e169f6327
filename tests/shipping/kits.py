"""A small kit in a repository of its own, whose client changes as a test wants it."""

import subprocess
from pathlib import Path

HASH = "0" * 64
CHANGELOG = """# Changelog

Words before the first heading.

## Unreleased

- News to come.

## 0.3.0 - 2026-11-01

- Tasks can wait.

## 0.2.0 - 2026-10-01

- Old news.
"""
FILES = {
    "__init__.py": '"""Pictures.\n\nfrom img_open import ImgOpen\n"""\n\nfrom ._version import __version__\n',
    "tasks.py": '"""Waiting: ├ img_open.inbox."""\n\nKEY = "img_open callback"\n',
    "models/__init__.py": '"""Models."""\n',
    "py.typed": "",
}


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=kit", "-c", "user.email=kit@example.com", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(["git", "-C", root, *identity, *arguments], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def make_kit(root: Path, version: str = "0.2.0") -> Path:
    package = root / "generated" / "img_open"
    for name, text in FILES.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)
    set_version(root, version)
    (root / "LICENSE").write_text("MIT\n")
    (root / "CHANGELOG.md").write_text(CHANGELOG)
    git(root, "init", "-q")
    commit(root)
    return root


def set_version(root: Path, version: str) -> None:
    text = f'__version__ = "{version}"\nSPEC_SHA256 = "{HASH}"\n'
    (root / "generated" / "img_open" / "_version.py").write_text(text)


def commit(root: Path) -> str:
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "state")
    return git(root, "rev-parse", "HEAD")
