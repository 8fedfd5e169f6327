"""What changed between two states of the documentation's pages, what that means, and what it touches."""

import argparse
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from changes.change import Change, Level, most
from changes.impact import Kit
from changes.pages import compare_pages
from changes.rules import table
from changes.telling import as_json, counted, told
from contract.documents import FormError, load_in_form
from contract.values import JsonObject

ROOT = Path(__file__).parent.parent
PAGES = "spec/pages"
_LARGEST = 5_000_000  # bytes of one page; the largest documented one has some 40 thousand


class UsageError(ValueError):
    """What was asked for cannot be done; the text says what to ask for instead."""


@dataclass(frozen=True)
class State:
    """The pages as they are, or were, and what to call that state; a file is read when its page is asked for."""

    name: str
    files: dict[str, Path]
    form: Path | None = None
    given: JsonObject | None = None

    @property
    def slugs(self) -> set[str]:
        """The pages that there are."""
        return {*self.files, *([self.given["slug"]] if self.given else [])}

    def page(self, slug: str) -> JsonObject | None:
        """A page's facts. Raises FormError."""
        if self.given and self.given["slug"] == slug:
            return self.given
        if slug not in self.files or self.form is None:
            return None
        found: JsonObject = load_in_form(self.files[slug], self.form)
        return found

    def is_as_in(self, other: "State", slug: str) -> bool:
        """Whether both have the page in the same bytes, so that none needs to be read."""
        files = [state.files.get(slug) for state in (self, other)]
        one, two = (None if file is None else file.read_bytes() for file in files)
        return one is not None and one == two


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code: 0 done, 1 a change as --fail-on names it, 2 wrong use or input."""
    options = _parser().parse_args(arguments)
    if options.rules:
        print(table())
        return 0
    try:
        with tempfile.TemporaryDirectory(prefix="img-open-pages-") as folder:
            changes, names = _compared(options, Path(folder))
        kit = Kit(options.root)
        if options.json:
            print(json.dumps(as_json(changes, kit), ensure_ascii=False, indent=2))
        elif changes:
            print(f"pages-diff: {names}: {counted(changes)}\n{told(changes, kit)}")
        else:
            print(f"pages-diff: {names}: no difference")
    except (UsageError, FormError, OSError) as error:
        print(f"pages-diff: {error}", file=sys.stderr)
        return 2
    level = most(changes)
    return int(options.fail_on is not None and level is not None and level.reaches(Level(options.fail_on)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pages-diff", description=__doc__)
    parser.add_argument("slug", nargs="*", help="pages to compare, by their names in spec/pages; default: all")
    parser.add_argument(
        "--before",
        metavar="REF|FILE",
        default="HEAD",
        help="the state to compare with: a git revision, or one page's file (YAML of spec/pages, the text copied from "
        "the browser, or the site's .md); default: HEAD",
    )
    parser.add_argument(
        "--after", metavar="FILE", help="one page's file, as above; default: spec/pages of the working tree"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument(
        "--fail-on",
        choices=[level.value for level in Level],
        help="exit with 1 on a change of this level, or of one that matters more",
    )
    parser.add_argument("--rules", action="store_true", help="print the rules by which changes are judged, and stop")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository; default: the one of this script")
    return parser


def _compared(options: argparse.Namespace, folder: Path) -> tuple[list[Change], str]:
    before = _file_state(options, options.before, None) if Path(options.before).is_file() else None
    if before is None:
        before = _git_state(options.root, options.before, folder)
    if options.after is not None:
        if not Path(options.after).is_file():
            raise UsageError(f"--after {options.after}: expected the file of a page, found none")
        after = _file_state(options, options.after, before)
    else:
        after = _state(options.root / PAGES, "the working tree")
    slugs = _slugs(options, before, after)
    changes: list[Change] = []
    for slug in slugs:
        if not before.is_as_in(after, slug):
            changes += compare_pages(before.page(slug), after.page(slug))
    what = slugs[0] if len(slugs) == 1 else f"{len(slugs)} pages"
    return changes, f"{what}, {before.name} -> {after.name}"


def _slugs(options: argparse.Namespace, before: State, after: State) -> list[str]:
    known = sorted(before.slugs | after.slugs)
    unknown = [slug for slug in options.slug if slug not in known]
    if unknown:
        raise UsageError(f"no page {', '.join(unknown)} in either state; there are: {', '.join(known)}")
    files = [name for name in (options.before, options.after) if name and Path(name).is_file()]
    if not files or options.slug:
        return list(dict.fromkeys(options.slug)) or known
    (slug,) = (after if options.after else before).slugs  # a file is one page, which the other state may lack
    return [slug]


def _state(folder: Path, name: str) -> State:
    """Every page of a folder, to be read by the schema that lies with it."""
    files = [path for path in sorted(folder.glob("*.yaml")) if path.name != "index.yaml"]
    return State(name, {path.stem: path for path in files}, folder / "schema" / "page.schema.yaml")


def _git_state(root: Path, revision: str, folder: Path) -> State:
    """The pages as they are in a revision. Raises UsageError where git has none."""
    if revision.startswith("-"):
        raise UsageError(f"--before {revision}: expected a git revision or the file of a page")
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, PAGES]
    try:
        ran = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UsageError("git is not installed; name a file with --before") from error
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(
            f"--before {revision}: expected the file of a page, or a git revision with {PAGES}; "
            f"git says: {said[0] if said else ran.returncode}"
        )
    with tarfile.open(fileobj=io.BytesIO(ran.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return _state(folder / PAGES, revision)


def _file_state(options: argparse.Namespace, name: str, other: State | None) -> State:
    """One page from a file: a page's YAML, or what a browser or the site shows, read by apifox."""
    path = Path(name)
    if path.stat().st_size > _LARGEST:
        raise UsageError(f"{path}: expected a page of at most {_LARGEST} bytes, found {path.stat().st_size}")
    if path.suffix in {".yaml", ".yml"}:
        raw = load_in_form(path, options.root / PAGES / "schema" / "page.schema.yaml")
        if options.slug and options.slug != [raw["slug"]]:
            raise UsageError(f"{path} is the page {raw['slug']}; expected that slug, or none, got {options.slug}")
        return State(str(path), {}, given=raw)
    if len(options.slug) != 1:
        raise UsageError(f"{path} does not tell which page it is: give exactly one SLUG, got {len(options.slug)}")
    return State(str(path), {}, given=_read(path, options.slug[0], other))


def _read(path: Path, slug: str, other: State | None) -> JsonObject:
    # Only needed where a page is read from its text.
    from apifox.merging import merged  # noqa: PLC0415
    from apifox.reading import read_page  # noqa: PLC0415

    try:
        reading = read_page(path.read_text("utf-8"), slug=slug)
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error
    for doubt in reading.doubts:
        print(f"pages-diff: {path}: doubt: {doubt}", file=sys.stderr)
    # Our own words stand in no page's text, and did not vanish from it.
    return merged(other.page(slug) if other else None, reading.facts)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
