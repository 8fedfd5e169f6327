"""Write the operation of a page that has none yet into spec/, marked as a draft.

Request and answer follow the page; what no page says, how a task is waited for above all, is a guess and marked as one
(x-assumed). Where the contract's own form differs from the page's, spec/deviations.yaml gets the entry. Nothing that
stands there changes. Then: make generate, make record, make readme, make test; and review what is marked.
"""

import argparse
import sys
from pathlib import Path

from contract.documents import FormError
from contract.lint_operations import TAGS
from contract.spec import load_spec
from drafting.files import read_page, texts, with_files, without_files, write
from drafting.operation import draft
from drafting.places import SPEC
from drafting.refusal import DraftError

ROOT = Path(__file__).parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="draft", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("slug", help="the page: the name of its file in spec/pages, without .yaml")
    parser.add_argument("--operation-id", metavar="NAME", help="default: made of the page's title, such as detectFaces")
    parser.add_argument("--tag", choices=TAGS, help="the client's resource; default: by the page's group")
    parser.add_argument("--dry-run", action="store_true", help="write nothing; print what would be added")
    parser.add_argument("--remove", action="store_true", help="take the page's draft out again, as if it had not been")
    parser.add_argument("--spec", type=Path, default=ROOT / "spec", help="the folder of the contract; default: spec/")
    options = parser.parse_args(arguments)
    folder: Path = options.spec
    if options.remove and (options.operation_id or options.tag):
        parser.error("--remove takes the page alone: leave out --operation-id and --tag")
    try:
        if options.remove:
            return _remove(folder, options.slug, dry=options.dry_run)
        return _draft(folder, options.slug, options.operation_id, options.tag, dry=options.dry_run)
    except (DraftError, FormError, OSError, UnicodeDecodeError) as error:
        print(f"draft: {error}", file=sys.stderr)
        return 2


def _draft(folder: Path, slug: str, operation_id: str | None, tag: str | None, *, dry: bool) -> int:
    page = read_page(folder, slug)
    made = draft(page, load_spec(folder / SPEC), operation_id=operation_id, tag=tag)
    after = with_files(folder, made, page)
    told = [f"operation {made.operation_id} ({made.tag}) at {made.path}"]
    told += [f"schema {name}" for name in made.schemas]
    told += [f"deviation at {row['at']}: {row['why']}" for row in made.deviations]
    told += [f"look at: {note}" for note in made.notes]
    if dry:
        print("\n  ".join(["draft: would write", *told]))
        print(_added(texts(folder), after))
        return 0
    written = write(folder, after)
    print("\n  ".join([f"draft: wrote {', '.join(path.name for path in written)}", *told]))
    print("draft: next: make generate && make record && make readme && make test; then review it, and take x-draft off")
    return 0


def _remove(folder: Path, slug: str, *, dry: bool) -> int:
    after = without_files(folder, slug)
    if dry:
        print(f"draft: would take out of spec/\n{_added(after, texts(folder))}")
        return 0
    written = write(folder, after)
    print(f"draft: taken out of {', '.join(path.name for path in written)}")
    print("draft: next: make generate && make readme, and remove the operation's folder in contract_tests/recordings")
    return 0


def _added(before: dict[str, str], after: dict[str, str]) -> str:
    """The lines that the one has more than the other, by file."""
    told = []
    for name, text in after.items():
        had = set(before[name].splitlines())
        told += [f"--- spec/{name}", *(line for line in text.splitlines() if line not in had)]
    return "\n".join(told)


if __name__ == "__main__":
    sys.exit(main())
