"""CHANGELOG.md in the form of Keep a Changelog: what stands under Unreleased becomes a release's section."""

import re
import textwrap
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from changes.change import Change, Level, alike
from changes.versions import Version
from contract.facts import KEYWORDS
from contract.mismatch import show
from contract.values import ABSENT

GROUPS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
UNRELEASED = "## Unreleased"
_WIDTH = 132
_REMOVALS = ("-removed", "-undocumented")
_ADDITIONS = ("-added", "-documented")
_TOLD = (Level.BREAKING, Level.ADDITIVE)


class Entry(NamedTuple):
    """One line of a release's section; an entry with subjects is left out where a hand-written one names them all."""

    group: str
    text: str
    subjects: tuple[str, ...] = ()


def entries(changes: Iterable[Change]) -> list[Entry]:
    """What a release says of changes of the contract; changes of wording and examples are one entry."""
    every = list(changes)
    found = [_entry(group) for group in alike(change for change in every if change.level in _TOLD)]
    quiet = sorted({change.operation for change in every if change.level not in _TOLD})
    if quiet:
        found.append(Entry("Changed", f"Wording, examples and notes of {_listed(quiet, 6)}."))
    return found


def released(text: str, version: Version, today: date, made: Iterable[Entry]) -> str:
    """The changelog with a section for the version, and nothing under Unreleased. Raises ValueError."""
    head, unreleased, tail = _parts(text)
    if re.search(rf"^## \[?{re.escape(str(version))}\b", text, re.MULTILINE):
        raise ValueError(f"CHANGELOG.md has a section {version} already; is it released? else take it out")
    groups = _groups(unreleased)
    for entry in made:
        if not _is_told(entry, unreleased):
            groups.setdefault(entry.group, []).append(_bullet(entry.text))
    order = [*(name for name in GROUPS if name in groups), *(name for name in groups if name not in GROUPS and name)]
    intro = "\n".join(groups.get("", [])).strip()
    body = [*([intro] if intro else []), *(f"### {name}\n\n" + "\n".join(groups[name]) for name in order)]
    section = "\n\n".join([f"## {version} - {today.isoformat()}", *body])
    rest = f"\n\n{tail}" if tail else "\n"
    return f"{head}{UNRELEASED}\n\n{section}{rest}"


def has_entries(text: str) -> bool:
    """Whether anything stands under Unreleased. Raises ValueError."""
    return bool(_parts(text)[1].strip())


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before Unreleased, under it, and from the next section on."""
    found = re.findall(rf"^{UNRELEASED}[ \t]*$", text, re.MULTILINE)
    if len(found) != 1:
        raise ValueError(f"CHANGELOG.md: expected the line {UNRELEASED!r} once, found it {len(found)} times")
    head, rest = re.split(rf"^{UNRELEASED}[ \t]*$\n?", text, maxsplit=1, flags=re.MULTILINE)
    later = re.search(r"^## ", rest, re.MULTILINE)
    cut = later.start() if later else len(rest)
    return head, rest[:cut], rest[cut:]


def _groups(section: str) -> dict[str, list[str]]:
    """The text below each ### heading; what stands before the first is under ""."""
    first, *others = re.split(r"^### +(.*?)[ \t]*$\n?", section, flags=re.MULTILINE)
    found = {"": [first.strip("\n")]} if first.strip() else {}
    for name, body in zip(others[::2], others[1::2], strict=True):
        if body.strip():
            found.setdefault(name, []).append(body.strip("\n"))
    return found


def _is_told(entry: Entry, section: str) -> bool:
    """Whether a bullet says the same already, or is of all the entry's subjects."""
    bullets = [" ".join(bullet.split()) for bullet in re.split(r"^[-*] ", section, flags=re.MULTILINE)]
    named = bool(entry.subjects)
    return any(
        " ".join(entry.text.split()) == bullet
        or (named and all(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", bullet) for name in entry.subjects))
        for bullet in bullets
    )


def _bullet(text: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def _entry(group: list[Change]) -> Entry:
    first = group[0]
    names = list(dict.fromkeys(change.operation for change in group))
    *above, place = first.pointer.split("/")
    of_keyword = place in KEYWORDS and len(above) > 1
    name = above[-1] if of_keyword else place
    breaking = "**Breaking**: " if first.level is Level.BREAKING else ""
    return Entry(
        group=_kind(first),
        text=f"{breaking}{_listed(names, 3)}: {first.text}{_values(first, of_keyword=of_keyword)}.",
        subjects=(names[0], name) if len(names) == 1 and name else (),
    )


def _values(change: Change, *, of_keyword: bool) -> str:
    """Both values; of a keyword that came or went the one that there is."""
    there = [show(value) for value in (change.before, change.after) if value is not ABSENT]
    return f" ({' -> '.join(there)})" if len(there) == 2 or of_keyword else ""


def _kind(change: Change) -> str:
    if change.level is Level.ADDITIVE and (change.rule.endswith(_ADDITIONS) or change.rule.startswith("new-")):
        return "Added"
    gone = change.after is ABSENT and change.rule.endswith(_REMOVALS) and "-value-" not in change.rule
    return "Removed" if gone else "Changed"


def _listed(names: list[str], most: int) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(f"`{name}`" for name in names[:most]) + more
