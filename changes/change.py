"""One change, how much it matters, and alike changes told as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from contract.mismatch import show
from contract.values import ABSENT, Json, Words


class Level(StrEnum):
    """How much a change matters to who uses the API."""

    BREAKING = "breaking"
    ADDITIVE = "additive"
    DOCS_ONLY = "docs-only"

    def reaches(self, other: "Level") -> bool:
        """Whether this level matters at least as much as the other."""
        order = list(Level)
        return order.index(self) <= order.index(other)


@dataclass(frozen=True)
class Change:
    """One difference between two states; `operation` is a page's slug or an operationId.

    `pointer` is that of contract.pages.page_facts where a page or an operation says it, else one into the contract;
    `text` is a sentence, without the values.
    """

    rule: str
    level: Level
    side: str
    operation: str
    pointer: str
    before: Json
    after: Json
    text: str

    def as_json(self) -> dict[str, Json]:
        """The change as JSON; what is not there is null."""
        shown = {**vars(self), "level": self.level.value}
        return {key: None if value is ABSENT else value for key, value in shown.items()}

    def __str__(self) -> str:
        return f"{self.rule}: {self.operation} at {self.pointer}: {show(self.before)} -> {show(self.after)}"


def most(changes: Iterable[Change]) -> Level | None:
    """The level of the change that matters most; None without a change."""
    found = {change.level for change in changes}
    return next((level for level in Level if level in found), None)


def alike(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes that say the same of several operations, as groups: breaking first, then by side, else in their order."""
    groups: dict[tuple[str, str, str, str, str], list[Change]] = {}
    for change in changes:
        key = (change.rule, change.pointer, change.text, _key(change.before), _key(change.after))
        groups.setdefault(key, []).append(change)
    order = list(Level)
    return sorted(groups.values(), key=lambda group: (order.index(group[0].level), SIDES.index(group[0].side)))


SIDES = ("request", "response", "callback", "page")


def _key(value: Json) -> str:
    return f"{isinstance(value, Words)} {value!r}"
