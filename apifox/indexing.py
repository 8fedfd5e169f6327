"""Keep the one line that spec/pages/index.yaml has for each page; the rest of that file stays as it is."""

import re

import yaml

from apifox.doubts import PageError
from contract.pages import Entry
from contract.values import JsonObject

_GROUP = re.compile(r"^- name: (.{1,200})$", re.MULTILINE)


def known_of(page: JsonObject) -> str:
    """How much of a page is known, in the words of the index."""
    request, answers = page["request"], page["response"]
    if page["path"] is None or request["body"] is None:
        return "title"
    if "body_truncated" in request:
        return "part"
    return "whole" if any(answer["fields"] or answer["example"] for answer in answers.values()) else "request"


def entry_text(page: JsonObject) -> str:
    """The line of the index for a page."""
    entry = {"slug": page["slug"], "title": page["title"], "known": known_of(page)}
    if page["path"] is not None:
        entry["path"] = page["path"]
    return "- " + _flow(entry)


def with_page(index: str, entry: Entry, page: JsonObject) -> str:
    """The index with what is known of a page that it has, and the page's path."""
    lines = index.split("\n")
    for number, line in enumerate(lines):
        read = _entry(line)
        if read is not None and read.get("slug") == entry.slug:
            made = {**read, "known": known_of(page)}
            if page["path"] is not None:
                made["path"] = page["path"]
            usual = [*("slug", "title", "known", "path", "group"), *made]
            ordered = {key: made[key] for key in dict.fromkeys(usual) if key in made}
            if ordered != read:
                lines[number] = f"  - {_flow(ordered)}"
            return "\n".join(lines)
    raise PageError(f"index.yaml: expected the entry of {entry.slug!r} on one line of its own, found none; write it so")


def with_entry(index: str, group: str, page: JsonObject) -> str:
    """The index with a page more at the end of a group. Raises PageError where there is no such group."""
    groups = {yaml.safe_load(found[1]): found for found in _GROUP.finditer(index)}
    if group not in groups:
        raise PageError(
            f"index.yaml: expected one of its groups, got {group[:80]!r}; there are {', '.join(map(str, groups))}"
        )
    lines = index.split("\n")
    at = index[: groups[group].start()].count("\n") + 2
    while at < len(lines) and lines[at].startswith("  - "):
        at += 1
    return "\n".join([*lines[:at], f"  {entry_text(page)}", *lines[at:]])


def _entry(line: str) -> JsonObject | None:
    if not line.startswith("  - {slug:"):
        return None
    read = yaml.safe_load(line)
    return read[0] if isinstance(read, list) and isinstance(read[0], dict) else None


def _flow(entry: JsonObject) -> str:
    return yaml.safe_dump(entry, default_flow_style=True, sort_keys=False, allow_unicode=True, width=1 << 20).strip()
