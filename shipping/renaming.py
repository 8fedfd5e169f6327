"""The client under another package name: which names may be taken, and which words of its source follow.

The client refers to itself by relative imports, and its loggers, lazy imports and pickles go by `__package__`, so that
code needs no change. What follows the name is documentation: the word img_open as a package in a docstring (`from
img_open import ImgOpen`, `img_open.receiver`). What stands in code stays as it is: IMG_OPEN_* variables, the parameters
and the seal of callback URLs, tokens and the User-Agent mean the same in every copy.
"""

import ast
import keyword
import re
import sys
from bisect import bisect_right
from itertools import accumulate

ORIGINAL = "img_open"
# Not a part of a longer word, of a path or of img-open; `img_open.receiver` and `from img_open import` are meant.
_MENTION = re.compile(rb"(?<![\w./-])img_open(?![\w/-])")
_DEPENDENCIES = {"attr", "attrs", "httpcore", "httpx"}


class VendoringError(Exception):
    """The client cannot be vendored so; the text says what was expected, what came and what to do."""


def parts_of(name: str) -> list[str]:
    """The folders of a dotted package name. Raises VendoringError."""
    parts = name.split(".")
    for part in parts:
        if not part.isascii() or not part.isidentifier() or keyword.iskeyword(part):
            raise VendoringError(
                f"NAME: expected a package name such as img_open or acme.vendor.img_open, "
                f"got {name!r}, in which {part!r} is no name that Python could import"
            )
    if parts[0] in sys.stdlib_module_names or parts[0] in _DEPENDENCIES:
        raise VendoringError(f"NAME: expected a name of your own, got {name!r}, which would hide the module {parts[0]}")
    return parts


def renamed(source: str, name: str, where: str) -> str:
    """A module's source with its documentation speaking of `name`. Raises VendoringError."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if _imports_by_name(node):
            raise VendoringError(
                f"{where}, line {getattr(node, 'lineno', 0)}: expected relative imports only, got one of {ORIGINAL}, "
                "which another name would not follow; mend generator/ and run: make generate"
            )
    if name == ORIGINAL:
        return source
    raw = source.encode()
    # ast counts lines, and columns in bytes of UTF-8.
    starts = [0, *accumulate(len(line) for line in raw.splitlines(keepends=True))]
    spans = sorted(
        (starts[text.lineno - 1] + text.col_offset, starts[(text.end_lineno or 0) - 1] + (text.end_col_offset or 0))
        for text in _documentation(tree)
    )
    begins = [begin for begin, _ in spans]

    def replace(found: re.Match[bytes]) -> bytes:
        index = bisect_right(begins, found.start()) - 1
        inside = index >= 0 and found.end() <= spans[index][1]
        return name.encode() if inside else found[0]

    return _MENTION.sub(replace, raw).decode()


def _imports_by_name(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.level == 0 and (node.module or "").partition(".")[0] == ORIGINAL
    return isinstance(node, ast.Import) and any(part.name.partition(".")[0] == ORIGINAL for part in node.names)


def _documentation(tree: ast.Module) -> list[ast.Constant]:
    """Every text that is a statement of its own: docstrings, and what stands below an attribute."""
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
