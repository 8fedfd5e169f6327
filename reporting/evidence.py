"""How well an operation is known: the grade of its evidence, by rule, with the reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from contract.pages import CUT, Page, examples
from contract.recordings import Recording
from contract.spec import Operation
from contract.values import JsonObject
from reporting.declared import Departure


class Grade(StrEnum):
    """From the best evidence to the weakest."""

    LIVE = "seen live"
    DOCUMENTED = "documented"
    CONTRADICTED = "contradicted"
    ASSUMED = "assumed"

    @property
    def means(self) -> str:
        """What it takes."""
        return _MEANS[self]


_MEANS = {
    Grade.LIVE: "an answer of the service itself is recorded",
    Grade.DOCUMENTED: "its page shows request and answer, and nothing contradicts them",
    Grade.CONTRADICTED: "its page contradicts itself, or the contract departs from the page",
    Grade.ASSUMED: "what it answers, or how its result is waited for, is not on its page",
}


class Part(StrEnum):
    """What of an operation is known by itself."""

    REQUEST = "request"
    ANSWER = "answer"
    WAITING = "waiting"
    PAGE = "page"


_PARTS = {
    **dict.fromkeys(("request", "path", "method", "server", "content_type"), Part.REQUEST),
    "response": Part.ANSWER,
    **dict.fromkeys(("callback", "asynchronous"), Part.WAITING),
}
_WEAKEST = (Grade.LIVE, Grade.ASSUMED, Grade.CONTRADICTED, Grade.DOCUMENTED)
"""What was seen live counts before all, then the weakest that anything speaks for."""


class Reason(NamedTuple):
    """One thing that speaks for a grade."""

    part: Part
    grade: Grade
    text: str


@dataclass(frozen=True)
class Evidence:
    """An operation's grade, and everything that speaks for it or for another."""

    grade: Grade
    reasons: tuple[Reason, ...]

    @property
    def parts(self) -> dict[Part, Grade]:
        """The grade of each part by itself; waiting is one only of what is waited for."""
        found = ((part, [r.grade for r in self.reasons if r.part is part]) for part in Part if part is not Part.PAGE)
        return {part: _weakest(grades) for part, grades in found if grades}

    @property
    def sorted(self) -> list[Reason]:
        """The reasons, those that decide first."""
        return sorted(self.reasons, key=lambda reason: (reason.grade is not self.grade, list(Part).index(reason.part)))


def evidence(
    operation: Operation, page: Page | None, recordings: Iterable[Recording], departures: Iterable[Departure]
) -> Evidence:
    """The grade of an operation, by rule."""
    reasons = [
        *_live(operation, recordings),
        *_documented(operation, page),
        *_contradicted(operation, page, departures),
        *_assumed(operation, page),
    ]
    return Evidence(_weakest([reason.grade for reason in reasons]), tuple(reasons))


def _weakest(grades: list[Grade]) -> Grade:
    return next(grade for grade in _WEAKEST if grade in grades)


def _live(operation: Operation, recordings: Iterable[Recording]) -> Iterator[Reason]:
    for recording in recordings:
        if recording.operation_id == operation.operation_id and recording.kind == "live" and recording.has_response:
            date = recording.har["log"]["_source"]["date"]
            for part in (Part.REQUEST, Part.ANSWER):
                yield Reason(part, Grade.LIVE, f"{recording.file}, recorded {date}")


def _documented(operation: Operation, page: Page | None) -> Iterator[Reason]:
    if page is not None:
        lacking = set(_not_shown(page))
        for part in (Part.REQUEST, Part.ANSWER):
            if part not in lacking:
                yield Reason(part, Grade.DOCUMENTED, f"the page shows the {part}")
    if operation.task and not operation.task.get("x-assumed"):
        yield Reason(Part.WAITING, Grade.DOCUMENTED, "nothing of how to wait is assumed")


def _not_shown(page: Page) -> Iterator[Part]:
    """Of request and answer, what the page shows neither as a table nor as an example; filler is no example."""
    request, answer = page.raw["request"], page.raw["response"].get("200", {})
    tables = ("body", "query_params", "path_params")
    if not any(request.get(table) for table in tables) and request["example"] is None:
        yield Part.REQUEST
    shown = dict(examples(page)).get("/response/200/example", {})
    if not answer.get("fields") and not shown.keys() - {CUT}:
        yield Part.ANSWER


def _contradicted(operation: Operation, page: Page | None, departures: Iterable[Departure]) -> Iterator[Reason]:
    for row in page.raw["contradictions"] if page is not None else ():
        one, other = row["between"]
        text = f"the page disagrees with itself at {row['at']}, {one} against {other}"
        yield Reason(_part(operation, row["at"]), Grade.CONTRADICTED, text)
    for departure in departures:
        text = f"the contract departs from the page at {departure.at}"
        yield Reason(_part(operation, departure.at), Grade.CONTRADICTED, text)


def _part(operation: Operation, pointer: str) -> Part:
    part = _PARTS.get(pointer.split("/")[1], Part.PAGE)
    return Part.PAGE if part is Part.WAITING and not operation.task else part


def _assumed(operation: Operation, page: Page | None) -> Iterator[Reason]:
    if page is None:
        yield Reason(Part.PAGE, Grade.ASSUMED, "it has no page")
    else:
        for part in _not_shown(page):
            yield Reason(part, Grade.ASSUMED, f"the page was not seen to show the {part}")
    answer = operation.raw.get("responses", {}).get("200", {})
    for node in (answer, operation.success_schema, operation.success_schema.get("properties", {}).get("data", {})):
        text = node.get("x-assumed") if isinstance(node, dict) else None
        if isinstance(text, str):  # a map of keywords is about a part of it
            yield Reason(Part.ANSWER, Grade.ASSUMED, text)
    yield from _waiting(operation.task or {})


def _waiting(task: JsonObject) -> Iterator[Reason]:
    said = task.get("x-assumed", {})
    for key, text in said.items() if isinstance(said, dict) else [("rule", said)]:
        yield Reason(Part.WAITING, Grade.ASSUMED, f"its {key}: {text}")
