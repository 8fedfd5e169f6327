"""Every mutant: one drift of one witness of one operation, under an id that stays the same."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from contract.spec import Operation
from contract_tests.drills import (
    client_drifts,
    more_drifts,
    page_drifts,
    recording_drifts,
    server_drifts,
    spec_drifts,
)
from contract_tests.drills.client_drifts import Planting
from contract_tests.drills.operators import operator_of, witness_of
from contract_tests.drills.server_drifts import Departing
from contract_tests.drills.server_world import EDGE_ASKED
from contract_tests.drills.world import Drift, world_of
from contract_tests.witnesses import PAIRS, SPEC

IN_MEMORY = (*page_drifts.DRIFTS, *spec_drifts.DRIFTS, *recording_drifts.DRIFTS, *more_drifts.DRIFTS)
Kind = Literal["memory", "client", "server"]
KINDS: tuple[Kind, ...] = ("server", "client", "memory")
"""Where a mutant is tried: among witnesses in memory, in a copy of the client, at a running server."""


class Mutant(NamedTuple):
    """One drift, ready to be planted."""

    id: str
    kind: Kind
    operation: str
    witness: str
    operator: str
    drift: Drift | Planting | Departing

    @property
    def baseline(self) -> str:
        """What must be silent before the mutant says anything: the same question to witnesses that do not drift."""
        asked = f":{self.drift.asked}" if isinstance(self.drift, Departing) else ""
        return f"{self.operation}:{self.kind}{asked}"


@cache
def mutants_of(operation_id: str) -> dict[str, Mutant]:
    """The mutants of one operation by their ids."""
    operation = SPEC.operations[operation_id]
    seen: Counter[str] = Counter()
    found = {}
    for kind, witness, operator, told, drift in _every(operation):
        name = f"{operation_id}:{witness}:{operator}:{told}"
        seen[name] += 1
        mutant = Mutant(f"{name}:{seen[name]}", kind, operation_id, witness, operator, drift)
        found[mutant.id] = mutant
    return found


def _every(operation: Operation) -> Iterator[tuple[Kind, str, str, str, Drift | Planting | Departing]]:
    world = world_of(operation)
    for drift in (drift for drifts in IN_MEMORY for drift in drifts(world)):
        yield "memory", witness_of(drift), operator_of(drift), f"{drift.operator} at {drift.target}", drift
    for planting in (planting for plantings in client_drifts.DRIFTS for planting in plantings(operation)):
        yield "client", "client", planting.operator, planting.title, planting
    for departing in (departing for departures in server_drifts.DRIFTS for departing in departures(operation)):
        told = f"{departing.title}, {EDGE_ASKED[departing.asked]}"
        yield "server", "server", departing.operator, told, departing


def catalogue() -> list[Mutant]:
    """Every mutant of every operation that has its page."""
    return [mutant for _, operation in PAIRS for mutant in mutants_of(operation.operation_id).values()]


def sample(mutants: Iterable[Mutant], number: int, seed: int) -> list[Mutant]:
    """So many of them: from each pair of witness and operator in turn, each choice made by the seed."""
    chance = random.Random(seed)  # noqa: S311  # the same seed must give the same mutants
    layers: dict[tuple[str, str], list[Mutant]] = {}
    for mutant in mutants:
        layers.setdefault((mutant.witness, mutant.operator), []).append(mutant)
    stacks = [layers[layer] for layer in sorted(layers)]
    chance.shuffle(stacks)
    for stack in stacks:
        chance.shuffle(stack)
    found: list[Mutant] = []
    while len(found) < number and any(stacks):
        found += [stack.pop() for stack in stacks if stack]
    return found[:number]
