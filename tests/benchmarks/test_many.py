"""Many tasks at once, with few: both contenders ask the sandbox for the same."""

from collections.abc import Iterator

import pytest

from benchmarks.many import (
    CLIENT,
    CONTENDERS,
    GATED,
    HTTPX,
    LOOKS,
    Run,
    RunFailedError,
    check,
    contender,
    ordered,
    row,
)
from benchmarks.many_child import delay, peak_kib
from img_open_sandbox.process import Sandbox, running

TASKS = 5
SCHEDULE = [(0.0, 0.25), (0.25, 0.5), (0.75, 1.5)]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running("--loopback-only", "--progress", f"looks:{LOOKS}") as found:
        yield found


@pytest.mark.parametrize("name", CONTENDERS)
def test_a_contender_runs_in_a_process_of_its_own(sandbox: Sandbox, name: str) -> None:
    runs: dict[str, list[Run]] = {}
    seconds = contender(sandbox, name, TASKS, runs)()
    assert [run.seconds for run in runs[name]] == [seconds]
    assert runs[name][0].cpu > 0
    assert runs[name][0].peak_kib > 1024
    assert [task["looks"] for task in sandbox.control("GET", "tasks")["tasks"]] == [LOOKS] * TASKS


@pytest.mark.parametrize(("name", "error"), [(CLIENT, "StatusError"), (HTTPX, "RuntimeError")])
def test_a_contender_that_fails_says_how(sandbox: Sandbox, name: str, error: str) -> None:
    stranger = Sandbox(sandbox.url, "unknown", "unknown", sandbox.process)
    with pytest.raises(RunFailedError, match=rf"^{error} after \d+ s$"):
        contender(stranger, name, 1, {})()


def test_keys_do_not_stand_in_the_command(sandbox: Sandbox) -> None:
    orders = {"contender": HTTPX, "url": sandbox.url, "key_id": "canary", "key_secret": "canary", "tasks": 1}
    assert "canary" not in str(ordered({**orders, "at_once": None, "schedule": SCHEDULE}))


@pytest.mark.parametrize(
    ("elapsed", "expected"), [(0.0, 0.25), (0.125, 0.375), (0.25, 0.5), (0.5, 1.0), (0.75, 1.5), (9.0, 1.5)]
)
def test_a_delay_lies_between_those_of_the_schedule(elapsed: float, expected: float) -> None:
    assert delay(SCHEDULE, elapsed) == pytest.approx(expected)


def test_a_task_that_was_doubled_or_lost_is_no_comparison() -> None:
    seen = [{"looks": LOOKS}] * 2
    check(2, 2, seen)
    for ended, found in ((1, seen), (2, seen + seen[:1]), (2, [{"looks": LOOKS}, {"looks": LOOKS + 1}])):
        with pytest.raises(RuntimeError, match="expected 2 tasks ended, submitted once and asked for 3 times each;"):
            check(2, ended, found)


def test_a_row_compares_with_the_client() -> None:
    runs = {CLIENT: [Run(2.0, 0.5, 2048)], GATED: [Run(1.0, 1.0, 1024)]}
    ours, peer = (row(name, 1000, runs) for name in runs)
    assert ours == (CLIENT, "500 (500 to 500)", "500 (500 to 500)", "2.0 (2.0 to 2.0)", "", "")
    assert peer[1:] == (
        "1000 (1000 to 1000)",
        "1000 (1000 to 1000)",
        "1.0 (1.0 to 1.0)",
        "0.50 (0.50 to 0.50)",
        "2.00 (2.00 to 2.00)",
    )
    assert row(GATED, 1000, {GATED: runs[GATED]})[4:] == ("", "")


def test_the_peak_is_this_process_own() -> None:
    held = bytearray(64 * 1024 * 1024)
    held[::4096] = b"x" * len(held[::4096])
    assert peak_kib() > 64 * 1024
