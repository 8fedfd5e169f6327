"""The drill as a user runs it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.drills.catalogue import catalogue, sample
from contract_tests.drills.operators import OPERATORS, WITNESSES
from contract_tests.drills.thirty_eight import classic
from contract_tests.witnesses import OPERATIONS, ROOT
from scripts.drill import main

EVERY = catalogue()
HOLE = ("--operation", "detectFaces", "--witness", "recording", "--operator", "secret in a recording")


def summary_in(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "summary.json").read_text())
    return found


def test_there_are_mutants_of_every_operation_in_every_witness() -> None:
    assert len(EVERY) >= 400
    assert len({mutant.id for mutant in EVERY}) == len(EVERY)
    assert {(m.operation, m.witness) for m in EVERY} == {(o.operation_id, w) for o in OPERATIONS for w in WITNESSES}
    assert {mutant.operator for mutant in EVERY} == set(OPERATORS)


def test_a_sample_of_forty_is_caught(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--sample", "40", "--workers", "1", "--into", str(tmp_path)])
    told = capsys.readouterr().out
    assert code == 0, told
    found = summary_in(tmp_path)
    assert (found["mutants"], found["missed"], found["missed_mutants"]) == (40, 0, [])
    assert "drill: 40 mutants, " in told


def test_the_thirty_eight_are_caught(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = [sum(mutant.witness == witness for mutant in classic()) for witness in WITNESSES]
    assert dict(zip(WITNESSES, numbers, strict=True)) == {
        "page": 9,
        "spec": 0,
        "client": 4,
        "recording": 4,
        "server": 21,
    }
    code = main(["--classic", "--workers", "1", "--into", str(tmp_path)])
    told = capsys.readouterr().out
    assert code == 0, told
    assert "drill: 38 mutants, 38 of 38 caught, 0 missed, 0 equivalent" in told


def test_the_same_seed_gives_the_same_mutants() -> None:
    one, again, other = ([mutant.id for mutant in sample(EVERY, 40, seed)] for seed in (1, 1, 2))
    assert one == again
    assert one != other
    assert {mutant.witness for mutant in sample(EVERY, 40, 1)} == set(WITNESSES)


def test_a_stopped_drill_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.drill", "--witness", "page", "--sample", "600", "--into", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as drill:
        assert drill.stderr is not None
        assert drill.stderr.readline().startswith("drill: ")  # the first verdict
        drill.send_signal(signal.SIGINT)
        told = drill.stderr.read()
        assert drill.wait() == 2, told
    assert "verdicts are kept" in told
    kept = (tmp_path / "results.jsonl").read_text().splitlines()
    assert 0 < sum('"status"' in line for line in kept) < 600
    with (tmp_path / "results.jsonl").open("a") as file:
        file.write('{"id": "half a li')
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    now = (tmp_path / "results.jsonl").read_text().splitlines()
    assert now[: len(kept)] == kept
    assert summary_in(tmp_path)["mutants"] == 600


def test_a_blind_edge_is_found_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*HOLE, "--workers", "1", "--without", "spec-recordings", "--into", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "MISSED detectFaces:recording:secret in a recording" in told
    assert "expected spec-recordings to name the operation and the place" in told
    assert summary_in(tmp_path)["caught"] == 0


def test_filters_that_leave_nothing_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--witness", "page", "--operator", "secret in a recording", "--into", str(tmp_path)]) == 2
    assert "no mutant is left by these filters" in capsys.readouterr().err


def test_every_process_has_the_same_mutants_in_the_same_order() -> None:
    told = "from contract_tests.drills.catalogue import catalogue; print(*(m.id for m in catalogue()), sep='\\n')"
    seen = {
        subprocess.run(
            [sys.executable, "-c", told],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "4")
    }
    assert len(seen) == 1
