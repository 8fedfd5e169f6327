"""Operations by edges: what was compared how often, and where it differs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from contract.mismatch import EDGES
from contract.pages import Pages
from contract.spec import Spec
from reporting.runs import Broken, Difference, Run

PAGES_ALONE = "pages without an operation"
SHARED = "what several share"


class Outcome(StrEnum):
    """What a cell says."""

    AGREE = "agree"
    DIFFER = "differ"
    NONE = "not compared"


@dataclass
class Cell:
    """One operation on one edge."""

    row: str
    edge: str
    checks: int = 0
    differences: list[Difference] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """How many mismatches there are, and tests that broke off before they could compare."""
        return sum(difference.times for difference in self.differences) + len(self.broken)

    @property
    def outcome(self) -> Outcome:
        """Red, green or grey."""
        if self.wrong:
            return Outcome.DIFFER
        return Outcome.AGREE if self.checks else Outcome.NONE

    @property
    def anchor(self) -> str:
        """Where the page shows it."""
        return anchor("differ", self.row, self.edge)

    @property
    def told(self) -> str:
        """The cell in words."""
        parts = [plural(sum(one.times for one in self.differences), "mismatch", "mismatches")] * bool(self.differences)
        parts += [plural(len(self.broken), "broken test")] * bool(self.broken)
        return f"{', '.join(parts)} in {plural(self.checks, 'check')}" if parts else plural(self.checks, "check")


class Row(NamedTuple):
    """One operation; `is_operation` is false for what is compared beside them."""

    name: str
    is_operation: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """All rows, and the tests that broke and belong to no cell."""

    rows: list[Row]
    elsewhere: list[Broken]

    @property
    def failing(self) -> list[Cell]:
        """The red cells, edge by edge."""
        red = [cell for row in self.rows for cell in row.cells if cell.outcome is Outcome.DIFFER]
        return sorted(red, key=lambda cell: list(EDGES).index(cell.edge))

    @property
    def checks(self) -> int:
        """How often anything was compared."""
        return sum(cell.checks for row in self.rows for cell in row.cells)


def matrix(run: Run, spec: Spec | None, pages: Pages | None) -> Matrix:
    """The run in rows: the contract's operations, then the rest where there is any."""
    operations = list(spec.operations.values()) if spec else []
    rows = {name: o.operation_id for o in operations for name in (o.slug, o.operation_id)}
    rows |= {slug: PAGES_ALONE for slug in (pages.entries if pages else ()) if slug not in rows}
    cells: dict[str, dict[str, Cell]] = {operation.operation_id: {} for operation in operations}
    cells |= {PAGES_ALONE: {}, SHARED: {}}

    def cell(row: str, edge: str) -> Cell:
        return cells[row].setdefault(edge, Cell(row, edge))

    for (edge, name), count in run.checks.items():
        cell(rows.get(name, SHARED), edge).checks += count
    for difference in run.differences:
        cell(rows.get(difference.operation, SHARED), difference.edge).differences.append(difference)
    elsewhere = []
    for broken in run.broken:
        if broken.edge is None:
            elsewhere.append(broken)
        else:
            cell(_row_of(broken, rows), broken.edge).broken.append(broken)
    ids = {operation.operation_id for operation in operations}
    return Matrix(
        [
            Row(name, name in ids, [found.get(edge, Cell(name, edge)) for edge in EDGES])
            for name, found in cells.items()
            if found or name in ids
        ],
        elsewhere,
    )


def _row_of(broken: Broken, rows: Mapping[str, str]) -> str:
    """The row that a test's parameters name; the longest name, as one may be the beginning of another."""
    named = [name for name in rows if broken.is_about(name)]
    return rows[max(named, key=len)] if named else SHARED


def anchor(*parts: str) -> str:
    """An id for HTML."""
    return "-".join(re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in parts)


def plural(number: int, one: str, several: str = "") -> str:
    """A number and its noun."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}".replace(",", " ")
