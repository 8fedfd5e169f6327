"""An environment that has httpx and attrs, what these two need, and nothing else; made without a network."""

import shutil
import sys
import sysconfig
import venv
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

NEEDED = ("attrs", "httpx")


def make_environment(folder: Path) -> Path:
    """Make it, its packages copied from the one that runs the tests; return its python."""
    venv.create(folder, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    for name in distributions():
        _copy(name, site)
    return folder / "bin" / "python"


def distributions() -> list[str]:
    """The names of httpx, attrs and all that they need here, without extras."""
    found: list[str] = []
    waiting = list(NEEDED)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            needs = map(Requirement, distribution(name).requires or [])
            waiting += [need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return sorted(found)


def _copy(name: str, site: Path) -> None:
    lent = distribution(name)
    for file in lent.files or []:
        if file.parts[0] == ".." or "__pycache__" in file.parts:
            continue  # a command in bin/
        target = site / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(str(lent.locate_file(file))), target)


def version_of_python() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"
