"""The command: what is run, what is written, and how it ends."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import waiting
from benchmarks.__main__ import ABOUT, MODULES, main
from benchmarks.imports import timed
from benchmarks.report import Figure, Target


def figure_with(value: float) -> Figure:
    return Figure("waiting", "Waiting", "How.", ("a",), [("b",)], [Target("lag", value, 1.0)])


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "measure", lambda _say, *, quick: figure_with(2.0 if quick else 0.5))


def test_a_figure_is_run_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["waiting", "--quick", "--out", str(tmp_path)]) == 0
    found = json.loads((tmp_path / "results.json").read_text())
    assert list(found) == ["waiting"]
    assert found["waiting"]["quick"] is True
    told = capsys.readouterr()
    assert "| task lasts |" in told.out
    assert "written to" in told.out
    assert "  waiting: 20 tasks of each length\n" in told.err
    assert "| task lasts |" in (tmp_path / "RESULTS.md").read_text()


@pytest.mark.usefixtures("measured")
def test_a_missed_target_is_told_and_fails_a_check_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["--out", str(tmp_path)]
    assert main(["waiting", "--quick", *out]) == 0
    assert "MISSED: lag: 2, at most 1\n" in capsys.readouterr().out
    assert main(["waiting", "--quick", "--check", *out]) == 1
    capsys.readouterr()
    assert main(["waiting", "--check", *out]) == 0
    assert "met: lag: 0.5, at most 1\n" in capsys.readouterr().out


def test_every_figure_is_described() -> None:
    assert list(ABOUT) == list(MODULES) == ["call", "import", "waiting", "many", "decode"]


def test_help_names_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    told = capsys.readouterr().out
    assert all(f"  {name:8} {text}" in told for name, text in ABOUT.items())


def test_an_unknown_figure_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["speed"])
    assert caught.value.code == 2
    assert "invalid choice: 'speed'" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_its_server(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "benchmarks", "call", "--out", str(tmp_path)]
    # A shell starts what it runs in the background with SIGINT ignored, and so would all that it starts.
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:
        assert process.stderr is not None
        assert any("round 1 of" in line for line in process.stderr)
        process.send_signal(number)
        # Only when the server, which has inherited this pipe, has ended too, does it.
        process.stderr.read()
        assert process.wait(30) == 130
    assert not list(tmp_path.iterdir())


def test_a_statement_is_timed_in_a_fresh_python() -> None:
    cpu, wall = timed("import sys; assert 'httpx' not in sys.modules; [0] * 10**7")
    assert cpu > 0
    assert wall > 0
    with pytest.raises(subprocess.CalledProcessError):
        timed("import img_open_that_is_not_there")
