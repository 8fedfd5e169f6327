"""What the edges' tests share: no mismatch may come back, and at the end a table says how much was compared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from contract.mismatch import EDGES, Mismatch, Report, show
from contract.values import JsonObject
from reporting.hiding import safe


class Differing(AssertionError):
    """Two witnesses differ; the text says it all, so that no traceback is printed."""

    def __init__(self, text: str, edge: str = "") -> None:
        super().__init__(text)
        self.edge = edge
        """The edge whose mismatches are in the tally, so that they need not be told twice."""


@dataclass
class Tally:
    """Checks and mismatches of the whole run, by edge, test module and operation."""

    checks: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    mismatches: Counter[tuple[str, str]] = field(default_factory=Counter)
    records: list[JsonObject] = field(default_factory=list)

    def packed(self) -> JsonObject:
        """Everything counted, as what one process can send to another."""
        return {
            "checks": [[*key, count] for key, count in self.checks.items()],
            "mismatches": [[*key, count] for key, count in self.mismatches.items()],
            "records": self.records,
        }

    def add(self, packed: JsonObject) -> None:
        """Add what another process counted."""
        self.checks.update({(edge, module, name): count for edge, module, name, count in packed["checks"]})
        self.mismatches.update({(edge, module): count for edge, module, count in packed["mismatches"]})
        self.records += packed["records"]

    def lines(self) -> Iterator[str]:
        """How much each edge compared, in which module."""
        yield f"{'edge':<20}{'module':<30}{'checks':>9}{'mismatches':>12}"
        for edge, module in sorted({key[:2] for key in self.checks}):
            total = sum(count for key, count in self.checks.items() if key[:2] == (edge, module))
            yield f"{edge:<20}{module:<30}{total:>9}{self.mismatches[edge, module]:>12}"

    def matrix(self, operations: Mapping[str, str]) -> Iterator[str]:
        """Operations by edges: how often each was compared. `operations` has each name under which one is reported."""
        edges = sorted({edge for edge, _, _ in self.checks})
        counts: Counter[tuple[str, str]] = Counter()
        for (edge, _, name), count in self.checks.items():
            if name in operations:
                counts[operations[name], edge] += count
        width = max(map(len, operations.values()), default=0) + 2
        heads = [edge.split("-") for edge in edges]
        for row in range(2):
            yield " " * width + "".join(f"{(*head, '')[row]:>11}" for head in heads)
        for operation in dict.fromkeys(operations.values()):
            yield f"{operation:<{width}}" + "".join(f"{counts[operation, edge] or '-':>11}" for edge in edges)


@dataclass(frozen=True)
class Edges:
    """The fixture `edges`: takes the reports of one test."""

    tally: Tally
    module: str
    test: str = ""

    def expect_none(self, report: Report) -> None:
        """Count what was compared; fail with every mismatch, and with nothing else."""
        for operation, count in report.by_operation.items():
            self.tally.checks[report.edge, self.module, operation] += count
        self.tally.mismatches[report.edge, self.module] += len(report.mismatches)
        self.tally.records += records(report.mismatches, self.module, self.test)
        if report.mismatches:
            raise Differing(f"{len(report.mismatches)} mismatch(es)\n\n{report}", report.edge)
        if not report.checks:
            raise Differing(f"{report.edge}: nothing was compared, so nothing is shown")


def records(mismatches: Iterable[Mismatch], module: str, test: str) -> list[JsonObject]:
    """Mismatches in the form of reporting/edges.schema.yaml; those that are alike, as a report tells them, as one."""
    found: dict[tuple[str, ...], JsonObject] = {}
    for mismatch in mismatches:
        expected = show(mismatch.expected)
        key = (mismatch.edge, mismatch.operation, mismatch.pointer, expected)
        if key in found:
            found[key]["times"] += 1
            continue
        shown = {
            "operation": mismatch.operation,
            "pointer": mismatch.pointer,
            "expected": expected,
            "actual": show(mismatch.actual),
            "source": mismatch.source,
            "do": mismatch.do or EDGES[mismatch.edge].do,
        }
        safely = {name: safe(text) for name, text in shown.items()}
        found[key] = {"edge": mismatch.edge, "module": module, "test": safe(test), **safely, "times": 1}
    return list(found.values())


TALLY = pytest.StashKey[Tally]()


def tally_of(config: pytest.Config) -> Tally:
    """The run's tally."""
    return config.stash.setdefault(TALLY, Tally())
