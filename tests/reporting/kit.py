"""Working trees for the report: this one by links, with copies of what a test changes; and what a run leaves behind."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contract.mismatch import Report
from contract_tests.edges import records
from reporting.findings import About
from reporting.fingerprint import fingerprint

ROOT = Path(__file__).parents[2]
ABOUT = About(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "abc123", {"client": "0.2.0"})
BEGAN = "2026-01-02T03:00:00+00:00"
_OWN = {"out", ".git", ".venv", "released"}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> | `code` @everyone 回调 \u202e\x1b[31m"


def tree(into: Path, *copied: str) -> Path:
    """The repository by links, without results; what is copied may be changed."""
    into.mkdir(parents=True, exist_ok=True)
    for path in ROOT.iterdir():
        if path.name in _OWN or path.name.startswith("."):
            continue
        if path.name in copied:
            shutil.copytree(path, into / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (into / path.name).symlink_to(path)
    return into


def run_tests(kit: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Contract tests as make test runs them, in a process of their own."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=out/test/junit.xml"]
    return subprocess.run([*command, *arguments], cwd=kit, capture_output=True, text=True, check=False)


def planted(edge: str = "pages-spec", operation: str = "detectFaces", **said: Any) -> Report:
    """A report with one mismatch."""
    report = Report(edge)
    values = {"pointer": "/response/200/data/status", "expected": "integer", "actual": 2, "source": "a page", **said}
    report.fail(operation, **values)
    return report


def edges(kit: Path, *reports: Report, **changed: Any) -> None:
    """Write out/test/edges.json of a whole run that made these reports."""
    selected = {
        "paths": [], "keyword": "", "markers": "", "tests": 9, "run": 9, "deselected": 0, "missing_modules": [],
        "whole": True, **changed.pop("selected", {}),
    }  # fmt: skip
    checks = [
        {"edge": report.edge, "module": "test_x.py", "operation": name, "count": count}
        for report in reports
        for name, count in report.by_operation.items()
    ]
    mismatches = [row for report in reports for row in records(report.mismatches, "test_x.py", "test_x.py::test_x")]
    whole = {
        "form": 1, "began": BEGAN, "seconds": 12.5, "made_from": fingerprint(kit), "selected": selected,
        "checks": checks, "mismatches": mismatches, "broken": [], **changed,
    }  # fmt: skip
    write(kit / "out" / "test" / "edges.json", json.dumps(whole))


def junit(kit: Path, cases: Sequence[str] = (), began: str = BEGAN) -> None:
    """Write out/test/junit.xml with these test cases."""
    head = f'<testsuites><testsuite name="pytest" timestamp="{began}" time="34.5">'
    write(kit / "out" / "test" / "junit.xml", f"{head}{''.join(cases)}</testsuite></testsuites>")


def write(path: Path, text: str) -> None:
    """A file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
