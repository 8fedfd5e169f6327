"""Prepare a release: the next version by rule, CHANGELOG.md, the client of that version, released/; no commit."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from changes.change import Change, Level, most
from changes.changelog import Entry, entries, has_entries, released
from changes.pages import compare_pages
from changes.released import FOLDER, State, current, keep, last_release
from changes.restoring import restoring
from changes.spec_lines import SpecLines
from changes.specs import compare_specs
from changes.telling import counted, told
from changes.versions import Version, following, parse
from contract.documents import FormError, load_yaml
from contract.spec import FILE
from contract.values import Json, same
from shipping.public_api import Addition, Breakage, FormChanged, additions, breakages, dump

ROOT = Path(__file__).parent.parent
CHANGELOG = "CHANGELOG.md"
WRITTEN = [FILE, CHANGELOG, "generated", FOLDER]
_SHOWN = 200  # characters of what a command says
_ADDITIONS = 10  # names of the client that a release's section lists


class Refusal(Exception):
    """The release cannot be made; the text says why, and what to do."""


@dataclass(frozen=True)
class Difference:
    """What the working tree has that the last release has not."""

    last: State | None
    now: State
    spec: list[Change]
    pages: list[Change]
    broken: list[Breakage]
    added: list[Addition]

    @property
    def rebuilt(self) -> bool:
        """Whether the client is made by other code, runtime or templates."""
        return self.last is not None and self.last.made_from != self.now.made_from

    @property
    def level(self) -> Level | None:
        """What matters most; None where nothing differs. Of the pages only what reached the contract counts."""
        found = most(self.spec)
        levels = [
            *([Level.BREAKING] if self.broken else []),
            *([Level.ADDITIVE] if self.added else []),
            *([found] if found else []),
            *([Level.DOCS_ONLY] if self.pages or self.rebuilt else []),
        ]
        return min(levels, key=list(Level).index, default=None)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code: 0 done or nothing to do, 1 refused, 2 wrong use or unreadable input."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.skip_tests and not options.dry_run:
        parser.error("--skip-tests is for --dry-run alone: nothing is released untested")
    try:
        difference = _difference(options.root)
        return _check(difference) if options.check else _release(options, difference)
    except Refusal as error:
        print(f"release: refused: {error}", file=sys.stderr)
        return 1
    except (FormError, FormChanged, OSError, ValueError) as error:
        print(f"release: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="release",
        description=__doc__,
        epilog="Before 1.0.0 a breaking change moves the minor number, anything else the patch number; from 1.0.0 on a "
        "breaking change moves the major number, an addition the minor number, anything else the patch number.",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 on a breaking change that info.version hides"
    )
    parser.add_argument("--dry-run", action="store_true", help="run the checks, say what would be done, write nothing")
    parser.add_argument("--version", type=_version, metavar="X.Y.Z", help="a version above the one that the rule gives")
    parser.add_argument("--skip-tests", action="store_true", help="with --dry-run: leave make test out")
    parser.add_argument(
        "--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the release's date; default: today (UTC)"
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository; default: the one of this script")
    return parser


def _version(text: str) -> Version:
    try:
        return parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _difference(root: Path) -> Difference:
    now, last = current(root, dump(root / "generated" / "img_open")), last_release(root)
    if last is None:
        return Difference(None, now, [], [], [], [])
    slugs = sorted({*last.pages, *now.pages})
    pages = [change for slug in slugs for change in compare_pages(last.pages.get(slug), now.pages.get(slug))]
    return Difference(
        last,
        now,
        compare_specs(last.spec, now.spec),
        pages,
        breakages(last.api, now.api),
        additions(last.api, now.api),
    )


def _check(difference: Difference) -> int:
    last, now = difference.last, difference.now
    if last is None:
        print(f"release: nothing was released yet, so {now.version} breaks nothing")
        return 0
    level = difference.level
    if level is Level.BREAKING and now.version < (needed := following(last.version, level)):
        breaking = [change for change in difference.spec if change.level is Level.BREAKING]
        print(f"{told(breaking, None)}\n" if breaking else "", end="")
        print("".join(f"  {breakage.rule}: {breakage.text}\n" for breakage in difference.broken), end="")
        print(
            f"release: breaking changes since {last.version}, and {FILE} has info.version {now.version}: "
            f"set it to {needed} and run make generate, or take the changes back",
            file=sys.stderr,
        )
        return 1
    since = f"since {last.version}: {level.value if level else 'no'} changes"
    print(f"release: {since}; info.version {now.version} is right")
    return 0


def _release(options: argparse.Namespace, difference: Difference) -> int:
    version = _chosen(difference, options.version)
    _tell(difference, version)
    if version is None:
        return 0
    today = options.date or datetime.now(UTC).date()
    text = released(_changelog(options.root), version, today, _entries(difference, _changelog(options.root)))
    if not options.dry_run:
        for refusal in _refusals(options):
            raise Refusal(refusal)
        _write(options.root, version, text)
        print(_next_steps(version))
        return 0
    refusals = list(_refusals(options))
    for refusal in refusals:
        print(f"release: would be refused: {refusal}", file=sys.stderr)
    print(f"\n{_section(text, version)}\nrelease: nothing written (--dry-run)")
    return int(bool(refusals))


def _chosen(difference: Difference, asked: Version | None) -> Version | None:
    """The version to release; None where there is nothing to release. Raises Refusal."""
    last, now = difference.last, difference.now
    if last is None:
        if asked is not None and asked < now.version:
            raise Refusal(f"--version {asked} is below info.version {now.version} of {FILE}")
        return asked or now.version
    if now.version < last.version:
        raise Refusal(f"{FILE} has info.version {now.version}, and {last.version} is released; set it to that at least")
    if difference.level is None and asked is None:
        return None
    least = max(following(last.version, difference.level or Level.DOCS_ONLY), now.version)
    if asked is not None and asked < least:
        raise Refusal(f"--version {asked}: the changes since {last.version} need {least} at least")
    return asked or least


def _tell(difference: Difference, version: Version | None) -> None:
    last = difference.last
    if last is None:
        print(f"release: {version}, the first one")
        return
    if version is None:
        print(f"release: nothing to release: contract, pages and client are those of {last.version}")
        return
    print(f"release: {last.version} -> {version}")
    for name, changes in (("contract", difference.spec), ("pages", difference.pages)):
        if changes:
            print(f"  {name:<9} {counted(changes)}")
    if difference.broken or difference.added:
        print(f"  client    {len(difference.broken)} breakages, {len(difference.added)} additions")
    if difference.rebuilt:
        print("  client    made by another generator, templates or runtime")


def _entries(difference: Difference, changelog: str) -> list[Entry]:
    found = entries(difference.spec)
    for breakage in difference.broken:
        kind = "Removed" if breakage.rule.endswith("-removed") else "Changed"
        found.append(Entry(kind, f"**Breaking**: client: {breakage.text}."))
    found += [Entry("Added", f"Client: {addition.text}.") for addition in difference.added[:_ADDITIONS]]
    more = len(difference.added) - _ADDITIONS
    if more > 0:
        found.append(Entry("Added", f"Client: {more} more names."))
    slugs = sorted({change.operation for change in difference.pages})
    if slugs:
        found.append(Entry("Changed", f"Pages read anew: {', '.join(f'`{slug}`' for slug in slugs)}."))
    if difference.rebuilt and not found and not has_entries(changelog):
        found.append(Entry("Fixed", "The client's runtime and generator; the contract is as it was."))
    return found


def _refusals(options: argparse.Namespace) -> Iterator[str]:
    """Why nothing can be released, the quick checks first."""
    root = options.root
    status = _ran(root, "git", "status", "--porcelain")
    if status.returncode:
        yield f"git says: {status.stderr.strip()}; a release is made in a clone of the repository"
    elif status.stdout.strip():
        names = status.stdout.splitlines()
        yield f"the tree has changes that are not committed: {', '.join(n[3:] for n in names[:5])}; commit them first"
    generated = _generate(root, "--check")
    if generated.returncode:
        yield f"generated/ is not what make generate makes: {_said(generated)}; run it, and commit what it makes"
    if not options.skip_tests:
        print("release: make test", flush=True)
        if subprocess.run(["make", "test"], cwd=root, check=False).returncode:
            yield "make test is red; mend what it names"


def _write(root: Path, version: Version, changelog: str) -> None:
    """All that a release changes in the tree, or nothing of it."""
    with restoring(root, WRITTEN):
        _set_version(root / FILE, version)
        ran = _generate(root)
        if ran.returncode:
            raise Refusal(f"make generate failed with the new version, everything is as it was: {_said(ran)}")
        (root / CHANGELOG).write_text(changelog, encoding="utf-8")
        keep(root, version, dump(root / "generated" / "img_open"))


def _set_version(path: Path, version: Version) -> None:
    """Change the one line of info.version. Raises Refusal where that would change anything else."""
    text, before = path.read_text("utf-8"), load_yaml(path)
    (place,) = SpecLines(text).of_document("/info/version")
    lines = text.splitlines(keepends=True)
    lines[place.line - 1] = lines[place.line - 1].replace(str(before["info"]["version"]), str(version), 1)
    path.write_text("".join(lines), encoding="utf-8")
    wanted: Json = {**before, "info": {**before["info"], "version": str(version)}}
    if not same(load_yaml(path), wanted):
        raise Refusal(f"{FILE}, line {place.line}: expected a line that has info.version and nothing else")


def _generate(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _ran(root, sys.executable, "-m", "scripts.generate", *arguments)


def _ran(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def _said(ran: subprocess.CompletedProcess[str]) -> str:
    said = (ran.stderr.strip() or ran.stdout.strip()).splitlines()
    return said[0][:_SHOWN] if said else f"exit code {ran.returncode}"


def _changelog(root: Path) -> str:
    return (root / CHANGELOG).read_text("utf-8")


def _section(changelog: str, version: Version) -> str:
    begins = changelog.index(f"## {version} - ")
    ends = changelog.find("\n## ", begins)
    return changelog[begins : ends if ends > 0 else None].strip()


def _next_steps(version: Version) -> str:
    return (
        f"release: {version} is prepared; look at it with git diff, then run:\n"
        f"  git add {FILE} {CHANGELOG} generated {FOLDER}\n"
        f'  git commit -m "Release {version}"\n'
        f'  git tag -a v{version} -m "Release {version}"\n'
        f"  git push origin HEAD v{version}"
    )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("release: stopped; the tree is as it was", file=sys.stderr)
        sys.exit(130)
