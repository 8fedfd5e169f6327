"""One of the drill's processes: takes jobs as lines of JSON, tries each mutant, answers with a line for each."""

import json
import signal
import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from contract.mismatch import Mismatch
from contract.values import JsonObject
from contract_tests.drills import client_world, server_world
from contract_tests.drills.catalogue import Mutant, mutants_of
from contract_tests.drills.client_drifts import Planting
from contract_tests.drills.forking import BrokenError, OutOfTimeError
from contract_tests.drills.server_drifts import Departing
from contract_tests.drills.world import Drift, reports, verdict, world_of
from contract_tests.witnesses import SPEC
from img_open_sandbox.process import Sandbox

CAUGHT, MISSED, EQUIVALENT = "caught", "missed", "equivalent"


class Verdict(NamedTuple):
    """What became of a mutant: which edges noticed it, and why none could."""

    status: str
    edges: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    text: str = ""


class Trying:
    """The sandbox and the copy of the client, each made when it is first needed."""

    def __init__(self, stack: ExitStack, without: frozenset[str]) -> None:
        self._stack, self._without = stack, without

    @cached_property
    def sandbox(self) -> Sandbox:
        """A sandbox of this process."""
        return self._stack.enter_context(server_world.drilled())

    @cached_property
    def copy(self) -> Path:
        """A copy of the client."""
        return self._stack.enter_context(client_world.copied())

    def verdict(self, mutant: Mutant) -> Verdict:
        """Plant it, and ask."""
        operation, drift = SPEC.operations[mutant.operation], mutant.drift
        if isinstance(drift, Drift):
            wanted, right, told = verdict(operation, drift, self._without)
            return _judged(tuple(wanted), tuple(wanted) if right else (), told, drift.same_because)
        if isinstance(drift, Planting):
            return self._of_client(mutant, drift)
        edge = server_world.EDGE_ASKED[drift.asked]
        told_by = [] if edge in self._without else server_world.heard(self.sandbox, operation, drift)
        right = any(_told(m, mutant.operation, drift.pointers) for m in told_by)
        return _judged(
            (edge,), (edge,) if right else (), "; ".join(f"{m.operation} at {m.pointer}" for m in told_by), ""
        )

    def _of_client(self, mutant: Mutant, drift: Planting) -> Verdict:
        wanted = ("spec-client", "client-recordings")
        if drift.same_because and not drift.pointers and not client_world.is_same(drift):
            return Verdict(MISSED, (), wanted, f"said to be the same, and is not: {drift.same_because}")
        try:
            rows = client_world.heard(self.copy, SPEC.operations[mutant.operation], drift)
        except (BrokenError, OutOfTimeError) as error:
            return _judged(wanted, (), f"no edge could look: {error!r}", "")
        rows = [row for row in rows if row[0] not in self._without]
        edges = {row[0] for row in rows if client_world.said(drift, SPEC.operations[mutant.operation], row)}
        told = "; ".join(f"{row[1]} at {row[2]}" for row in rows[:5])
        return _judged(wanted, tuple(sorted(edges)), told, "" if rows else drift.same_because)

    def alarms(self, mutant: Mutant) -> str:
        """What the mutant's edges say of witnesses that do not drift; nothing, as it must be."""
        operation, drift = SPEC.operations[mutant.operation], mutant.drift
        if isinstance(drift, Drift):
            return "\n".join(str(told) for told in reports(world_of(operation)).values() if told.mismatches)
        if isinstance(drift, Planting):
            return "\n".join(row[3] for row in client_world.alarms(self.copy, operation))
        sound = Departing("", "", drift.asked, ("",))
        return "\n".join(map(str, server_world.heard(self.sandbox, operation, sound)))


def _judged(wanted: tuple[str, ...], edges: tuple[str, ...], told: str, same_because: str) -> Verdict:
    if edges:
        return Verdict(CAUGHT, edges, wanted)
    if same_because:
        return Verdict(EQUIVALENT, (), wanted, same_because)
    return Verdict(MISSED, (), wanted, told or "no edge said anything")


def _told(mismatch: Mismatch, operation: str, pointers: tuple[str, ...]) -> bool:
    text = str(mismatch)
    named = operation in mismatch.operation.split(", ") and operation in text
    return named and any(f"{mismatch.pointer}/".startswith(f"{pointer}/" if pointer else "") for pointer in pointers)


def main() -> None:
    """Answer until there is no further job; the first line says which edges are switched off."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the drill itself says when to stop
    without = frozenset(json.loads(sys.stdin.readline()))
    with ExitStack() as stack:
        trying = Trying(stack, without)
        for line in sys.stdin:
            job: JsonObject = json.loads(line)
            mutant = mutants_of(job["operation"])[job["id"]]
            if job["baseline"]:
                answer: JsonObject = {"alarms": trying.alarms(mutant)}
            else:
                answer = trying.verdict(mutant)._asdict()
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
