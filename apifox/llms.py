"""The list of a site's pages that Apifox publishes as `<site>/llms.txt`.

It is untrusted: what is not surely a page of the site is skipped, and told.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

_FILE = re.compile(r"(?:.*-)?([0-9]{1,19})([a-z])0\.md", re.ASCII)
_SHOWN = 120  # characters of a title or a folder; they are printed and kept


class Link(NamedTuple):
    """A page of the site. `id` is the service's number, with an m before a prose page's, as those are counted apart."""

    id: str
    title: str
    folder: str
    url: str

    @property
    def is_endpoint(self) -> bool:
        """Whether the page documents an endpoint; it is prose otherwise."""
        return not self.id.startswith("m")


class Skipped(NamedTuple):
    """A line that names no page to be fetched, and why."""

    line: int
    url: str
    why: str


@dataclass(frozen=True)
class Listing:
    """What llms.txt names: endpoint pages, prose pages, and what was skipped."""

    links: tuple[Link, ...]
    skipped: tuple[Skipped, ...]


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an URL. Raises ValueError when it has none of http and https, or user and password."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        raise ValueError(f"expected http://host or https://host without user and password, got {printable(shown)}")
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def read_listing(text: str, site: str) -> Listing:
    """Read llms.txt of a site: lines of `- <folder> [<title>](<url>): <description>`. An id counts once."""
    links: dict[str, Link] = {}
    skipped: list[Skipped] = []
    for number, line in enumerate(text.splitlines(), 1):
        found = _parts(line)
        if found is None:
            continue
        folder, title, target = found
        try:
            link = _link(folder, title, target, site)
        except ValueError as error:
            skipped.append(Skipped(number, printable(target), str(error)))
            continue
        if link.id in links:
            skipped.append(Skipped(number, printable(target), f"the id {link.id} stands twice; the first is fetched"))
        else:
            links[link.id] = link
    return Listing(tuple(links.values()), tuple(skipped))


def _parts(line: str) -> tuple[str, str, str] | None:
    # By hand and from the first "](" on: titles and descriptions have brackets of their own, and a pattern could be
    # made to try them all.
    line = line.strip()
    before, link, after = line.partition("](")
    target, closed, _ = after.partition(")")
    if not (line.startswith("- ") and link and closed):
        return None
    depth = 1
    for place in range(len(before) - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(before[place], 0)
        if depth == 0:
            return before[2:place].strip(), before[place + 1 :].strip(), target.strip()
    return None


def _link(folder: str, title: str, target: str, site: str) -> Link:
    url = urldefrag(urljoin(f"{site.rstrip('/')}/", target)).url
    if origin(url) != origin(site):
        raise ValueError(f"it is not on {site}")
    named = _FILE.fullmatch(urlsplit(url).path.rpartition("/")[2])
    if named is None:
        raise ValueError("expected a name that ends in <digits>e0.md or <digits>m0.md")
    number, kind = named.groups()
    if kind not in "em":
        raise ValueError(f"{kind}0 is neither an endpoint's page (e0) nor prose (m0)")
    number = str(int(number))
    return Link(number if kind == "e" else f"m{number}", printable(title), printable(folder), url)


def printable(text: str) -> str:
    """Untrusted text for a terminal and a manifest: one line, nothing that moves a cursor, and not long."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[: _SHOWN + 1])
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
