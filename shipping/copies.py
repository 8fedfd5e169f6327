"""Vendored clients in other code bases: where they are, what was edited in them, how old they are."""

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shipping.kit import Kit, contents
from shipping.placing import aside_of
from shipping.renaming import VendoringError
from shipping.stamp import STAMP, Stamp, hash_of, read

_SHOWN_NAMES = 8
_NOT_LOOKED_INTO = {"__pycache__", "node_modules"}


@dataclass(frozen=True)
class Copy:
    """A vendored client. The three tuples are what was done to it since, by its VENDORED.toml."""

    folder: Path
    stamp: Stamp
    edited: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_edited(self) -> bool:
        """Whether it has local edits."""
        return bool(self.edited or self.added or self.removed)

    @property
    def edits(self) -> str:
        """The local edits in words."""
        kinds = (("edited", self.edited), ("added", self.added), ("removed", self.removed))
        return "; ".join(f"{len(names)} {what} ({_listed(names)})" for what, names in kinds if names)


def copy_at(folder: Path) -> Copy:
    """Read a vendored client. Raises VendoringError, and DamagedStamp for a VENDORED.toml that was changed."""
    path = folder / STAMP
    if path.is_symlink() or not path.is_file():
        raise VendoringError(f"{folder}: expected a vendored client, got a folder without {STAMP}")
    stamp = read(path)
    there = {file: content for file, content in contents(folder) if file != STAMP}
    return Copy(
        folder,
        stamp,
        edited=tuple(file for file in there if file in stamp.files and not _is(there[file], stamp.files[file])),
        added=tuple(file for file in there if file not in stamp.files),
        removed=tuple(file for file in sorted(stamp.files) if file not in there),
    )


def _is(content: bytes | None, digest: str) -> bool:
    return content is not None and hash_of(content) == digest


def copies_below(into: Path) -> list[Path]:
    """The folders below `into`, itself included, that have a VENDORED.toml; hidden ones are not looked into.

    Raises VendoringError where there is none, or where a killed run left one without its place.
    """
    found, left = [], []
    for at, folders, files in os.walk(into):
        here = Path(at)
        names = [name for name in folders if not (here / name).is_symlink()]
        left += [here / name for name in names if name.endswith(".replaced") and (here / name / STAMP).is_file()]
        folders[:] = sorted(name for name in names if not name.startswith(".") and name not in _NOT_LOOKED_INTO)
        if STAMP in files:
            found.append(here)
            folders.clear()
    for old in left:
        target = old.with_name(old.name.removeprefix(".").removesuffix(".replaced"))
        if aside_of(target) == old and not target.exists():
            raise VendoringError(
                f"{target} is not there, and {old} is: a run was killed while it swapped them. Vendor or update "
                f"with its NAME, which brings it back, or: mv {old} {target}"
            )
    if not found:
        raise VendoringError(f"{into}: expected a vendored client in it, got no {STAMP}; make one without --check")
    return found


def local_diff(kit: Kit, copy: Copy) -> Iterator[str]:
    """What an update would lose, as unified diffs from each file as it was vendored to the file as it is."""
    now = dict(contents(copy.folder))
    for file in sorted([*copy.edited, *copy.added, *copy.removed]):
        is_there = file in now
        if is_there and now[file] is None:
            yield f"{copy.folder / file}: a link or a special file; its content is not shown\n"
            continue
        old, label = (None, "/dev/null") if file in copy.added else _before(kit, copy, file)
        if old is None and file not in copy.added:
            yield f"{copy.folder / file}: {label}\n"
            continue
        new = _lines(now[file] if is_there else None)
        yield from difflib.unified_diff(_lines(old), new, label, str(copy.folder / file) if is_there else "/dev/null")


def _before(kit: Kit, copy: Copy, file: str) -> tuple[bytes | None, str]:
    old = kit.at(copy.stamp, file)
    if old is not None:
        return old, f"{file} (as vendored, {copy.stamp.version})"
    wanted = kit.files(copy.stamp.name).get(file)
    if wanted is not None:
        return wanted, f"{file} (as this kit has it; what was vendored, {copy.stamp.source}, is not in its history)"
    return None, f"edited; what was vendored, {copy.stamp.source}, is not in this kit's history"


def _lines(content: bytes | None) -> list[str]:
    if content is None:
        return []
    lines = content.decode("utf-8", "backslashreplace").replace("\r\n", "\n").splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN_NAMES} more" if len(names) > _SHOWN_NAMES else ""
    return ", ".join(map(_shown, names[:_SHOWN_NAMES])) + more


def _shown(name: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in name)
