"""A Python file of the generated client, and places in it that a drift may change."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "generated" / "img_open"


class Patch(NamedTuple):
    """Bytes of a file in place of others; the name is relative to the package."""

    file: str
    start: int
    end: int
    text: str

    def applied(self, content: bytes) -> bytes:
        """The file's content with the change."""
        return content[: self.start] + self.text.encode() + content[self.end :]


class Source:
    """One file, parsed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.content = (PACKAGE / file).read_bytes()
        self.tree = ast.parse(self.content)
        self._starts = [0]
        for line in self.content.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def text(self, node: ast.AST) -> str:
        """The node as it is written."""
        start, end = self._span(node)
        return self.content[start:end].decode()

    def instead(self, node: ast.AST, text: str) -> Patch:
        """Another text in the node's place."""
        return Patch(self.file, *self._span(node), text)

    def before(self, node: ast.AST, text: str) -> Patch:
        """A text in front of the node's line."""
        start = self._starts[node.lineno - 1]  # type: ignore[attr-defined]  # every statement has one
        return Patch(self.file, start, start, text)

    def replaced(self, old: str, new: str) -> Iterator[Patch]:
        """The first place of a text, if it is there, with another in its place."""
        at = self.content.find(old.encode())
        if at >= 0:
            yield Patch(self.file, at, at + len(old.encode()), new)

    def function(self, name: str) -> ast.FunctionDef:
        """The module's function of this name."""
        return next(n for n in self.tree.body if isinstance(n, ast.FunctionDef) and n.name == name)

    def _span(self, node: ast.AST) -> tuple[int, int]:
        found: ast.expr = node  # type: ignore[assignment]  # every node that is asked for has its place
        assert found.end_lineno is not None
        assert found.end_col_offset is not None
        return (
            self._starts[found.lineno - 1] + found.col_offset,
            self._starts[found.end_lineno - 1] + found.end_col_offset,
        )


@cache
def source(file: str) -> Source:
    """The file, parsed once."""
    return Source(file)


def keywords(call: ast.expr) -> dict[str, ast.keyword]:
    """The keyword arguments of a call by their name."""
    return {k.arg: k for k in call.keywords if k.arg} if isinstance(call, ast.Call) else {}
