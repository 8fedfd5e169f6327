"""Putting a folder in its place, whole or not at all."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from shipping.renaming import VendoringError


def target_of(into: Path, parts: list[str]) -> Path:
    """The folder of a package below `into`. Raises VendoringError where a symbolic link stands in its way."""
    if not into.is_dir():
        raise VendoringError(f"INTO: expected a folder that is there, got {into}; make it first: mkdir -p {into}")
    target = into
    for part in parts:
        target /= part
        if target.is_symlink():
            raise VendoringError(
                f"{target}: expected a folder, got a symbolic link, which is not followed; give the folder itself"
            )
        if target.exists() and not target.is_dir():
            raise VendoringError(f"{target}: expected a folder or nothing, got a file; choose another NAME")
    return target


def aside_of(target: Path) -> Path:
    """Where the old folder is for the moment between two renames."""
    return target.with_name(f".{target.name}.replaced")


def place(files: Mapping[str, bytes], target: Path) -> None:
    """Write the files as a folder in the place of the one that is there: built beside it, then swapped by renames.

    Folders above it that are not there are made too, as packages with an empty __init__.py. An error leaves what was
    there; after a kill between the two renames, `recover` brings it back. Raises VendoringError, OSError.
    """
    for missing in reversed([folder for folder in target.parents if not folder.exists()]):
        missing.mkdir()
        (missing / "__init__.py").touch()  # else mypy would take the client for a package at the top
    with _alone_in(target.parent):
        new, old = target.with_name(f".{target.name}.vendoring"), aside_of(target)
        _recover(target)
        _discard(new)
        try:
            for name, content in files.items():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if target.exists():
                target.rename(old)
            new.rename(target)
        except BaseException:
            _recover(target)
            raise
        finally:
            _discard(new)
        _discard(old)


def recover(target: Path) -> bool:
    """Bring back the folder that a killed run had moved aside; say whether there was one. Raises VendoringError."""
    if not target.parent.is_dir():
        return False
    with _alone_in(target.parent):
        return _recover(target)


def _recover(target: Path) -> bool:
    old = aside_of(target)
    if not old.is_dir() or old.is_symlink():
        return False
    if target.exists():  # the new one is in its place: the old one was about to be removed
        _discard(old)
        return False
    old.rename(target)
    return True


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise VendoringError(f"{folder}: another run is vendoring into it; wait for its end") from None
        yield
    finally:
        os.close(handle)


def _discard(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
