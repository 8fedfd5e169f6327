"""Many tasks awaited at once against the sandbox, beside the same requests by asyncio and httpx alone."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.report import Figure
from benchmarks.rounds import Contender, Say, Spread, alternate, ratio
from benchmarks.waiting import schedule
from img_open_sandbox.process import Sandbox, running

LOOKS = 3  # a task ends at its third look: the submit and three queries, four requests, for every contender
REQUESTS_EACH = 1 + LOOKS
CLIENT, HTTPX, GATED = "img_open", "asyncio + httpx", "asyncio + httpx, 100 at a time"
CONTENDERS = (CLIENT, GATED, HTTPX)
AT_ONCE = 100  # as many as httpx has connections
_SCHEDULE_S = 300.0


@dataclass(frozen=True)
class Run:
    """What one process cost."""

    seconds: float
    cpu: float
    peak_kib: int


class RunFailedError(Exception):
    """A contender did not get through; the text says how it ended."""


Runs = Mapping[str, Sequence[Run]]


def measure(say: Say, *, quick: bool = False) -> Figure:
    """Compare; there is no target."""
    rounds, tasks = (1, 100) if quick else (5, 1000)
    runs: dict[str, list[Run]] = {}
    failures: dict[str, str] = {}
    with running("--loopback-only", "--progress", f"looks:{LOOKS}") as sandbox:
        contenders = {name: contender(sandbox, name, tasks, runs) for name in CONTENDERS}
        for name, run in list(contenders.items()):
            say(f"trying {name}")
            try:
                run()
            except RunFailedError as error:
                failures[name] = str(error)
                del contenders[name]
        runs.clear()
        alternate(contenders, rounds, say)
    kept = {name: found[1:] for name, found in runs.items()}  # the first round does not count
    requests = tasks * REQUESTS_EACH
    return Figure(
        name="many",
        title="Many tasks at once",
        how=(
            f"{tasks:,} tasks submitted and awaited at once, {requests:,} requests to the sandbox, one process a round"
            " and contender. By hand: the same requests after the same delays and with the same timeouts,"
            f" at most {AT_ONCE} of them at a time, or as many as there are. The sandbox, in one process of its own,"
            " bounds the requests a second; CPU a request and memory are the client process's alone."
        ),
        columns=("", "requests a second", "CPU a request, µs", "peak memory, MiB", "CPU ratio", "memory ratio"),
        rows=[
            (name, failures[name], "", "", "", "") if name in failures else row(name, requests, kept)
            for name in CONTENDERS
        ],
        samples={**{what: _each(kept, what) for what in ("seconds", "cpu", "peak_kib")}, "failed": failures},
    )


def _each(runs: Runs, what: str) -> dict[str, list[float]]:
    return {name: [getattr(run, what) for run in found] for name, found in runs.items()}


def row(name: str, requests: int, runs: Runs) -> tuple[str, ...]:
    """A contender's row; ratios are of the client over it."""
    compared = name != CLIENT and CLIENT in runs
    return (
        name,
        Spread.of([requests / run.seconds for run in runs[name]]).shown(0),
        Spread.of([run.cpu / requests for run in runs[name]]).shown(0, 1e6),
        Spread.of([run.peak_kib / 1024 for run in runs[name]]).shown(1),
        *(ratio(_each(runs, what), CLIENT, name).shown() if compared else "" for what in ("cpu", "peak_kib")),
    )


def contender(sandbox: Sandbox, name: str, tasks: int, runs: dict[str, list[Run]]) -> Contender:
    """Runs in a process of its own, and keeps what it cost in `runs`. Raises RunFailedError."""
    orders = {
        "contender": name,
        "url": sandbox.url,
        "key_id": sandbox.key_id,
        "key_secret": sandbox.key_secret,
        "tasks": tasks,
        "at_once": AT_ONCE if name == GATED else None,
        "schedule": schedule(_SCHEDULE_S),
    }

    def run() -> float:
        sandbox.control("POST", "reset")
        found = ordered(orders)
        if "failed" in found:
            raise RunFailedError(found["failed"])
        check(tasks, found.pop("ended"), sandbox.control("GET", "tasks")["tasks"])
        runs.setdefault(name, []).append(Run(**found))
        return runs[name][-1].seconds

    return run


def ordered(orders: dict[str, Any]) -> dict[str, Any]:
    """Run a child with these orders; what it prints. Raises CalledProcessError; its own message is on stderr."""
    command = [sys.executable, "-m", "benchmarks.many_child"]
    done = subprocess.run(  # noqa: S603  # our own
        command, input=json.dumps(orders), check=True, stdout=subprocess.PIPE, stderr=None, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check(tasks: int, ended: int, seen: Sequence[Mapping[str, Any]]) -> None:
    """Raise RuntimeError unless the sandbox saw each task once, with as many looks as it takes, and all ended."""
    looks = sum(task["looks"] for task in seen)
    if (ended, len(seen), looks) != (tasks, tasks, tasks * LOOKS):
        raise RuntimeError(
            f"expected {tasks} tasks ended, submitted once and asked for {LOOKS} times each; {ended} ended, the sandbox"
            f" has {len(seen)} with {looks} looks; this is no comparison"
        )
