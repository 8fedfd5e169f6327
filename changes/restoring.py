"""All of several file changes, or none."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def restoring(root: Path, names: list[str]) -> Iterator[None]:
    """Put files and folders below a root back as they were when the block does not end well, Ctrl-C included."""
    with tempfile.TemporaryDirectory(prefix="img-open-release-") as kept:
        there = [name for name in names if (root / name).exists()]
        for name in there:
            _copy(root / name, Path(kept) / name)
        try:
            yield
        except BaseException:
            for name in names:
                _remove(root / name)
            for name in there:
                _copy(Path(kept) / name, root / name)
            raise


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
