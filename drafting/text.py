"""Additions to hand-written YAML: every byte that is there stays, and what was added can be taken out again."""

import re

import yaml

from contract.values import Json, JsonObject
from drafting.refusal import DraftError

WIDTH = 140  # of a line, as in the hand-written files


class _Dumper(yaml.SafeDumper):
    """Aliases written out, so that a later edit changes one place."""

    def ignore_aliases(self, data: Json) -> bool:  # noqa: ARG002  # the name is PyYAML's
        return True


def dumped(value: Json, indent: int = 0) -> str:
    """The value as YAML lines, each indented by so many spaces; collections of scalars stand on one line."""
    text = yaml.dump(value, Dumper=_Dumper, default_flow_style=None, sort_keys=False, allow_unicode=True, width=WIDTH)
    return "".join(f"{' ' * indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def in_line(value: JsonObject) -> str:
    """A mapping of scalars as ``{key: value}``."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, default_flow_style=True, sort_keys=False, allow_unicode=True, width=9999
    )
    return text.strip()


def marks(slug: str, indent: int) -> tuple[str, str]:
    """The comment lines before and after what a draft adds."""
    pad = " " * indent
    return f"{pad}# draft of {slug}, by scripts/draft: begin\n", f"{pad}# draft of {slug}, by scripts/draft: end\n"


def framed(slug: str, body: str, indent: int, *, blank: str) -> str:
    """The text between its marks; ``blank`` is where an empty line stands: before, after or none."""
    begin, end = marks(slug, indent)
    return _spaced(f"{begin}{body}{end}", blank)


def without(text: str, slug: str, indent: int, *, blank: str) -> str:
    """The text less what ``framed`` made and somebody inserted. Raises DraftError unless it is there once."""
    begin, end = (re.escape(mark) for mark in marks(slug, indent))
    pattern = _spaced(f"^{begin}.*?^{end}", blank)
    rest, found = re.subn(pattern, "", text, flags=re.DOTALL | re.MULTILINE)
    if found != 1:
        raise DraftError(
            f"expected one part between the marks of the draft of {slug}, found {found}; take it out by hand, or put"
            " the comment lines back as scripts/draft wrote them"
        )
    return rest


def _spaced(text: str, blank: str) -> str:
    return "\n" * (blank == "before") + text + "\n" * (blank == "after")


def before_line(text: str, line: int, addition: str) -> str:
    """The text with an addition before a line (from 0), above the comments that belong to that line."""
    lines = text.splitlines(keepends=True)
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return "".join(lines[:line]) + addition + "".join(lines[line:])


def at_end(text: str, addition: str) -> str:
    """The text with an addition behind its last line."""
    return text + "\n" * bool(text and not text.endswith("\n")) + addition


def compose(text: str, name: str) -> yaml.MappingNode:
    """The document's nodes with their places. Raises DraftError where it is no mapping."""
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise DraftError(f"{name}: not YAML: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise DraftError(f"{name}: expected a mapping")
    return node


def child(node: yaml.Node, key: str) -> yaml.Node:
    """The value of a mapping's key. Raises DraftError."""
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == key:
            return value  # type: ignore[no-any-return]
    raise DraftError(f"expected the key {key!r}, found none")
