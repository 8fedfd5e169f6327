"""What the edges' tests share: no mismatch may come back, and at the end a table says how much was compared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from contract.mismatch import Report


class Differing(AssertionError):
    """Two witnesses differ; the text says it all, so that no traceback is printed."""


@dataclass
class Tally:
    """Checks and mismatches of the whole run, by edge, test module and operation."""

    checks: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    mismatches: Counter[tuple[str, str]] = field(default_factory=Counter)

    def lines(self, *, by_operation: bool) -> Iterator[str]:
        """The table that stands at the end of the run."""
        yield f"{'edge':<20}{'module':<30}{'operations':>12}{'checks':>9}{'mismatches':>12}"
        for edge, module in sorted({key[:2] for key in self.checks}):
            counts = {key[2]: count for key, count in self.checks.items() if key[:2] == (edge, module)}
            total, bad = sum(counts.values()), self.mismatches[edge, module]
            yield f"{edge:<20}{module:<30}{len(counts):>12}{total:>9}{bad:>12}"
            if by_operation:
                yield from (f"{'':<20}{operation:<42}{count:>9}" for operation, count in sorted(counts.items()))


@dataclass(frozen=True)
class Edges:
    """The fixture `edges`: takes the reports of one test module."""

    tally: Tally
    module: str

    def expect_none(self, report: Report) -> None:
        """Count what was compared; fail with every mismatch, and with nothing else."""
        for operation, count in report.by_operation.items():
            self.tally.checks[report.edge, self.module, operation] += count
        self.tally.mismatches[report.edge, self.module] += len(report.mismatches)
        if report.mismatches:
            raise Differing(f"{len(report.mismatches)} mismatch(es)\n\n{report}")
        if not report.checks:
            raise Differing(f"{report.edge}: nothing was compared, so nothing is shown")


TALLY = pytest.StashKey[Tally]()


def tally_of(config: pytest.Config) -> Tally:
    """The run's tally."""
    return config.stash.setdefault(TALLY, Tally())
