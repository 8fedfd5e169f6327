"""Find the OpenAPI block of a `.md` page of Apifox."""

from itertools import pairwise
from typing import NamedTuple

from apifox import guarded_yaml
from apifox.doubts import Draft, PageError, empty_page
from apifox.openapi import read_openapi

_OPEN, _CLOSE, _FIRST = "```yaml", "```", "openapi:"


class Block(NamedTuple):
    """The text of the block, the number of its first line, and the page's heading."""

    text: str
    line: int
    title: str | None
    others: int


def has_block(text: str) -> bool:
    """Whether a text has a fence `yaml` with an OpenAPI document behind it."""
    return any(True for _ in _starts(text.split("\n")))


def read_markdown(text: str, slug: str) -> Draft:
    """Take in a `.md` page. Raises PageError where its block is cut, no YAML, or documents no call."""
    block = find_block(text)
    draft = Draft(empty_page(slug))
    if block.others:
        draft.doubt("", block.line, f"{block.others} further OpenAPI blocks; the first is read")
    read_openapi(draft, guarded_yaml.load(block.text, block.line), block.title, block.line)
    return draft


def find_block(text: str) -> Block:
    """The first OpenAPI block: a fence inside of its YAML is indented, so only one at column 0 closes it."""
    lines = text.split("\n")
    starts = list(_starts(lines))
    start = starts[0]
    end = next((index for index in range(start, len(lines)) if lines[index].rstrip() == _CLOSE), None)
    if end is None:
        raise PageError(f"line {start}: expected ``` at the end of the OpenAPI block, found none; was the page cut?")
    title = next((line[2:].strip() for line in lines[:start] if line.startswith("# ")), None)
    others = sum(other > end for other in starts)
    return Block("\n".join(lines[start:end]), start + 1, title, others)


def _starts(lines: list[str]) -> list[int]:
    """Indexes of the first lines inside of the fences."""
    return [at + 1 for at, (one, two) in enumerate(pairwise(lines)) if one.rstrip() == _OPEN and two.startswith(_FIRST)]
