"""One run over a site: llms.txt, then every page that it names, into a snapshot."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from apifox.asking import Answer, Asker, AskError, BusyError, SiteError, Validators
from apifox.llms import Link, Listing, read_listing
from apifox.snapshot import Outcome, Progress, Snapshot, SnapshotError, Stored, iso

_GOES_ON_FOR = timedelta(days=1)  # a run that was cut off longer ago is begun anew
_IN_A_ROW = 3  # so many failures in a row, and the site is left alone


class Row(NamedTuple):
    """One page of a run. `text` says why it failed, or what else there is to say of it."""

    id: str
    title: str
    folder: str
    url: str
    outcome: Outcome
    text: str = ""


@dataclass
class Summary:
    """What came of a run. `stopped` says why it ended early; the next one goes on from there."""

    snapshot: Snapshot
    listing: Listing
    is_first: bool
    rows: list[Row] = field(default_factory=list)
    left: int = 0
    stopped: str | None = None

    def of(self, *outcomes: Outcome) -> list[Row]:
        """The pages with one of these outcomes."""
        return [row for row in self.rows if row.outcome in outcomes]

    @property
    def is_whole(self) -> bool:
        """Whether every page is there."""
        return not (self.of(Outcome.FAILED) or self.left or self.stopped)


@dataclass(frozen=True)
class Wish:
    """What a run shall fetch: prose pages too, and at most so many pages."""

    prose: bool = False
    most: int = 500


def fetch(asker: Asker, folder: Path, wish: Wish, now: Callable[[], datetime], tell: Callable[[str], None]) -> Summary:
    """Fetch a site's pages into a folder; `tell` gets a line for each page.

    Raises AskError when llms.txt or robots.txt cannot be had, SnapshotError when the folder has another site's pages.
    """
    snapshot = _snapshot(folder, asker.site)
    asker.read_robots()
    listing = _listing(asker)
    links = [link for link in listing.links if wish.prose or link.is_endpoint]
    progress = _begin(snapshot, now())
    summary = Summary(snapshot, listing, progress.is_first, left=len(links))
    in_a_row = 0
    for number, link in enumerate(links[: wish.most], 1):
        row, failure = _try(asker, progress, summary, link, now)
        summary.rows.append(row)
        summary.left -= 1
        tell(f"[{number:{len(str(len(links)))}}/{len(links)}] {_line(row)}")
        in_a_row = in_a_row + 1 if isinstance(failure, BusyError) else 0
        if isinstance(failure, SiteError):
            summary.stopped = str(failure)
        elif in_a_row == _IN_A_ROW:
            summary.stopped = f"{in_a_row} pages in a row did not come"
        if summary.stopped:
            break
    _end(summary, progress, now())
    return summary


def _snapshot(folder: Path, site: str) -> Snapshot:
    snapshot = Snapshot.load(folder) or Snapshot(folder, site)
    if snapshot.site != site:
        raise SnapshotError(f"{folder} has the pages of {snapshot.site}, not of {site}; name another folder by --into")
    return snapshot


def _listing(asker: Asker) -> Listing:
    url = f"{asker.site}/llms.txt"
    try:
        content = asker.text(url).content or b""
    except AskError as error:
        raise AskError(f"{url}: {error}") from error
    listing = read_listing(content.decode("utf-8-sig"), asker.site)
    if not listing.links:
        raise AskError(
            f"{url}: expected lines like - folder [title]({asker.site}/123e0.md): ..., got none that names a page "
            f"of the site among {len(listing.skipped)} links"
        )
    return listing


def _begin(snapshot: Snapshot, now: datetime) -> Progress:
    """Go on with a run that was cut off lately, or begin a new one."""
    progress = snapshot.progress
    if progress is None or not timedelta() <= now - progress.began <= _GOES_ON_FOR:
        progress = Progress(now, is_first=not snapshot.pages)
    snapshot.progress = progress
    snapshot.save()
    return progress


def _try(
    asker: Asker, progress: Progress, summary: Summary, link: Link, now: Callable[[], datetime]
) -> tuple[Row, AskError | None]:
    snapshot = summary.snapshot
    there = snapshot.pages.get(link.id)
    if there is not None and not snapshot.is_whole(there):
        there = replace(there, etag=None, last_modified=None)
    elif there is not None and link.id in progress.done:
        return _row(link, progress.done[link.id], "fetched before the last run was cut off"), None
    try:
        known = Validators(there.etag, there.last_modified) if there and there.url == link.url else Validators()
        answer = asker.text(link.url, known)
    except AskError as error:
        return _row(link, Outcome.FAILED, str(error)), error
    outcome = _put(snapshot, link, answer, there, iso(now()))
    progress.done[link.id] = outcome
    snapshot.save()
    return _row(link, outcome, f"it was gone since {there.gone}" if there and there.gone else ""), None


def _put(snapshot: Snapshot, link: Link, answer: Answer, there: Stored | None, when: str) -> Outcome:
    (etag, modified), content = answer.validators, answer.content
    if content is None:
        assert there is not None, "a 304 is an answer only to what was sent of the page that is there"
        current = replace(there, title=link.title, folder=link.folder, gone=None)
        snapshot.pages[link.id] = replace(
            current, etag=etag or there.etag, last_modified=modified or there.last_modified
        )
    else:
        digest = sha256(content).hexdigest()
        snapshot.put(Stored(link.id, link.title, link.folder, link.url, digest, etag, modified, when), content)
    if there is None or there.gone:
        return Outcome.NEW
    return Outcome.UNCHANGED if snapshot.pages[link.id].sha256 == there.sha256 else Outcome.CHANGED


def _end(summary: Summary, progress: Progress, now: datetime) -> None:
    """Mark what the site no longer names; forget the progress of a run that came to its end."""
    snapshot, named = summary.snapshot, {link.id for link in summary.listing.links}
    for page in [page for page in snapshot.pages.values() if page.id not in named]:
        if snapshot.mark_gone(page.id, iso(now)) or progress.done.get(page.id) is Outcome.GONE:
            progress.done[page.id] = Outcome.GONE
            row = Row(page.id, page.title, page.folder, page.url, Outcome.GONE, "llms.txt no longer names it")
            summary.rows.append(row)
    if summary.stopped is None:
        snapshot.progress = None
    snapshot.save()


def _row(link: Link, outcome: Outcome, text: str = "") -> Row:
    return Row(link.id, link.title, link.folder, link.url, outcome, text)


def _line(row: Row) -> str:
    place = f"{row.folder}/{row.title}" if row.folder else row.title
    return f"{row.outcome:9}  {row.id:>10}  {place}{f': {row.text}' if row.text else ''}"
