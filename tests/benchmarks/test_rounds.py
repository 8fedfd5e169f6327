"""Rounds alternate, and a ratio is taken within a round."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from benchmarks.rounds import Spread, alternate, cpu_seconds, difference, ratio

BURN = "import time\nwhile time.process_time() < 0.3: pass\nprint(time.process_time())"


def test_contenders_take_turns_and_the_first_round_does_not_count() -> None:
    ran: list[str] = []
    said: list[str] = []

    def contender(name: str) -> Callable[[], float]:
        def run() -> float:
            ran.append(name)
            return float(len(ran))

        return run

    samples = alternate({"a": contender("a"), "b": contender("b")}, 2, said.append)
    assert ran == ["a", "b"] * 3
    assert samples == {"a": [3.0, 5.0], "b": [4.0, 6.0]}
    assert said == ["warming up", "round 1 of 2", "round 2 of 2"]


def test_a_slow_round_does_not_move_the_ratio() -> None:
    # The machine is ten times slower in the second round, for both.
    samples = {"ours": [1.0, 10.0, 1.0], "peer": [2.0, 20.0, 2.0]}
    assert ratio(samples, "ours", "peer") == Spread(0.5, 0.5, 0.5, 3)
    assert difference(samples, "peer", "ours").median == 1.0


def test_the_ratio_of_medians_is_not_what_is_taken() -> None:
    samples = {"ours": [1.0, 2.0, 9.0], "peer": [1.0, 4.0, 3.0]}
    assert ratio(samples, "ours", "peer").median == 1.0


def test_ratios_need_as_many_rounds_on_both_sides() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio({"ours": [1.0, 2.0], "peer": [1.0]}, "ours", "peer")


def test_a_spread_shows_median_and_quartiles() -> None:
    assert Spread.of([4.0, 1.0, 3.0, 2.0, 5.0]) == Spread(3.0, 2.0, 4.0, 5)
    assert Spread.of([7.0]) == Spread(7.0, 7.0, 7.0, 1)
    assert Spread(0.85, 0.8349, 0.88, 5).shown() == "0.85 (0.83 to 0.88)"
    assert Spread(0.0005, 0.0004, 0.0006, 5).shown(0, 1e6) == "500 (400 to 600)"


def test_the_cpu_of_another_process_does_not_count() -> None:
    def work() -> None:
        done.append(subprocess.run([sys.executable, "-I", "-c", BURN], check=True, capture_output=True, text=True))

    done: list[subprocess.CompletedProcess[str]] = []
    assert cpu_seconds(work) < float(done[0].stdout)
