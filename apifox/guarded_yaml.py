"""Load YAML that nobody trusts, as JSON values: no tags, no cycles, nothing that its aliases blow up."""

import re
from collections.abc import Hashable

import yaml

from apifox.doubts import PageError
from apifox.limits import check_json
from contract.values import Json

MAX_DEPTH = 64
MAX_NODES = 200_000  # with every alias written out
_PLAIN = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))}
_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Parser):  # type: ignore[misc, valid-type]
    """The types of JSON and nothing else: a date, yes and 12:30:45 stay text, as YAML 1.2 has them."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own name

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Json]:  # noqa: ARG002 - always deep
        seen: set[str] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise PageError(f"{_where(key_node)}: expected a name as key, got a {key_node.id}")
            if key_node.value in seen:
                raise PageError(f"{_where(key_node)}: the key {key_node.value[:80]!r} stands twice in one mapping")
            seen.add(key_node.value)
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]{1,300}", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]{1,300}|[0-9]{1,300}(?:\.[0-9]{0,300})?)(?:[eE][-+]?[0-9]{1,3})?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first))
_Loader.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node))
)  # 010 is ten, as in YAML 1.2
_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def load(text: str, first_line: int = 1) -> Json:
    """The value of a YAML text. Raises PageError for what is no YAML or no JSON, is too much, or would run code."""
    try:
        _guard(text)
        value = yaml.load(text, _Loader)  # noqa: S506 - a safe loader of our own
        check_json(value)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + first_line}: " if mark else ""
        raise PageError(f"{line}expected YAML, got what is none: {error.problem}; was the page copied whole?") from None
    except yaml.YAMLError as error:
        raise PageError(f"expected YAML, got what is none: {str(error).splitlines()[0]}") from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, PageError):
            raise
        raise PageError(f"expected YAML that holds JSON values: {error}") from None
    return value


def _where(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1} of the YAML"


def _guard(text: str) -> None:
    """Refuse by its events, before anything is built, what is deep, tagged, cyclic, or too large when written out."""
    tree = _Tree()
    for event in yaml.parse(text, Loader=_Parser):
        trouble = tree.take(event)
        if trouble:
            mark: Json = event.start_mark
            raise PageError(f"line {mark.line + 1} of the YAML: {trouble}")


class _Tree:
    """What the events so far add up to."""

    def __init__(self) -> None:
        self.nodes = 0
        self.sizes: dict[str | None, int] = {}  # of what has an anchor, written out
        self.open: list[tuple[str | None, int]] = []  # anchor, nodes before it

    def take(self, event: yaml.Event) -> str | None:
        """Count one event; return why the text must not be loaded."""
        if isinstance(event, yaml.AliasEvent):
            if any(anchor == event.anchor for anchor, _ in self.open):
                return f"*{event.anchor} stands inside of what it names, so it has no end"
            self.nodes += self.sizes.get(event.anchor, 1)
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            if event.tag not in _PLAIN:
                return f"expected plain values, got the tag {str(event.tag)[:80]!r}"
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self.open.pop()
            self.sizes[anchor] = self.nodes - before
        if len(self.open) > MAX_DEPTH:
            return f"expected at most {MAX_DEPTH} levels, got more"
        return f"expected at most {MAX_NODES} values with aliases written out" if self.nodes > MAX_NODES else None

    def _begin(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self.nodes += 1
        if isinstance(event, yaml.CollectionStartEvent):
            self.open.append((event.anchor, self.nodes - 1))
        else:
            self.sizes[event.anchor] = 1
