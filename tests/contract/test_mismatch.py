"""The record in which every edge reports, as people read it."""

import pytest

from contract.mismatch import Mismatch, Report, show
from contract.values import ABSENT


def test_a_mismatch_says_where_both_values_the_source_and_what_to_do() -> None:
    mismatch = Mismatch(
        "pages-spec", "detectFaces", "/response/200/data/status/type", "string", 2, "https://docs.example/a"
    )
    assert str(mismatch) == (
        "pages-spec: detectFaces at /response/200/data/status/type\n"
        '    the page says:        "string"\n'
        "    the spec says:        2\n"
        "    source:               https://docs.example/a\n"
        "    do:                   mend spec/openapi.yaml, or declare the departure in spec/deviations.yaml"
    )


def test_advice_of_its_own_takes_the_place_of_the_edges() -> None:
    mismatch = Mismatch("pages", "paint", "", "a", ABSENT, "file", do="take it out")
    assert str(mismatch).startswith("pages: paint at the whole\n")
    assert "the page also says:   nothing\n" in str(mismatch)
    assert str(mismatch).endswith("do:                   take it out")


def test_a_long_value_is_cut_and_measured() -> None:
    assert show("x" * 1000) == '"' + "x" * 299 + "... (1002 characters)"


def test_a_report_counts_each_check_by_operation() -> None:
    report = Report("spec")
    report.compare("a", "/p", 1, 1, "s")
    report.compare("a", "/p", 1, True, "s")
    report.ok("b")
    assert (report.checks, report.by_operation) == (3, {"a": 2, "b": 1})
    assert [(m.expected, m.actual) for m in report.mismatches] == [(1, True)]
    assert str(Report("spec").merge(report)) == str(report.mismatches[0])
    assert str(Report("spec")) == "spec: 0 checks, no mismatch"


def test_reports_of_two_edges_are_not_merged() -> None:
    with pytest.raises(ValueError, match="a report of 'pages' cannot be merged into one of 'spec'"):
        Report("spec").merge(Report("pages"))


def test_mismatches_alike_are_told_once() -> None:
    report = Report("spec-server")
    for actual in ("first", "second", "third"):
        report.fail("a", "/p", "x", actual, "s")
    report.fail("a", "/q", "x", "other", "s")
    told = str(report)
    assert told.count("spec-server: a at /p") == 1
    assert '"first"' in told
    assert '"second"' not in told
    assert "\n    and 2 more like it\n\nspec-server: a at /q" in told
