"""The one word at the top of the report, and why."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from reporting.findings import Findings
from reporting.matrix import plural
from reporting.runs import Run


class Word(StrEnum):
    """Red counts before all; only a whole run of what stands here now is green."""

    GREEN = "green"
    RED = "red"
    PART = "green in part"
    STALE = "stale"
    NONE = "not run"


_SAYS = {
    Word.GREEN: "All witnesses agree.",
    Word.RED: "The witnesses do not agree, or something is broken.",
    Word.PART: "No mismatch, but not everything was compared.",
    Word.STALE: "No mismatch was found, but since then what was tested has changed.",
    Word.NONE: "Nothing was compared yet.",
}


class Verdict(NamedTuple):
    """The word, what it means and every reason."""

    word: Word
    reasons: list[str]

    @property
    def says(self) -> str:
        """The word as a sentence."""
        return _SAYS[self.word]

    @property
    def is_good(self) -> bool:
        """Whether a build may go on: what was compared agrees, and is what stands here."""
        return self.word in {Word.GREEN, Word.PART}


def verdict(found: Findings) -> Verdict:
    """Judge the findings."""
    red = list(_red(found))
    if found.run is None:
        word, more = Word.NONE, ["There is no out/test/edges.json; run: make test."]
    else:
        word, more = _of_run(found.run, is_stale=found.is_stale)
        more = [f"{plural(found.matrix.checks, 'check')} in {found.run.seconds:g} s.", *more]
    return Verdict(Word.RED if red else word, [*red, *more, *_beside(found)])


def _of_run(run: Run, *, is_stale: bool) -> tuple[Word, list[str]]:
    if is_stale:
        return Word.STALE, ["Pages, contract, client, sandbox or tests changed since that run; run: make test."]
    if not run.selected.whole:
        return Word.PART, [f"Only a part of the contract tests ran: {run.selected}."]
    return Word.GREEN, []


def _red(found: Findings) -> Iterator[str]:
    if found.problems:
        yield f"{plural(len(found.problems), 'input')} cannot be read."
    failing = found.matrix.failing
    if failing:
        edges = len({cell.edge for cell in failing})
        wrong = sum(difference.times for cell in failing for difference in cell.differences)
        operations = plural(len({cell.row for cell in failing}), "operation")
        yield f"{plural(wrong, 'mismatch', 'mismatches')} on {plural(edges, 'edge')}, in {operations}."
    broken = len(found.broken) + sum(len(cell.broken) for cell in failing)
    if broken:
        yield f"{plural(broken, 'test')} failed other than by a mismatch."
    if found.run is not None and not found.matrix.checks and not failing:
        yield "The run compared nothing."
    if found.drill and found.drill.missed and not found.drill.is_stale:
        yield f"{plural(found.drill.whole.missed, 'planted drift')} went unnoticed in the drill."


def _beside(found: Findings) -> Iterator[str]:
    if found.run is not None and found.tests is None:
        yield "There is no out/test/junit.xml of all tests."
    elif found.tests is not None and not found.is_of_one_run:
        yield "out/test/junit.xml is of another run than what the edges compared."
