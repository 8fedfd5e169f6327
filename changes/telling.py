"""Changes as people read them, and as programs do."""

from collections import Counter
from collections.abc import Iterator

from changes.change import Change, Level, alike, most
from changes.impact import Impact, Kit
from changes.rules import RULES
from contract.mismatch import show
from contract.values import Json

_NAMED = 3  # operations that are named before "and N more"
_SHOWN = 8  # places of one kind that are listed
_TOUCHED = {
    "spec": "spec",
    "deviations": "deviations",
    "methods": "client",
    "models": "models",
    "recordings": "recordings",
    "handlers": "sandbox",
}


def told(changes: list[Change], kit: Kit | None) -> str:
    """Changes by level, then by side, each with what it touches in a working tree where one is given."""
    return "\n".join(_lines(changes, kit))


def counted(changes: list[Change]) -> str:
    """How many changes of which level."""
    counts = Counter(change.level for change in changes)
    total = f"{len(changes)} change{'' if len(changes) == 1 else 's'}"
    return f"{total}: {', '.join(f'{counts[level]} {level}' for level in Level if counts[level])}"


def as_json(changes: list[Change], kit: Kit | None) -> Json:
    """The same for programs: the level that matters most, and every change with what it touches."""
    rows = []
    for change in changes:
        touches = dict(kit.impact([change])) if kit else {}
        rows.append({**change.as_json(), "why": RULES[change.rule].why, "touches": touches})
    level = most(changes)
    return {"level": level.value if level else None, "changes": rows}


def who(group: list[Change]) -> str:
    """The operations of changes that say the same."""
    names = list(dict.fromkeys(change.operation for change in group))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _lines(changes: list[Change], kit: Kit | None) -> Iterator[str]:
    head: tuple[Level, str] | None = None
    for group in alike(changes):
        first = group[0]
        if head != (first.level, first.side):
            head = (first.level, first.side)
            yield f"\n{first.level}, {first.side}"
        yield f"  {first.rule}: {who(group)} at {first.pointer or 'the whole'}"
        yield f"      {first.text}: {show(first.before)} -> {show(first.after)}"
        yield f"      why      {RULES[first.rule].why}"
        if kit is not None:
            yield from _touched(kit.impact(group))


def _touched(impact: Impact) -> Iterator[str]:
    for name, places in impact:
        if places:
            more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
            yield f"      {_TOUCHED[name]:<10} {', '.join(places[:_SHOWN])}{more}"
