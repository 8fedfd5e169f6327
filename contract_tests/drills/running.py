"""Trying mutants in several processes at once, each verdict kept as soon as it is known."""

import hashlib
import json
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from contract.values import JsonObject
from contract_tests.drills.catalogue import KINDS, Mutant
from contract_tests.witnesses import ROOT

_READ = ("spec", "contract", "contract_tests", "generated", "sandbox", "generator")
_STOP_S = 10.0


class RedBaselineError(Exception):
    """An edge raises an alarm although nothing drifts; the text has it."""


class WorkerDiedError(Exception):
    """A process of the drill ended before its work was done."""


def fingerprint(extra: Iterable[str] = ()) -> str:
    """A hash of all that a verdict depends on: the witnesses, the kit's code, and what else is given."""
    digest = hashlib.sha256()
    for folder in _READ:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ""} and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\0".encode())
                digest.update(path.read_bytes())
    digest.update("\0".join(extra).encode())
    return digest.hexdigest()


class Results:
    """The file of verdicts: one line of JSON each, kept from run to run for the same fingerprint."""

    def __init__(self, file: Path, key: str, *, fresh: bool) -> None:
        self._file, self._key = file, key
        self._lock = threading.Lock()
        self.known: dict[str, JsonObject] = {}
        file.parent.mkdir(parents=True, exist_ok=True)
        if fresh:
            file.unlink(missing_ok=True)
        elif file.exists():
            self.known = {row["id"]: row for row in _rows(file) if row.get("key") == key}
        kept = "".join(json.dumps(row) + "\n" for row in self.known.values())
        file.write_text(kept, encoding="utf-8")  # what another state of the kit said is of no use

    def add(self, mutant_id: str, row: JsonObject) -> None:
        """Keep one verdict."""
        row = {"id": mutant_id, "key": self._key, **row}
        with self._lock:
            self.known[mutant_id] = row
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")


def _rows(file: Path) -> Iterator[JsonObject]:
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue  # a run that was killed may have left half a line
        if isinstance(row, dict) and "id" in row:
            yield row


def try_all(
    mutants: Iterable[Mutant], results: Results, *, workers: int, without: Iterable[str], told: Callable[[Mutant], None]
) -> None:
    """Try every mutant whose verdict is not known. Raises RedBaselineError, WorkerDiedError.

    First each edge that is asked must be silent on what does not drift. `told` is called after each verdict, from one
    of several threads.
    """
    open_ones = [mutant for mutant in mutants if mutant.id not in results.known]
    firsts = {mutant.baseline: mutant for mutant in open_ones}
    baselines = [firsts[name] for name in sorted(firsts) if f"baseline:{name}" not in results.known]
    crew = _Crew(results, workers, sorted(without))
    with crew:
        crew.run(sorted(baselines, key=_order), _look_for_alarms(results))
        crew.run(sorted(open_ones, key=_order), _judge(results, told))


def _order(mutant: Mutant) -> tuple[int, str]:
    return KINDS.index(mutant.kind), mutant.operation  # what takes longest first, and alike beside alike


_Do = Callable[["_Worker", Mutant], None]


def _look_for_alarms(results: Results) -> _Do:
    def look(worker: "_Worker", mutant: Mutant) -> None:
        alarms = worker.ask(mutant, baseline=True)["alarms"]
        if alarms:
            raise RedBaselineError(f"{mutant.baseline}: an edge is not silent although nothing drifts\n\n{alarms}")
        results.add(f"baseline:{mutant.baseline}", {})

    return look


def _judge(results: Results, told: Callable[[Mutant], None]) -> _Do:
    def judge(worker: "_Worker", mutant: Mutant) -> None:
        verdict = worker.ask(mutant, baseline=False)
        results.add(mutant.id, verdict)
        told(mutant)

    return judge


class _Crew:
    """Workers, each with a thread that hands it one mutant after another."""

    def __init__(self, results: Results, workers: int, without: list[str]) -> None:
        self._results = results
        self._workers = [_Worker(without) for _ in range(workers)]

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def run(self, mutants: list[Mutant], do: _Do) -> None:
        jobs, failures = deque(mutants), deque[Exception]()

        def work(worker: _Worker) -> None:
            while jobs and not failures:
                try:
                    do(worker, jobs.popleft())
                except IndexError:
                    return
                except (RedBaselineError, WorkerDiedError) as error:
                    failures.append(error)

        threads = [threading.Thread(target=work, args=(worker,), daemon=True) for worker in self._workers]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        except KeyboardInterrupt:
            jobs.clear()
            raise
        if failures:
            raise failures[0]


class _Worker:
    """A process that runs contract_tests.drills.worker."""

    def __init__(self, without: list[str]) -> None:
        command = [sys.executable, "-m", "contract_tests.drills.worker"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self._send(json.dumps(without))

    def ask(self, mutant: Mutant, *, baseline: bool) -> JsonObject:
        """The worker's answer. Raises WorkerDiedError."""
        self._send(json.dumps({"operation": mutant.operation, "id": mutant.id, "baseline": baseline}))
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise WorkerDiedError(f"a process of the drill ended at {mutant.id}; its message is above")
        found: JsonObject = json.loads(line)
        return found

    def stop(self) -> None:
        """End it, and what it has started."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
            self._process.wait(_STOP_S)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _send(self, line: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError as error:
            raise WorkerDiedError("a process of the drill ended; its message is above") from error
