"""Downloading the pictures of a result. No name comes from the service, and no key goes out."""

import contextlib
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import httpx

from .exits import CliError, Exit
from .settings import Settings

MAX_BYTES = 100 * 1024 * 1024
_MAX_REDIRECTS = 5
_TIMEOUT_S = 30.0
_ID_NAMES = ("taskId", "task_id", "businessTaskId")
# What a file begins with, and after how many bytes; what a server says of it may be wrong.
_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"GIF8", "gif"),
    (8, b"WEBP", "webp"),
    (0, b"BM", "bmp"),
    (4, b"ftypavif", "avif"),
    (0, b"II*\x00", "tiff"),
    (0, b"MM\x00*", "tiff"),
)


def prepare(folder: Path) -> None:
    """Make the folder and see that it can be written, before anything is sent. Raises CliError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CliError(
            Exit.NOT_SAVED, f"--save {folder}: cannot be written: {error.strerror}; nothing was sent"
        ) from error


def pictures(result: Any) -> dict[str, str]:
    """Return the URLs in a JSON value by their place in it, such as faceUrls/0; each URL once."""
    by_url: dict[str, str] = {}
    for place, text in _texts("", result):
        if text.startswith(("http://", "https://")) and not any(map(str.isspace, text)):
            by_url.setdefault(text, place)
    return {place: url for url, place in by_url.items()}


def save(result: Any, name: str, settings: Settings) -> list[Path]:
    """Download every picture of a result; the task's id or else `name` begins the file names.

    Raises CliError, which names each one that failed; the others are there then.
    """
    assert settings.save is not None
    found = result if isinstance(result, dict) else {}
    ids = (found[key] for key in _ID_NAMES if isinstance(found.get(key), str))
    stem = _safe(next(ids, name)) or "task"
    timeout = _TIMEOUT_S if settings.request_timeout is None else settings.request_timeout
    found_at = pictures(result)
    stems = {place: f"{stem}-{name}" for place, name in zip(found_at, _names(found_at), strict=True)}
    saved, failed = [], []
    with httpx.Client(timeout=timeout, follow_redirects=True, max_redirects=_MAX_REDIRECTS) as http:
        for place, url in found_at.items():
            try:
                saved.append(_one(http, url, settings.save, stems[place], force=settings.force))
            except (httpx.HTTPError, httpx.InvalidURL, OSError, _Refused) as error:
                failed.append(f"{place} ({_where(url)}): {_why(error)}")
    if failed:
        there = f"; saved: {', '.join(map(str, saved))}" if saved else ""
        raise CliError(Exit.NOT_SAVED, f"not saved: {'; '.join(failed)}{there}")
    return saved


class _Refused(Exception):
    pass


def _texts(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(f"{place}/{key}" if place else str(key), item)


def _one(http: httpx.Client, url: str, folder: Path, stem: str, *, force: bool) -> Path:
    # Beside its place, so that it can be renamed into it.
    part = folder / f".img-open-{secrets.token_hex(8)}.part"
    try:
        with part.open("xb") as file:
            extension = _download(http, url, file)
        path = folder / f"{stem}.{extension}"
        if not force:
            _claim(path)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _download(http: httpx.Client, url: str, file: IO[bytes]) -> str:
    """Write the picture, and return the extension that its first bytes call for."""
    size, head = 0, b""
    # Without compression, so that few bytes cannot become many.
    with http.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response:
        if response.status_code != 200:
            raise _Refused(f"HTTP {response.status_code}")
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > MAX_BYTES:
                raise _Refused(f"larger than {MAX_BYTES // 1024 // 1024} MB")
            head = (head + chunk)[:16] if len(head) < 16 else head
            file.write(chunk)
    extension = next((kind for at, begin, kind in _BEGINNINGS if head.startswith(begin, at)), None)
    if extension is None:
        raise _Refused("expected a picture, got something else")
    return extension


def _claim(path: Path) -> None:
    try:
        path.open("xb").close()
    except FileExistsError:
        raise _Refused(f"{path} is there already; --force overwrites it") from None


def _names(places: Iterable[str]) -> Iterator[str]:
    """A different file name for each place; made safe, two of them may be alike."""
    taken: set[str] = set()
    for place in places:
        safe = name = _safe(place)
        while name.lower() in taken:
            name = f"{safe}-{len(taken)}"
        taken.add(name.lower())
        yield name


def _safe(text: str) -> str:
    """What is left of a text in a file name: letters, digits, - and _."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", text).strip("-")[:100]


def _where(url: str) -> str:
    """The URL without its query, which may be a signature."""
    with contextlib.suppress(httpx.InvalidURL):
        found = httpx.URL(url)
        return f"{found.scheme}://{found.netloc.decode('ascii', 'replace')}{found.path}"
    return "no URL"


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
