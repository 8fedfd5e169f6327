"""VENDORED.toml: what a vendored client was copied from, so that edits and age can be told."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shipping.renaming import VendoringError, parts_of

STAMP = "VENDORED.toml"
KIT = "img-open"
UNKNOWN = "unknown"
_HASH = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|unknown")
_FILE = re.compile(r"(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_./-]*")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+!-]*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD = """\
# A copy of the client of img-open, the kit for the Img Open image API; written by its "make vendor", not to be edited.
# In a checkout of the kit, INTO being the folder that holds {path}:
#   make vendor INTO=path NAME={name} ARGS=--check     tells whether this copy is whole, edited or outdated
#   make vendor INTO=path NAME={name} ARGS=--update    brings it up to date; an edited one is left, its edits shown
# Hashes are those of the files with their line endings as LF.
"""


class DamagedStamp(VendoringError):
    """A VENDORED.toml is not as it was written."""


@dataclass(frozen=True)
class Stamp:
    """What a copy was made from. `files` has the sha256 of each file, `dirty` says that the commit is not all of it."""

    name: str
    version: str
    spec_sha256: str
    commit: str
    dirty: bool
    date: str
    files: Mapping[str, str]

    @property
    def source(self) -> str:
        """Version and commit, as a message shows them."""
        commit = "commit unknown" if self.commit == UNKNOWN else f"commit {self.commit[:12]}"
        return f"{self.version} ({commit}{', with uncommitted changes' if self.dirty else ''})"


def hash_of(content: bytes) -> str:
    """The sha256 of a file; git's autocrlf may have changed its line endings, which is no edit."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def overall(files: Mapping[str, str]) -> str:
    """One hash of all files' names and hashes."""
    return hashlib.sha256("".join(f"{name}\0{files[name]}\n" for name in sorted(files)).encode()).hexdigest()


def written(stamp: Stamp) -> str:
    """The text of VENDORED.toml."""
    lines = [
        f"kit = {_text(KIT)}",
        f"name = {_text(stamp.name)}",
        f"version = {_text(stamp.version)}  # of the client, and of the contract that it was made from",
        f"spec_sha256 = {_text(stamp.spec_sha256)}",
        f"commit = {_text(stamp.commit)}",
        f"dirty = {'true' if stamp.dirty else 'false'}  # whether the client or its contract had uncommitted changes",
        f"date = {_text(stamp.date)}",
        f"sha256 = {_text(overall(stamp.files))}  # of the table below",
        "",
        "[files]",
        *(f"{_text(name)} = {_text(stamp.files[name])}" for name in sorted(stamp.files)),
    ]
    return _HEAD.format(name=stamp.name, path=stamp.name.replace(".", "/")) + "\n".join(lines) + "\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # a JSON text is a TOML text


def read(path: Path) -> Stamp:
    """Read a VENDORED.toml. Raises DamagedStamp, which says what is wrong with it."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path, f"it cannot be read: {error}") from error
    if raw.get("kit") != KIT:
        raise _damaged(path, f"expected kit = {KIT!r}, got {raw.get('kit')!r}")
    forms = {"version": _VERSION, "spec_sha256": _HASH, "commit": _COMMIT, "date": _DATE, "sha256": _HASH}
    found = {key: _matching(path, key, raw.get(key), form) for key, form in forms.items()}
    name, dirty, files = raw.get("name"), raw.get("dirty"), raw.get("files")
    if not isinstance(dirty, bool):
        raise _damaged(path, f"dirty: expected true or false, got {dirty!r}")
    if not isinstance(files, dict) or not files:
        raise _damaged(path, "expected a table [files]")
    for file, digest in files.items():
        _matching(path, "a file's name", file, _FILE)
        _matching(path, file, digest, _HASH)
    try:
        parts_of(name if isinstance(name, str) else "")
    except VendoringError as error:
        raise _damaged(path, str(error)) from error
    if overall(files) != found.pop("sha256"):
        raise _damaged(path, "sha256 is not that of [files]")
    return Stamp(name=str(name), dirty=dirty, files=files, **found)


def _matching(path: Path, key: str, value: Any, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise _damaged(path, f"{key}: expected {form.pattern}, got {value!r}")
    return value


def _damaged(path: Path, what: str) -> DamagedStamp:
    return DamagedStamp(
        f"{path} is damaged: {what}. What was edited can no longer be told: restore the file, "
        "or vendor anew with --force, which replaces the whole folder"
    )
