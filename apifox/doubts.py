"""What a page says, and what could not be read of it for sure."""

from dataclasses import dataclass, field
from typing import NamedTuple

from contract.values import JsonObject


class PageError(ValueError):
    """The text is no page that can be read; it says what was expected, what came and what to do next."""


class Doubt(NamedTuple):
    """One thing that was not read. `line` counts from 1 in the page's text, None where it is of no one line."""

    pointer: str
    line: int | None
    text: str

    def __str__(self) -> str:
        place = f"line {self.line}" if self.line else "the page"
        return f"{self.pointer} ({place}): {self.text}"


class Reading(NamedTuple):
    """A page's facts, in the form of spec/pages, and the doubts about them."""

    facts: JsonObject
    doubts: tuple[Doubt, ...]


@dataclass
class Draft:
    """A page while it is read: its facts, its wording by place, its doubts. Only hashes of the wording leave it."""

    raw: JsonObject
    prose: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    unplaced: set[tuple[str, str]] = field(default_factory=set)  # (table, name) of rows that no table has for sure

    callback_text: str = ""

    def doubt(self, pointer: str, line: int | None, text: str) -> None:
        """Keep a doubt, once."""
        told = Doubt(pointer, line, text)
        if told not in self.doubts:
            self.doubts.append(told)

    def say(self, pointer: str, text: str) -> None:
        """Keep the wording of a place; blank is none."""
        if text.strip():
            self.prose[pointer] = f"{self.prose[pointer]} {text}" if pointer in self.prose else text


def empty_page(slug: str) -> JsonObject:
    """The form of spec/pages with nothing said in it."""
    return {
        "slug": slug,
        "page": None,
        "title": "",
        "tag": "none",
        "modified": None,
        "method": None,
        "path": None,
        "server": None,
        "content_type": None,
        "summary": None,
        "asynchronous": "unknown",
        "request": {"headers": [], "path_params": [], "body": [], "example": None},
        "response": {},
        "callback": None,
        "gaps": [],
        "contradictions": [],
    }
