"""The one record in which every edge reports, and the report that collects it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from contract.values import Json, Words, same

_SHOWN = 300  # characters of a value; a whole picture in base64 would bury the rest


class Edge(NamedTuple):
    """Who speaks on the two sides of an edge, and what to do when they differ."""

    one: str
    other: str
    do: str


EDGES = {
    "pages": Edge(
        "the page says",
        "the page also says",
        "mend the file if it was copied wrong; if the page disagrees with itself, declare it under contradictions",
    ),
    "pages-spec": Edge(
        "the page says", "the spec says", "mend spec/openapi.yaml, or declare the departure in spec/deviations.yaml"
    ),
    "spec": Edge("the rule wants", "the spec has", "mend spec/openapi.yaml"),
    "spec-client": Edge("the spec says", "the client has", 'run "make generate"; if it stays, mend generator/'),
    "spec-recordings": Edge(
        "the spec says", "the recording has", "if the recording is right, mend spec/openapi.yaml; else record it anew"
    ),
    "client-recordings": Edge("the recording has", "the client gives", "mend generator/, then make generate"),
    "spec-server": Edge("the spec says", "the server does", "mend the server, or the spec if the server is right"),
    "recordings-server": Edge(
        "the recordings have", "the server answers", "mend the server, or record the new form if it is meant"
    ),
    "client-server": Edge("the page promises", "the client got", "mend the server or generator/, whichever is wrong"),
    "pages-server": Edge("the page says", "the server answers", "mend the server, or read the page again"),
    "drill": Edge("the suite must notice", "the suite said", "a planted drift went unnoticed: mend contract/"),
}


def show(value: Json) -> str:
    """A value as it stands in a message: words bare, anything else as JSON."""
    text = str(value) if isinstance(value, Words) else json.dumps(value, ensure_ascii=False, default=sorted)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}... ({len(text)} characters)"


@dataclass(frozen=True)
class Mismatch:
    """One place at which two witnesses differ."""

    edge: str
    operation: str
    pointer: str
    expected: Json
    actual: Json
    source: str
    do: str = ""  # what to do next, where the edge's own advice would mislead

    def __str__(self) -> str:
        edge = EDGES[self.edge]
        lines = [
            (f"{edge.one}:", show(self.expected)),
            (f"{edge.other}:", show(self.actual)),
            ("source:", self.source),
            ("do:", self.do or edge.do),
        ]
        head = f"{self.edge}: {self.operation} at {self.pointer or 'the whole'}"
        return "\n".join([head, *(f"    {label:<21} {text}" for label, text in lines)])


@dataclass
class Report:
    """What one edge compared, and where it found a difference."""

    edge: str
    mismatches: list[Mismatch] = field(default_factory=list)
    by_operation: Counter[str] = field(default_factory=Counter)

    @property
    def checks(self) -> int:
        """How many comparisons were made."""
        return self.by_operation.total()

    def ok(self, operation: str) -> None:
        """Count a comparison that found no difference."""
        self.by_operation[operation] += 1

    def fail(self, operation: str, pointer: str, expected: Json, actual: Json, source: str, *, do: str = "") -> None:
        """Count a comparison that found a difference."""
        self.by_operation[operation] += 1
        self.mismatches.append(Mismatch(self.edge, operation, pointer, expected, actual, source, do))

    def check(
        self, operation: str, pointer: str, expected: Json, actual: Json, source: str, *, good: bool, do: str = ""
    ) -> None:
        """Count a comparison that the caller made."""
        if good:
            self.ok(operation)
        else:
            self.fail(operation, pointer, expected, actual, source, do=do)

    def compare(self, operation: str, pointer: str, expected: Json, actual: Json, source: str, *, do: str = "") -> None:
        """Compare two JSON values, type for type."""
        self.check(operation, pointer, expected, actual, source, good=same(expected, actual), do=do)

    def merge(self, *others: "Report") -> "Report":
        """Take over what other reports of the same edge found."""
        for other in others:
            if other.edge != self.edge:
                raise ValueError(f"a report of {other.edge!r} cannot be merged into one of {self.edge!r}")
            self.mismatches += other.mismatches
            self.by_operation += other.by_operation
        return self

    def __str__(self) -> str:
        alike: dict[tuple[str, str, str], list[Mismatch]] = {}
        for mismatch in self.mismatches:
            alike.setdefault((mismatch.operation, mismatch.pointer, show(mismatch.expected)), []).append(mismatch)
        texts = [f"{first}{_and_more(len(others))}" for first, *others in alike.values()]
        return "\n\n".join(texts) or f"{self.edge}: {self.checks} checks, no mismatch"


def _and_more(number: int) -> str:
    return f"\n    and {number} more like it" if number else ""
