"""The pages of a site as they were fetched: a folder with `manifest.json`, `pages/<id>.md` and `before/<id>.md`.

Each file is replaced as a whole, a page before the manifest that names it, so that a crash at any moment leaves a
snapshot that the next run goes on from.
"""

import json
import os
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Self

from contract.values import Json, JsonObject

_ID = re.compile(r"m?[0-9]{1,19}", re.ASCII)
_KEYS = {"id", "title", "folder", "url", "sha256", "etag", "last-modified", "fetched_at", "gone"}
MANIFEST = "manifest.json"


class SnapshotError(ValueError):
    """A manifest is not one that pages-fetch wrote; the text names file, place and what to do."""


class Outcome(StrEnum):
    """What came of a page in a run."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"
    FAILED = "failed"


@dataclass(frozen=True)
class Stored:
    """A page that was fetched. `gone` is when llms.txt was first seen without it; both times are ISO 8601 in UTC."""

    id: str
    title: str
    folder: str
    url: str
    sha256: str
    etag: str | None
    last_modified: str | None
    fetched_at: str
    gone: str | None = None

    def as_json(self) -> JsonObject:
        """The page as the manifest has it."""
        raw = dict(vars(self))
        return {key.replace("last_modified", "last-modified"): value for key, value in raw.items()}

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """A page of a manifest. Raises ValueError when it is not one."""
        if not isinstance(raw, dict) or set(raw) != _KEYS:
            raise ValueError(f"expected the keys {', '.join(sorted(_KEYS))}, got {raw!r:.200}")
        optional = {"etag", "last-modified", "gone"}
        wrong = [
            key for key, value in raw.items() if not (isinstance(value, str) or (value is None and key in optional))
        ]
        if wrong:
            raise ValueError(f"{wrong[0]}: expected text, got {raw[wrong[0]]!r:.200}")
        _check_id(raw["id"])
        return cls(**{key.replace("-", "_"): value for key, value in raw.items()})


@dataclass(frozen=True)
class Progress:
    """A run that has not ended: when it began, whether there was nothing before it, what came of each page so far."""

    began: datetime
    is_first: bool
    done: dict[str, Outcome] = field(default_factory=dict)

    def as_json(self) -> JsonObject:
        """The progress as the manifest has it."""
        return {"began": iso(self.began), "first": self.is_first, "done": self.done}

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """The progress in a manifest. Raises ValueError, KeyError or AttributeError when it is none."""
        began = datetime.fromisoformat(raw["began"])
        done = {_check_id(key): Outcome(value) for key, value in raw["done"].items()}
        return cls(began if began.tzinfo else began.replace(tzinfo=UTC), bool(raw["first"]), done)


class Snapshot:
    """A snapshot folder of one site. `pages` is by id, `progress` the run that has not ended, if there is one."""

    def __init__(self, folder: Path, site: str) -> None:
        self.folder = folder
        self.site = site
        self.pages: dict[str, Stored] = {}
        self.progress: Progress | None = None

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """Read the folder's manifest; nothing where there is none. Raises SnapshotError when it is not one."""
        path = folder / MANIFEST
        try:
            raw: Json = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, RecursionError) as error:
            raise SnapshotError(f"{path}: not JSON: {error}; move the folder away and fetch again") from error
        try:
            loaded = cls(folder, str(raw["site"]))
            loaded.pages = {page.id: page for page in map(Stored.from_json, raw["pages"])}
            if "unfinished" in raw:
                loaded.progress = Progress.from_json(raw["unfinished"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SnapshotError(
                f"{path}: not a manifest of pages-fetch: {error}; move the folder away and fetch again"
            ) from error
        return loaded

    def path(self, page_id: str) -> Path:
        """Where a page stands. Raises ValueError when the id is none."""
        return self.folder / "pages" / f"{_check_id(page_id)}.md"

    def path_before(self, page_id: str) -> Path:
        """Where the page stands as it was before it changed last."""
        return self.folder / "before" / f"{_check_id(page_id)}.md"

    def is_whole(self, page: Stored) -> bool:
        """Whether the page's file is there, and is what was fetched."""
        try:
            return sha256(self.path(page.id).read_bytes()).hexdigest() == page.sha256
        except FileNotFoundError:
            return False

    def put(self, page: Stored, content: bytes) -> None:
        """Write a page's file, and its last one beside it when that differs; the manifest is not written."""
        path = self.path(page.id)
        if path.is_file() and (last := path.read_bytes()) != content:
            write_whole(self.path_before(page.id), last)
        write_whole(path, content)
        self.pages[page.id] = page

    def mark_gone(self, page_id: str, when: str) -> bool:
        """Mark a page that the site no longer names; whether that is news."""
        page = self.pages[page_id]
        if page.gone is None:
            self.pages[page_id] = replace(page, gone=when)
        return page.gone is None

    def save(self) -> None:
        """Write the manifest."""
        content: JsonObject = {"site": self.site, "pages": [page.as_json() for page in self.pages.values()]}
        if self.progress is not None:
            content["unfinished"] = self.progress.as_json()
        text = json.dumps(content, ensure_ascii=False, indent=2)
        write_whole(self.folder / MANIFEST, f"{text}\n".encode())


def iso(when: datetime) -> str:
    """A time as manifests have it: ISO 8601, in UTC, to the second."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there as it was, or as it shall be, whatever happens meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _check_id(page_id: str) -> str:
    if not isinstance(page_id, str) or not _ID.fullmatch(page_id):
        raise ValueError(f"expected a page's id, digits with an m before those of prose, got {page_id!r:.80}")
    return page_id
