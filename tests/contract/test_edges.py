"""The fixture of the edges: what it refuses, what it prints, what it counts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from contract.mismatch import Report
from contract_tests.edges import Differing, Edges, Tally

ROOT = Path(__file__).parents[2]


def test_every_mismatch_is_told_and_counted() -> None:
    edges, report = Edges(Tally(), "test_x.py"), Report("spec")
    report.compare("paint", "/a", 1, 2, "file")
    report.compare("draw", "/b", 1, 3, "file")
    report.ok("draw")
    with pytest.raises(Differing, match=r"(?s)2 mismatch\(es\)\n\nspec: paint at /a\n.*\n\nspec: draw at /b\n"):
        edges.expect_none(report)
    edges.tally.checks["spec-server", "test_y.py", "drawing"] += 4
    assert [line.split() for line in edges.tally.lines()] == [
        ["edge", "module", "checks", "mismatches"],
        ["spec", "test_x.py", "3", "2"],
        ["spec-server", "test_y.py", "4", "0"],
    ]
    assert [line.split() for line in edges.tally.matrix({"draw": "draw", "drawing": "draw", "paint": "paint"})] == [
        ["spec", "spec"],
        ["server"],
        ["draw", "2", "4"],
        ["paint", "1", "-"],
    ]


def test_what_another_process_counted_is_added() -> None:
    here, there = Tally(), Tally()
    for tally in (here, there):
        tally.checks["spec", "test_x.py", "paint"] += 2
    there.mismatches["spec", "test_x.py"] += 1
    here.add(json.loads(json.dumps(there.packed())))
    assert [line.split() for line in here.lines()][1:] == [["spec", "test_x.py", "4", "1"]]


def test_a_report_of_nothing_is_refused() -> None:
    with pytest.raises(Differing, match="spec: nothing was compared, so nothing is shown"):
        Edges(Tally(), "test_x.py").expect_none(Report("spec"))


def test_a_run_prints_the_mismatches_alone_and_the_table(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from contract_tests.conftest import *\n", "utf-8")
    (tmp_path / "test_one.py").write_text(
        "from contract.mismatch import Report\n"
        "def test_one(edges):\n"
        "    report = Report('spec')\n"
        "    report.compare('paint', '/a', 1, 2, 'file')\n"
        "    edges.expect_none(report)\n",
        "utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    out = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False).stdout
    assert "1 mismatch(es)\n\nspec: paint at /a\n    the rule wants:       1\n" in out
    assert "edges.expect_none" not in out, "a traceback was printed"
    assert [line.split() for line in out.splitlines() if line.startswith("spec  ")] == [
        ["spec", "test_one.py", "1", "1"]
    ]
