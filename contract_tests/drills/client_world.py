"""A copy of the generated client in which one drift at a time is planted, and the edges that look at it."""

import ast
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx  # noqa: F401  # read once here, so that no fork has to
import respx  # noqa: F401  # as above

from contract.spec import Operation
from contract_tests.drills.client_drifts import Planting
from contract_tests.drills.forking import forked
from contract_tests.drills.source import PACKAGE
from scripts import generate  # noqa: F401  # as above

_SECONDS = 30.0
Told = list[tuple[str, str, str, str]]
"""Of each mismatch its edge, operation, pointer and whole text."""


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the client in a folder of its own, which is to stand first on sys.path."""
    if "img_open" in sys.modules:
        raise RuntimeError("the client is imported already, so no copy of it can be looked at")
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        shutil.copytree(PACKAGE, Path(folder) / PACKAGE.name)
        yield Path(folder)


def heard(copy: Path, operation: Operation, drift: Planting) -> Told:
    """What the edges say of a client that has changed so; they stop where the drift is found.

    Raises BrokenError where it cannot even be imported or called, and OutOfTimeError.
    """
    files = {patch.file for patch in drift.patches}
    for file in files:
        content = (PACKAGE / file).read_bytes()
        for patch in sorted(
            (patch for patch in drift.patches if patch.file == file), key=lambda p: p.start, reverse=True
        ):
            content = patch.applied(content)
        (copy / PACKAGE.name / file).write_bytes(content)
    try:
        found: Told = forked(lambda: _told(copy, operation, drift), _SECONDS)
    finally:
        for file in files:
            shutil.copy2(PACKAGE / file, copy / PACKAGE.name / file)
    return found


def alarms(copy: Path, operation: Operation) -> Told:
    """What the edges say of the client as it is."""
    return heard(copy, operation, Planting("", "", (), ()))


def is_same(drift: Planting) -> bool:
    """Whether the changed files do the same as before: their syntax trees differ in docstrings at most."""
    for patch in drift.patches:
        content = (PACKAGE / patch.file).read_bytes()
        if ast.dump(_without_docstrings(content)) != ast.dump(_without_docstrings(patch.applied(content))):
            return False
    return True


def _without_docstrings(content: bytes) -> ast.Module:
    tree = ast.parse(content)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            body[0].value = ast.Constant("")
    return tree


def _told(copy: Path, operation: Operation, drift: Planting) -> Told:
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy))
    from contract_tests.drills.client_edges import reports  # noqa: PLC0415  # imports the copy

    told: Told = []
    for report in reports(operation):
        told += [(m.edge, m.operation, m.pointer, str(m)) for m in report.mismatches]
        if any(said(drift, operation, row) for row in told):
            break
    return told


def said(drift: Planting, operation: Operation, row: tuple[str, str, str, str]) -> bool:
    """Whether a mismatch is the one that the drift asks for: of the operation, at a place where it is looked for."""
    _, name, pointer, text = row
    return name == operation.operation_id and name in text and any(_within(pointer, place) for place in drift.pointers)


def _within(pointer: str, place: str) -> bool:
    return f"{pointer}/".startswith(f"{place}/") or (place != "" and pointer == place)
