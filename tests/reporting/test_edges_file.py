"""out/test/edges.json: what a run of pytest writes, alone and over several processes."""

import json
from pathlib import Path
from typing import Any

import pytest

from reporting.junit import read_tests
from reporting.runs import read_run
from tests.reporting.kit import run_tests, tree, write

TESTS = """
import pytest
from contract.mismatch import Report

@pytest.mark.parametrize("name", ["paint", "draw"])
def test_one(name, edges):
    report = Report("spec")
    report.compare(name, "/a", 1, 2, "file")
    report.compare(name, "/a", 1, 3, "file")
    report.compare(name, "/b", 1, {"accessKeySecret": "s3cr3t-of-mine-0123456789"}, "https://x.example/?Signature=abcdef0123456789")
    report.ok(name)
    edges.expect_none(report)

def test_two(edges):
    report = Report("pages")
    report.ok("paint")
    edges.expect_none(report)

def test_three():
    raise KeyError("canary-key-0123")

@pytest.fixture
def torn():
    yield
    raise RuntimeError("torn down")

def test_four(torn, edges):
    test_one("paint", edges)
"""
PARALLEL: list[list[str]] = [[], ["-n", "2"]]
IDS = ["alone", "over-workers"]


def suite_in(folder: Path) -> Path:
    """A suite of its own below the real conftest.py."""
    kit = tree(folder / "kit", "contract_tests")
    for path in (kit / "contract_tests").glob("test_*.py"):
        path.unlink()
    write(kit / "contract_tests" / "test_spec_vs_client.py", TESTS)
    write(kit / "contract_tests" / "test_other.py", "def test_other(): ...\n")
    return kit


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """The suite, not run."""
    return suite_in(tmp_path)


@pytest.fixture(scope="module", params=PARALLEL, ids=IDS)
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The suite, run as a whole by a user whose key stands in a message."""
    kit = suite_in(tmp_path_factory.mktemp("ran"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMG_OPEN_ACCESS_KEY_SECRET", "canary-key-0123")
        done = run_tests(kit, *request.param, "contract_tests")
    assert done.returncode == 1, done.stdout + done.stderr
    return kit


def edges_of(kit: Path) -> Any:
    return json.loads((kit / "out" / "test" / "edges.json").read_text("utf-8"))


def test_a_run_writes_what_it_compared(ran: Path) -> None:
    found = edges_of(ran)
    assert {(row["edge"], row["operation"]): row["count"] for row in found["checks"]} == {
        ("pages", "paint"): 1,
        ("spec", "draw"): 4,
        ("spec", "paint"): 8,
    }
    told = [(row["operation"], row["pointer"], row["times"]) for row in found["mismatches"]]
    assert told == [("draw", "/a", 2), ("draw", "/b", 1), *[("paint", "/a", 2)] * 2, *[("paint", "/b", 1)] * 2]
    assert found["mismatches"][0] == {
        "edge": "spec", "module": "test_spec_vs_client.py", "operation": "draw", "pointer": "/a", "expected": "1",
        "actual": "2", "source": "file", "do": "mend spec/openapi.yaml", "times": 2,
        "test": "contract_tests/test_spec_vs_client.py::test_one[draw]",
    }  # fmt: skip
    assert [(row["test"].partition("::")[2], row["when"]) for row in found["broken"]] == [
        ("test_four", "teardown"),
        ("test_three", "call"),
    ]
    assert "KeyError: '[key]'" in found["broken"][1]["text"]
    assert found["selected"]["whole"] is True
    assert (found["selected"]["tests"], found["selected"]["run"]) == (6, 6)
    run = read_run(ran / "out" / "test" / "edges.json")
    assert run is not None
    assert [broken.edge for broken in run.broken] == ["spec-client"] * 2


def test_the_junit_file_has_the_mismatches_and_tells_them_from_the_rest(ran: Path) -> None:
    tests = read_tests(ran / "out" / "test" / "junit.xml")
    assert tests is not None
    assert (tests.total, tests.passed, len(tests.failed)) == (6, 2, 4)
    found = {failed.name: failed for failed in tests.failed}
    assert "spec: draw at /a\n    the rule wants:       1" in found["test_one[draw]"].text
    assert {name: failed.differs for name, failed in found.items()} == {
        "test_one[paint]": True,
        "test_one[draw]": True,
        "test_three": False,
        "test_four": False,
    }


def test_no_secret_stands_in_the_file(ran: Path) -> None:
    text = (ran / "out" / "test" / "edges.json").read_text("utf-8")
    for secret in ("canary-key-0123", "s3cr3t-of-mine", "abcdef0123456789"):
        assert secret not in text
    assert "x.example" in text


@pytest.mark.parametrize("parallel", PARALLEL, ids=IDS)
def test_a_run_of_a_part_says_of_which(suite: Path, parallel: list[str]) -> None:
    run_tests(suite, *parallel, "contract_tests", "-k", "two or three")
    selected = edges_of(suite)["selected"]
    assert selected == {
        "paths": ["contract_tests"], "keyword": "two or three", "markers": "", "tests": 2, "run": 2, "deselected": 4,
        "missing_modules": ["test_other.py"], "whole": False,
    }  # fmt: skip


@pytest.mark.parametrize("parallel", PARALLEL, ids=IDS)
def test_a_module_that_cannot_be_imported_is_broken(suite: Path, parallel: list[str]) -> None:
    write(suite / "contract_tests" / "test_spec.py", "import nothing_of_that_name\n")
    run_tests(suite, *parallel, "contract_tests/test_spec.py", "contract_tests/test_other.py")
    run, tests = read_run(suite / "out" / "test" / "edges.json"), read_tests(suite / "out" / "test" / "junit.xml")
    assert run is not None
    assert tests is not None
    (broken,) = run.broken
    assert (broken.test, broken.when, broken.edge) == ("contract_tests/test_spec.py", "collect", "spec")
    assert "No module named 'nothing_of_that_name'" in broken.text
    assert "test_spec.py" in run.selected.missing_modules
    assert all(failed.is_test(broken.test) for failed in tests.failed), "it is told once"


def test_a_run_that_stopped_early_is_none_of_the_whole(suite: Path) -> None:
    run_tests(suite, "contract_tests", "-x")
    run = read_run(suite / "out" / "test" / "edges.json")
    assert run is not None
    assert not run.selected.whole
    assert "stopped before" in str(run.selected)


def test_the_file_can_go_elsewhere_and_collecting_writes_none(suite: Path) -> None:
    run_tests(suite, "contract_tests", "--collect-only")
    assert not (suite / "out" / "test" / "edges.json").exists()
    run_tests(suite, "contract_tests", "-k", "two", f"--edges-json={suite / 'else' / 'where.json'}")
    assert not (suite / "out" / "test" / "edges.json").exists()
    assert read_run(suite / "else" / "where.json") is not None
