"""What the report makes of the files that there are: the verdict, the matrix, drill, changes and tests."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from contract.mismatch import Report
from reporting.findings import Findings, gather
from reporting.fingerprint import spec_sha256
from reporting.matrix import PAGES_ALONE, SHARED, Cell, anchor, plural
from reporting.runs import Broken
from reporting.verdict import Verdict, Word, verdict
from tests.reporting.kit import ABOUT, edges, junit, planted, tree, write

SUMMARY: dict[str, Any] = {
    "seed": 1,
    "mutants": 5,
    "caught": 3,
    "missed": 1,
    "equivalent": 1,
    "by_operator": {"rename": {"caught": 3, "missed": 0, "equivalent": 0}},
    "by_edge": {"pages-spec": {"caught": 3, "missed": 1, "equivalent": 1}},
    "missed_mutants": [{"id": "detectFaces-page-drop", "edge": "pages-spec", "said": "nothing"}],
    "equivalent_mutants": [{"id": "x", "reason": "names have no case"}],
    "spec_sha256": "",
}


def found_in(kit: Path) -> Findings:
    return gather(kit, ABOUT)


def judged(kit: Path) -> Verdict:
    return verdict(found_in(kit))


def agreed() -> Report:
    report = Report("spec")
    report.ok("detectFaces")
    return report


def cells(found: Findings, row: str) -> dict[str, Cell]:
    (one,) = (one for one in found.matrix.rows if one.name == row)
    return {cell.edge: cell for cell in one.cells}


def test_before_any_run_nothing_is_claimed(kit: Path) -> None:
    found = found_in(kit)
    assert (found.run, found.tests, found.drill, found.news, found.problems) == (None, None, None, None, [])
    assert verdict(found) == (Word.NONE, ["There is no out/test/edges.json; run: make test."])
    assert found.contract.known, "what is known does not wait for a run"


def test_a_whole_run_without_a_mismatch_is_green(kit: Path) -> None:
    edges(kit, agreed())
    junit(kit)
    assert judged(kit) == (Word.GREEN, ["1 check in 12.5 s."])


def test_a_mismatch_is_red_and_stands_in_its_cell(kit: Path) -> None:
    edges(kit, agreed(), planted())
    junit(kit)
    found = found_in(kit)
    assert verdict(found).word is Word.RED
    assert verdict(found).reasons[0] == "1 mismatch on 1 edge, in 1 operation."
    row = cells(found, "detectFaces")
    assert {edge: cell.outcome.value for edge, cell in row.items() if cell.checks} == {
        "spec": "agree",
        "pages-spec": "differ",
    }
    assert row["spec-server"].outcome.value == "not compared"
    assert (row["pages-spec"].told, row["pages-spec"].anchor) == (
        "1 mismatch in 1 check",
        "differ-detectFaces-pages-spec",
    )


def test_names_of_pages_and_shared_parts_find_their_row(kit: Path) -> None:
    several = planted("spec", "detectFaces, swapFaces and 3 more")
    edges(kit, planted("pages", "face-detection"), planted("pages", "super-resolution"), several)
    found = found_in(kit)
    assert cells(found, "detectFaces")["pages"].wrong == 1
    assert cells(found, PAGES_ALONE)["pages"].wrong == 1
    assert cells(found, SHARED)["spec"].wrong == 1
    assert [cell.edge for cell in found.matrix.failing] == ["pages", "pages", "spec"]


def test_a_run_of_a_part_is_not_green(kit: Path) -> None:
    part = {"keyword": "detect", "deselected": 91, "whole": False, "missing_modules": ["test_spec.py"]}
    edges(kit, agreed(), selected=part)
    said = judged(kit)
    assert (said.word, said.is_good) == (Word.PART, True)
    told = "Only a part of the contract tests ran: 9 of 100 tests, -k 'detect', without 1 module."
    assert told in said.reasons


@pytest.mark.parametrize("report", [agreed, planted])
def test_a_run_of_another_state_is_stale_or_red(kit: Path, report: Any) -> None:
    edges(kit, report())
    page = kit / "spec" / "pages" / "face-detection.yaml"
    page.write_text(page.read_text("utf-8") + "# a change\n", "utf-8")
    said = judged(kit)
    assert said.word is (Word.STALE if report is agreed else Word.RED)
    assert not said.is_good
    assert "Pages, contract, client, sandbox or tests changed since that run; run: make test." in said.reasons


def test_a_test_that_broke_is_red_in_its_cell_or_beside(kit: Path) -> None:
    broken = [
        {"test": "contract_tests/test_server_vs_spec.py::test_x[detectFaces-sync]", "when": "call", "text": "KeyError"},
        {"test": "contract_tests/test_completeness.py::test_y", "when": "setup", "text": "OSError"},
    ]
    edges(kit, agreed(), broken=broken)
    found = found_in(kit)
    assert cells(found, "detectFaces")["spec-server"].told == "1 broken test in 0 checks"
    assert [one.test for one in found.broken] == ["contract_tests/test_completeness.py::test_y"]
    assert verdict(found).word is Word.RED
    assert "2 tests failed other than by a mismatch." in verdict(found).reasons


@pytest.mark.parametrize(
    ("test", "edge"),
    [
        ("contract_tests/test_client_vs_server.py::test_x", "client-server"),
        ("contract_tests/test_server_vs_pages.py::test_x", "pages-server"),
        ("contract_tests/test_spec.py::test_x", "spec"),
        ("contract_tests/test_client_drifts_are_caught.py::test_x", "drill"),
        ("contract_tests/test_completeness.py::test_x", None),
    ],
)
def test_a_module_is_about_an_edge(test: str, edge: str | None) -> None:
    assert Broken(test, "call", "").edge == edge


def test_a_name_within_a_name_is_not_meant() -> None:
    broken = Broken("contract_tests/test_x.py::test_x[swapFacesV2-sync]", "call", "")
    assert broken.is_about("swapFacesV2")
    assert not broken.is_about("swapFaces")


def test_failures_beside_the_edges_come_from_junit_and_are_told_once(kit: Path) -> None:
    edges(kit, planted(), broken=[{"test": "contract_tests/test_b.py::test_b", "when": "call", "text": "in edges"}])
    told = '<failure>text</failure><properties><property name="differs" value="spec"/></properties>'
    cases = {
        "contract_tests.test_a": ("test_a", told),
        "contract_tests.test_b": ("test_b", "<failure>in junit</failure>"),
        "tests.test_c": ("test_c[a::b]", "<error>&lt;b&gt;</error>"),
        "tests.test_d": ("test_d", '<skipped message="no chromium here"/>'),
        "tests.test_e": ("test_e", '<skipped message="no chromium here"/>'),
        "tests.test_f": ("test_f", ""),
    }
    junit(kit, [f'<testcase classname="{at}" name="{name}">{said}</testcase>' for at, (name, said) in cases.items()])
    found = found_in(kit)
    assert [(one.test, one.text) for one in found.broken] == [
        ("contract_tests/test_b.py::test_b", "in edges"),
        ("tests/test_c.py::test_c[a::b]", "<b>"),
    ]
    assert found.tests is not None
    assert (found.tests.total, found.tests.passed, found.tests.skipped) == (6, 1, {"no chromium here": 2})


def test_a_junit_file_of_another_run_is_told_and_its_failures_count(kit: Path) -> None:
    edges(kit, agreed())
    junit(kit, ['<testcase classname="tests.t" name="t"><failure>x</failure></testcase>'], "2026-01-01T00:00:00+00:00")
    said = judged(kit)
    assert said.word is Word.RED
    assert "out/test/junit.xml is of another run than what the edges compared." in said.reasons


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("out/test/edges.json", "{", r"edges.json: not JSON"),
        ("out/test/edges.json", '{"form": 2}', r"edges.json, .*edges.schema.yaml has its form, write it anew"),
        ("out/test/junit.xml", "<testsuites><testsuite>", r"junit.xml: not XML.* run the tests again: make test"),
        ("out/test/junit.xml", "<html/>", r"expected a testsuite of JUnit, found <html>"),
        ("out/drill/summary.json", "[]", r"summary.json, the whole file: .*drill.schema.yaml has its form"),
        ("released/VERSION", "0.2.0", r"released"),
        ("spec/openapi.yaml", "a: [", r"openapi.yaml: not YAML"),
        ("spec/openapi.yaml", "{}", r"the contract cannot be read: KeyError"),
    ],
)
def test_what_cannot_be_read_is_told_and_red(kit: Path, file: str, text: str, told: str) -> None:
    write(kit / file, text)
    found = found_in(kit)
    assert len(found.problems) == 1
    assert re.search(told, found.problems[0])
    assert verdict(found).word is Word.RED
    assert verdict(found).reasons[0] == "1 input cannot be read."


def test_the_drill_is_read_and_its_misses_are_red(kit: Path) -> None:
    edges(kit, agreed())
    write(kit / "out" / "drill" / "summary.json", json.dumps({**SUMMARY, "spec_sha256": spec_sha256(kit)}))
    found = found_in(kit)
    assert found.drill is not None
    assert (found.drill.share, found.drill.is_stale, found.drill.equivalent) == (
        "75 %",
        False,
        {"names have no case": 1},
    )
    assert "1 planted drift went unnoticed in the drill." in verdict(found).reasons
    assert verdict(found).word is Word.RED


def test_a_drill_of_another_contract_is_stale_and_judges_nothing(kit: Path) -> None:
    edges(kit, agreed())
    junit(kit)
    write(kit / "out" / "drill" / "summary.json", json.dumps(SUMMARY))
    found = found_in(kit)
    assert found.drill is not None
    assert found.drill.is_stale
    assert verdict(found).word is Word.GREEN


@pytest.mark.parametrize(("missed", "share"), [(0, "100 %"), (1, "99.9 %")])
def test_a_share_is_never_rounded_up_to_all(kit: Path, missed: int, share: str) -> None:
    write(kit / "out" / "drill" / "summary.json", json.dumps({**SUMMARY, "caught": 9999, "missed": missed}))
    drill = found_in(kit).drill
    assert drill is not None
    assert drill.share == share


def test_the_changes_since_the_last_release_are_there(tmp_path: Path) -> None:
    kit = tree(tmp_path / "kit", "spec")
    shutil.copytree(kit / "spec", kit / "released" / "spec")
    write(kit / "released" / "VERSION", "0.2.0\n")
    news = found_in(kit).news
    assert news is not None
    assert (news.version, news.told, news.changes) == ("0.2.0", "nothing", [])
    spec = kit / "spec" / "openapi.yaml"
    changed = spec.read_text("utf-8").replace("/AIGCImgOpenServ/saas/tool/face/detection:", "/moved/detection:")
    spec.write_text(changed, "utf-8")
    news = found_in(kit).news
    assert news is not None
    (moved,) = [change for change in news.changes if change.rule == "path-moved"]
    assert (moved.level, moved.operations) == ("breaking", "detectFaces")
    assert (moved.before, moved.after) == ('"/AIGCImgOpenServ/saas/tool/face/detection"', '"/moved/detection"')
    assert "breaking" in news.told


def test_anchors_and_numbers() -> None:
    assert anchor("differ", "what several share", "a/b<c>") == "differ-what-several-share-a-b-c"
    assert [plural(1, "check"), plural(12345, "check"), plural(2, "mismatch", "mismatches")] == [
        "1 check",
        "12 345 checks",
        "2 mismatches",
    ]
