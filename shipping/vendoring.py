"""Vendor the client into another code base, check the copies there, bring them up to date."""

import re
from pathlib import Path
from typing import NamedTuple

from shipping.copies import Copy, copies_below, copy_at, local_diff
from shipping.kit import Kit
from shipping.placing import place, recover, target_of
from shipping.renaming import VendoringError, parts_of
from shipping.stamp import STAMP, DamagedStamp, Stamp, written

_HEADING = re.compile(r"^## \[?(?P<version>[^\]\s]+)\]?")


class Told(NamedTuple):
    """What a run has to say of one copy, and whether somebody has to do something about it."""

    text: str
    is_finding: bool = False


def vendor(kit: Kit, into: Path, name: str, today: str, *, force: bool = False, dry_run: bool = False) -> Told:
    """Copy the client to its place below `into`. An unedited copy there is brought up to date.

    Raises VendoringError, also where something else is in its place and `force` is not given.
    """
    target = target_of(into, parts_of(name))
    if target.resolve().is_relative_to(kit.package.resolve()) or kit.package.resolve().is_relative_to(target.resolve()):
        raise VendoringError(f"{target}: expected a place in another code base, got the kit's own client")
    if not dry_run:
        recover(target)
    if not target.exists():
        return _make(kit, target, kit.stamp(name, today), "vendored", dry_run=dry_run)
    try:
        copy = copy_at(target)
    except VendoringError as error:
        if not force:
            advice = "" if isinstance(error, DamagedStamp) else "; choose another NAME, or replace it with --force"
            raise VendoringError(f"{error}{advice}") from error
        return _make(kit, target, kit.stamp(name, today), "vendored, in the place of what was there,", dry_run=dry_run)
    return update(kit, copy, today, name=name, force=force, dry_run=dry_run)


def update(
    kit: Kit, copy: Copy, today: str, *, name: str | None = None, force: bool = False, dry_run: bool = False
) -> Told:
    """Bring a copy up to date, under its name or another. Local edits are shown, and lost with `force` alone.

    Raises VendoringError.
    """
    if copy.folder.is_symlink():
        raise VendoringError(f"{copy.folder}: expected a folder, got a symbolic link, which is not followed")
    new = kit.stamp(name or copy.stamp.name, today)
    if not copy.is_edited and copy.stamp.files == new.files and copy.stamp.name == new.name:
        return Told(f"{copy.folder}: current already, {copy.stamp.source}; nothing written")
    diff = "".join(local_diff(kit, copy))
    if copy.is_edited and not force:
        return Told(
            f"{diff}{copy.folder}: not updated, as the local edits above would be lost: {copy.edits}. "
            "Take them elsewhere, or lose them with --force",
            is_finding=True,
        )
    lost = f"{diff}{copy.folder}: the local edits above {'would be' if dry_run else 'are'} lost\n" if diff else ""
    told = _make(kit, copy.folder, new, "updated", dry_run=dry_run)
    return Told(f"{lost}{told.text}\n{_what_changed(kit, copy.stamp, new)}".rstrip())


def _make(kit: Kit, target: Path, stamp: Stamp, what: str, *, dry_run: bool) -> Told:
    files = kit.files(stamp.name) | {STAMP: written(stamp).encode()}
    if dry_run:
        return Told(f"{target}: would be {what} as {stamp.name}, {len(files)} files of {stamp.source}; nothing written")
    place(files, target)
    return Told(f"{target}: {what} as {stamp.name}, {len(files)} files of {stamp.source}; it needs httpx and attrs")


def _what_changed(kit: Kit, old: Stamp, new: Stamp) -> str:
    changed = sum(old.files[file] != digest for file, digest in new.files.items() if file in old.files)
    added, removed = len(new.files.keys() - old.files.keys()), len(old.files.keys() - new.files.keys())
    counts = f"files: {changed} changed, {added} added, {removed} removed"
    renamed = f"; name: {old.name} -> {new.name}" if old.name != new.name else ""
    changelog = kit.root / "CHANGELOG.md"
    news = news_since(changelog.read_text("utf-8"), old.version) if changelog.is_file() else ""
    return f"  {old.source} -> {new.source}; {counts}{renamed}" + (f"\n\n{news}" if news else "")


def news_since(changelog: str, version: str) -> str:
    """The sections of a changelog that stand above a version's; nothing where that version has none."""
    kept: list[str] = []
    for line in changelog.splitlines():
        heading = _HEADING.match(line)
        if heading and heading["version"] == version:
            return "\n".join(kept).strip()
        if heading or kept:
            kept.append(line)
    return ""


def check(kit: Kit, copy: Copy) -> Told:
    """Say whether a copy is whole, edited or outdated. Raises VendoringError."""
    stamp = copy.stamp
    label = f"{copy.folder}: {stamp.name} {stamp.source}"
    new = kit.stamp(stamp.name, stamp.date)
    outdated = stamp.files != new.files
    lines = [f"  edited: {copy.edits}"] if copy.is_edited else []
    if outdated:
        versions = f"{stamp.version} -> {new.version}" if stamp.version != new.version else "same version, other files"
        lines.append(f"  outdated: this kit has {new.source} ({versions}); bring it up to date with --update")
    if not lines:
        return Told(f"{label}: whole and current")
    return Told("\n".join([f"{label}: {' and '.join(_states(copy, outdated=outdated))}", *lines]), is_finding=True)


def _states(copy: Copy, *, outdated: bool) -> list[str]:
    return ["edited" if copy.is_edited else "whole", *(["outdated"] if outdated else [])]


def chosen(into: Path, name: str | None) -> list[Path]:
    """The folders of the copies that are meant: that of the name, else all below `into`. Raises VendoringError."""
    if name is None:
        return copies_below(into)
    target = target_of(into, parts_of(name))
    if not target.is_dir():
        raise VendoringError(f"{target}: expected a vendored client, got nothing; make one without --check or --update")
    return [target]
