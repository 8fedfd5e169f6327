"""Copy the client into another code base as one folder, check the copies there, or bring them up to date.

The folder is INTO/NAME, with dots as further folders, and has a VENDORED.toml that says what it was made from. Exit
codes: 0 done, or whole and current; 1 edited or outdated, or edits that an update would lose; 2 it cannot be done.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from shipping.copies import copy_at
from shipping.kit import Kit
from shipping.placing import recover, target_of
from shipping.renaming import ORIGINAL, VendoringError, parts_of
from shipping.vendoring import Told, check, chosen, update, vendor

ROOT = Path(__file__).parent.parent


def main(arguments: list[str] | None = None, *, root: Path = ROOT) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="vendor", description=__doc__)
    parser.add_argument("into", metavar="INTO", type=Path, help="a folder of the other code base, such as src")
    parser.add_argument(
        "--name", help=f"the package's name, such as acme.vendor.{ORIGINAL}; default: {ORIGINAL}, or the copies' own"
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="write nothing; say of each copy: whole, edited, outdated")
    mode.add_argument(
        "--update", action="store_true", help="bring each copy up to date; an edited one is left, its edits shown"
    )
    parser.add_argument("--force", action="store_true", help="lose local edits, or what else is in the folder's place")
    parser.add_argument("--dry-run", action="store_true", help="write nothing; say what would be done")
    options = parser.parse_args(arguments)
    if options.check and options.force:
        parser.error("--force: expected with --update or alone, as --check writes nothing")
    findings = False
    try:
        for told in _run(Kit(root), options):
            print(told.text)
            findings |= told.is_finding
    except (VendoringError, OSError) as error:
        print(f"vendor: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("vendor: stopped; what was there is there", file=sys.stderr)
        return 2
    return 1 if findings else 0


def _run(kit: Kit, options: argparse.Namespace) -> Iterator[Told]:
    into: Path = options.into
    today = datetime.now(UTC).date().isoformat()
    if not options.check and not options.update:
        name = ORIGINAL if options.name is None else options.name
        yield vendor(kit, into, name, today, force=options.force, dry_run=options.dry_run)
        return
    if options.update and options.name and not options.dry_run:
        recover(target_of(into, parts_of(options.name)))
    for folder in chosen(into, options.name):
        copy = copy_at(folder)
        if options.check:
            yield check(kit, copy)
        else:
            yield update(kit, copy, today, force=options.force, dry_run=options.dry_run)


if __name__ == "__main__":
    sys.exit(main())
