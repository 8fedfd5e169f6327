"""A run over a site in words: what a person reads at its end, and the note of what changed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from apifox.belonging import Belonging
from apifox.fetching import Row, Summary
from apifox.snapshot import Outcome

_NEWS = (Outcome.NEW, Outcome.CHANGED, Outcome.GONE)
_SKIPPED_SHOWN = 20
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|~@:-])")


def summary_lines(summary: Summary, belongs: Mapping[str, Belonging], *, with_map: bool) -> Iterator[str]:
    """What came of a run; with the map, the slug of every page, else of those alone that are not as they were."""
    counts = Counter(row.outcome for row in summary.rows)
    yield f"pages-fetch: {summary.snapshot.folder}: " + ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)
    for row in summary.rows if with_map else summary.of(*_NEWS, Outcome.FAILED):
        told = f": {row.text}" if row.text else ""
        yield f"  {row.outcome:9}  {row.id:>10}  {row.title} -> {_slug(row, belongs)}{told}"
    skipped = summary.listing.skipped
    for line, url, why in skipped[:_SKIPPED_SHOWN]:
        yield f"  skipped    llms.txt, line {line}: {url}: {why}"
    if len(skipped) > _SKIPPED_SHOWN:
        yield f"  skipped    {len(skipped) - _SKIPPED_SHOWN} more links of llms.txt"
    if summary.of(*_NEWS):
        yield "pages-fetch: README.md, When the docs change, says what to do with what is new, changed or gone"
    if summary.left:
        yield f"  left       {summary.left} pages were not asked for: {summary.stopped or 'there are more than --most'}"


def note(summary: Summary, belongs: Mapping[str, Belonging]) -> str | None:
    """What changed since the last snapshot, in Markdown; nothing when there was none before, or nothing changed."""
    news = summary.of(*_NEWS)
    if summary.is_first or not news:
        return None
    name = summary.snapshot.folder.name
    where = f"The pages are in {name}/pages, the last state of a changed one in {name}/before."
    lines = [
        f"# The documentation changed: {len(news)} pages of {summary.snapshot.site}",
        "",
        "| page | title | spec/pages | what |",
        "| --- | --- | --- | --- |",
        *(f"| {row.id} | {_plain(row.title)} | {_plain(_slug(row, belongs))} | {row.outcome} |" for row in news),
        "",
        f"{where} What to do with them: README.md, When the docs change.",
        "",
    ]
    return "\n".join(lines)


def _slug(row: Row, belongs: Mapping[str, Belonging]) -> str:
    if row.id.startswith("m"):
        return "prose"
    if row.id not in belongs:
        return "not in spec/pages/index.yaml"
    slug, by = belongs[row.id]
    return slug if by == "id" else f"{slug} (by its title)"


def _plain(text: str) -> str:
    """A page's words as Markdown that shows them and does nothing else."""
    return _MARKDOWN.sub(r"\\\1", escape(text))
