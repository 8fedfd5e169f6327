"""Whether what was tested is what stands here now."""

import hashlib
from pathlib import Path

TESTED = ("spec", "generated", "contract_tests", "contract", "generator", "sandbox")
"""The witnesses, and what makes and compares them."""


def fingerprint(root: Path) -> str:
    """A SHA-256 over every file on which the outcome of the contract tests depends."""
    whole = hashlib.sha256()
    for name in TESTED:
        for path in sorted((root / name).rglob("*")):
            here = path.relative_to(root)
            if not _is_passing(here) and path.is_file():
                whole.update(f"{here.as_posix()}\0".encode())
                whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _is_passing(path: Path) -> bool:
    """Whether a file is a cache, or of a folder in which something is being made."""
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts)


def spec_sha256(root: Path) -> str:
    """The SHA-256 of spec/openapi.yaml, by which the drill says what it drilled."""
    return hashlib.sha256((root / "spec" / "openapi.yaml").read_bytes()).hexdigest()
