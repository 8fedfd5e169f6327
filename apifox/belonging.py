"""Which fetched page is which page of spec/pages."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from contract.pages import Pages

_ADDRESS = re.compile(r"/(?:api-)?([0-9]+)(?:e0(?:\.md)?)?$", re.ASCII)


class Belonging(NamedTuple):
    """The slug of a fetched page, and by what it is known: `id` or `title`."""

    slug: str
    by: str


def belongings(titles: Mapping[str, str], pages: Pages) -> dict[str, Belonging]:
    """The slugs of pages given as id: title; by the number in a known page's URL, else by a title that only one has."""
    numbers = {number: slug for slug, page in pages.pages.items() for number in _numbers(page.raw)}
    found = {page_id: Belonging(numbers[page_id], "id") for page_id in titles if page_id in numbers}
    taken = {one.slug for one in found.values()}
    by_title = _once(
        (_plain(title), slug)
        for slug, entry in pages.entries.items()
        if slug not in taken
        for title in {entry.title, *_other_titles(pages, slug)}
    )
    rest = _once((_plain(title), page_id) for page_id, title in titles.items() if page_id not in found)
    for title in rest.keys() & by_title.keys():
        found[rest[title]] = Belonging(by_title[title], "title")
    return found


def _numbers(raw: Mapping[str, object]) -> Iterable[str]:
    for key in ("page", "zh_page"):
        if named := _ADDRESS.search(str(raw.get(key) or "")):
            yield named[1]


def _other_titles(pages: Pages, slug: str) -> set[str]:
    title = pages.pages[slug].raw.get("zh_title") if slug in pages.pages else None
    return {str(title)} if title else set()


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    rows = list(pairs)
    times = Counter(title for title, _ in rows)
    return {title: value for title, value in rows if times[title] == 1}
