"""Turn a page of the documentation into facts: print them, put them into spec/pages, or compare them with these.

A page is the text copied from the browser, or a .md page of Apifox. Facts go to stdout, doubts to stderr: what could
not be read for sure is told and not guessed. Prose is never kept, only a hash of it.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import NamedTuple

from apifox.belonging import belongings
from apifox.doubts import PageError, Reading
from apifox.indexing import entry_text, with_entry, with_page
from apifox.limits import MAX_SIZE, checked_slug
from apifox.merging import differences, lost, merged
from apifox.reading import read_page
from apifox.snapshot import MANIFEST, Snapshot, SnapshotError, Stored
from apifox.writing import page_yaml
from contract.documents import FormError, load_in_form
from contract.pages import Pages, load_pages
from contract.values import ABSENT, Json, JsonObject

ROOT = Path(__file__).parent.parent
GONE = "no longer documented"
"""The lifecycle of a page that the site no longer names; its call may still work."""


class _Task(NamedTuple):
    """A text to be read, and the page that it is."""

    file: Path
    slug: str
    url: str | None
    gone: str | None = None  # since when the site does not name it


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except (PageError, FormError, SnapshotError) as error:
        print(f"transcribe: {error}", file=sys.stderr)
    except OSError as error:
        print(f"transcribe: {error.filename}: {error.strerror}", file=sys.stderr)
    except KeyboardInterrupt:
        print("transcribe: stopped; every file is either as it was or whole", file=sys.stderr)
        return 130
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="transcribe", description=__doc__)
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the page: text copied from the browser, or its .md"
    )
    parser.add_argument(
        "--from-snapshot", type=Path, metavar="DIR", help="read every page of a snapshot that make pages-fetch wrote"
    )
    parser.add_argument(
        "--slug", help="the page's name in spec/pages; default: the file's name without its ending, or a snapshot's all"
    )
    parser.add_argument("--id", metavar="NUMBER", help="with --from-snapshot and --slug: the number of a new page")
    parser.add_argument("--url", help="where the page was read, such as https://SITE/api-202222098")
    parser.add_argument(
        "--group", metavar="NAME", help="with --write: add a page that the index lacks to this group of it"
    )
    parser.add_argument("--pages", type=Path, default=ROOT / "spec" / "pages", help="default: spec/pages")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--write", action="store_true", help="put the facts into spec/pages/SLUG.yaml; what a person wrote there stays"
    )
    what.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 when the file has other facts than the page"
    )
    return parser


def _run(options: argparse.Namespace) -> int:
    pages = load_pages(options.pages)
    if options.from_snapshot is not None:
        if options.file or options.url:
            raise PageError("expected either FILE or --from-snapshot, which knows its own URLs; got both")
        slug = None if options.slug is None else checked_slug(options.slug)
        if options.id is not None and slug is None:
            raise PageError("expected --slug beside --id: the name that the page is to have in spec/pages")
        tasks, unknown = _of_snapshot(options.from_snapshot, pages, slug, options.id)
        for line in unknown:
            print(f"transcribe: {line}", file=sys.stderr)
    elif options.file is None:
        raise PageError("expected a FILE or --from-snapshot DIR; see --help")
    else:
        tasks, unknown = [_Task(options.file, checked_slug(options.slug or options.file.stem), options.url)], []
    worst = 1 if unknown and options.check else 0
    for number, task in enumerate(tasks, 1):
        if len(tasks) > 1:
            print(f"transcribe: {number} of {len(tasks)}: {task.slug}", file=sys.stderr)
        try:
            worst = max(worst, _one(task, pages, options))
        except PageError as error:
            if len(tasks) == 1:
                raise
            print(f"transcribe: {task.file}: {error}", file=sys.stderr)
            worst = 2
    return worst


def _one(task: _Task, pages: Pages, options: argparse.Namespace) -> int:
    if task.gone and task.slug in pages.pages:
        return _gone(task.slug, task.gone, pages, options)
    text = _text(task.file)
    reading = read_page(text, slug=task.slug)
    _tell_doubts(task, reading, text)
    new = _with_address(reading.facts, task.url)
    old = pages.pages[task.slug].raw if task.slug in pages.pages else None
    if options.check:
        return _check(task.slug, old, new)
    if options.write:
        return _write(task.slug, old, new, pages, options)
    print(page_yaml(new), end="")
    return 0


def _gone(slug: str, since: str, pages: Pages, options: argparse.Namespace) -> int:
    """What a page said stays, as its call may still work; its lifecycle says that nothing documents it any more."""
    old = pages.pages[slug].raw
    marked = old.get("lifecycle") == GONE
    print(f"transcribe: {slug} is gone from the site since {since}" + (", as its lifecycle says" if marked else ""))
    if options.write and not marked:
        _put(options.pages / f"{slug}.yaml", {**old, "lifecycle": GONE}, options.pages / "schema" / "page.schema.yaml")
        print(f"transcribe: {slug}: lifecycle: {GONE}")
    return 1 if options.check and not marked else 0


def _text(file: Path) -> str:
    with file.open("rb") as stream:
        raw = stream.read(MAX_SIZE + 1)
    if len(raw) > MAX_SIZE:
        raise PageError(f"{file}: expected a page of at most {MAX_SIZE} bytes, got more; is it one page?")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PageError(
            f"{file}: expected text in UTF-8, got another byte at {error.start}; save it as UTF-8"
        ) from None


def _with_address(facts: JsonObject, url: str | None) -> JsonObject:
    if url is None:
        return facts
    if not url.startswith("https://") or any(space in url for space in " \t\n\"'") or len(url) > 300:
        raise PageError(f"expected the page's https:// URL, got {url[:80]!r}")
    key = "zh_page" if "facts_from" in facts else "page"
    return {**facts, key: url.removesuffix(".md")}


def _tell_doubts(task: _Task, reading: Reading, text: str) -> None:
    lines = text.splitlines()
    for doubt in reading.doubts:
        shown = lines[doubt.line - 1].strip()[:100] if doubt.line and doubt.line <= len(lines) else ""
        print(
            f"transcribe: {task.slug} doubt: {doubt}" + (f"\n    {doubt.line}: {shown}" if shown else ""),
            file=sys.stderr,
        )


def _check(slug: str, old: JsonObject | None, new: JsonObject) -> int:
    if old is None:
        print(f"transcribe: spec/pages has no {slug}.yaml; write it with --write")
        return 1
    found = differences(old, merged(old, new))
    for one in found:
        print(f"{slug} at {one.pointer}\n    the file: {_show(one.file)}\n    the page: {_show(one.page)}")
    if found:
        print(
            f"transcribe: {len(found)} facts of spec/pages/{slug}.yaml are not the page's; take them over with --write"
        )
    else:
        print(f"transcribe: spec/pages/{slug}.yaml has the page's facts")
    return 1 if found else 0


def _show(value: Json) -> str:
    return str(value) if value is ABSENT else json.dumps(value, ensure_ascii=False)


def _write(slug: str, old: JsonObject | None, new: JsonObject, pages: Pages, options: argparse.Namespace) -> int:
    folder: Path = options.pages
    made = merged(old, new)
    index_file = folder / "index.yaml"
    index = index_file.read_text("utf-8")
    if slug in pages.entries:
        index = with_page(index, pages.entries[slug], made)
    elif options.group:
        index = with_entry(index, options.group, made)
    else:
        raise PageError(
            f"the index has no slug {slug!r}, so nothing was written; name its group with --group NAME, or add to"
            f" {index_file}, where the navigation has it:\n  {entry_text(made)}"
        )
    path = folder / f"{slug}.yaml"
    _put(path, made, folder / "schema" / "page.schema.yaml")
    _replace(index_file, index)
    for line in lost(old, made) if old else ():
        print(f"transcribe: {slug}: no longer in the file, as its place is gone: {line}", file=sys.stderr)
    changed = f"{len(differences(old, made))} facts changed" if old else "a new page"
    print(f"transcribe: {path} written, {changed}")
    return 0


def _put(path: Path, page: JsonObject, schema: Path) -> None:
    """Write a page whole or not at all: it must be in its form and load as it is."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(page_yaml(page), encoding="utf-8")
        if load_in_form(beside, schema) != page:
            raise PageError(f"{beside}: what was written does not load as what was read; this is a fault of transcribe")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _of_snapshot(folder: Path, pages: Pages, slug: str | None, number: str | None) -> tuple[list[_Task], list[str]]:
    """The snapshot's pages that spec/pages knows, or one of them; and words on those that it does not know.

    A `number` says which of them the slug is, where spec/pages does not know it yet.
    """
    snapshot = Snapshot.load(folder)
    if snapshot is None:
        raise PageError(f"{folder}: expected a snapshot, got no {MANIFEST} in it; make one with: make pages-fetch")
    calls = {page.id: page for page in snapshot.pages.values() if page.id.isdigit()}  # prose has an m before its number
    if number is not None and number not in calls:
        raise PageError(f"{folder}: expected a page with the number {number[:40]!r}, got none; fetch it first")
    slugs = {key: one.slug for key, one in belongings({page.id: page.title for page in calls.values()}, pages).items()}
    if slug is not None and number is not None:
        slugs = {number: slug}
    tasks = [
        _Task(snapshot.path(page.id), slugs[page.id], _address(page), page.gone)
        for page in calls.values()
        if page.id in slugs and slug in {None, slugs[page.id]}
    ]
    if slug is not None and not tasks:
        raise PageError(f"{folder}: expected a page that is {slug!r}, got none; say which it is with --id NUMBER")
    strangers = (page for page in calls.values() if slug is None and page.id not in slugs and page.gone is None)
    return tasks, [
        f"the page {page.id} {page.title[:80]!r} is none that the index knows; give it a name: "
        f"--slug SLUG --id {page.id} --group NAME"
        for page in strangers
    ]


def _address(page: Stored) -> str | None:
    """The page's address for people, without the ending of its .md."""
    scheme, _, host, *_ = page.url.split("/")
    return f"{scheme}//{host}/api-{page.id}" if scheme == "https:" else None


if __name__ == "__main__":
    sys.exit(main())
