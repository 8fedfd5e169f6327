"""The pictures of the state folder: uploads and results."""

import re
from pathlib import Path

EXPECTED_NAME = "expected 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class Files:
    """One flat folder. A name that could leave it is refused with ValueError."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self._folder = folder
        self._prefix = f"{base_url}/_sandbox/files/"
        folder.mkdir(parents=True, exist_ok=True)

    def save(self, name: str, content: bytes) -> None:
        """Write a file whole: whoever reads it, also after kill -9, sees all of it or none."""
        target = self._folder / checked(name)
        part = self._folder / f".{name}.part"
        part.write_bytes(content)
        part.replace(target)

    def path(self, name: str) -> Path | None:
        """Where the file is; None when there is no such file."""
        path = self._folder / checked(name)
        return path if path.is_file() else None

    def remove(self, name: str) -> None:
        """Forget a file."""
        (self._folder / checked(name)).unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all of them."""
        for path in self._folder.iterdir():
            path.unlink()

    def url(self, name: str) -> str:
        """Where the running sandbox serves the file."""
        return self._prefix + name

    def name_of(self, url: str) -> str | None:
        """The file that an own URL names; None for any other URL."""
        name = url.removeprefix(self._prefix)
        return name if name != url and _NAME.fullmatch(name) else None


def checked(name: str) -> str:
    """The name, if it is a plain file name; ValueError else."""
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"name: {EXPECTED_NAME}, got {name[:60]!r}")
    return name
