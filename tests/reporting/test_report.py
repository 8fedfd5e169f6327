"""scripts/report: what it writes, what it prints, with which code it ends."""

from pathlib import Path

import pytest

from contract.mismatch import Report
from scripts.report import main
from tests.reporting.kit import edges, junit, planted


def agreed() -> Report:
    report = Report("spec")
    report.ok("detectFaces")
    return report


def test_a_report_is_written_before_anything_ran(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(kit)]) == 0
    assert "report: not run. Nothing was compared yet.\n" in capsys.readouterr().out
    assert "Not run. Nothing was compared yet." in (kit / "out" / "report" / "index.html").read_text("utf-8")
    assert (kit / "out" / "report" / "summary.md").read_text("utf-8").startswith("## ⚠️ img-open: not run\n")


@pytest.mark.parametrize(
    ("report", "part", "code"),
    [(agreed, False, 0), (agreed, True, 0), (planted, False, 1), (None, False, 1)],
    ids=["green", "green in part", "red", "not run"],
)
def test_strict_is_an_exit_code(kit: Path, report: object, part: bool, code: int) -> None:
    if callable(report):
        edges(kit, report(), selected={"whole": not part})
        junit(kit)
    assert main(["--root", str(kit), "--strict"]) == code
    assert main(["--root", str(kit)]) == 0


def test_it_goes_where_it_is_sent(kit: Path, tmp_path: Path) -> None:
    assert main(["--root", str(kit), "--into", str(tmp_path / "there")]) == 0
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == ["index.html", "summary.md"]
    assert not (kit / "out").exists()


def test_wrong_use_is_told(kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path / "nowhere")]) == 2
    assert "expected the repository, found no spec/ there" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert main(["--root", str(kit), "--into", str(tmp_path / "file")]) == 2
    assert "report: cannot be written: " in capsys.readouterr().err


def test_a_broken_contract_has_a_report_too(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kit / "spec" / "openapi.yaml").write_text("paths: [", "utf-8")
    assert main(["--root", str(kit)]) == 0
    assert "report: red." in capsys.readouterr().out
    assert "openapi.yaml: not YAML" in (kit / "out" / "report" / "index.html").read_text("utf-8")


def test_help_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "exit with 1 unless everything that was compared agrees" in " ".join(capsys.readouterr().out.split())
