"""A copy of the repository in which the commands of README's "When the docs change" are run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "out", "__pycache__", ".*_cache", ".hypothesis", ".cache")
_MINUTES = 10


class Copy:
    """The repository's files in a folder of their own, with a git history of one commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=_LEFT_OUT)
        rooms = [folder, *(folder / room for room in ("generated", "sandbox", "extras"))]
        self.env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, rooms)), "PYTHONDONTWRITEBYTECODE": "1"}
        for name in ("GIT_DIR", "GIT_WORK_TREE", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"):
            self.env.pop(name, None)
        self._git("init", "--quiet", "--initial-branch=main")
        self.commit("The state before")

    def commit(self, message: str) -> None:
        """Commit everything that is there."""
        self._git("add", "--all")
        self._git("-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "--message", message)

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.folder, env=self.env, check=True, capture_output=True)

    def run(self, module: str, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
        """Run one of the kit's commands there; return all that it printed."""
        ran = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=_MINUTES * 60,
            check=False,
        )
        said = ran.stdout + ran.stderr
        assert ran.returncode in codes, f"{module} {' '.join(arguments)}: exit code {ran.returncode}\n{said[-6000:]}"
        return said

    def mend(self, file: str, there: str, wanted: str) -> None:
        """Do what a person does in an editor: replace what stands there exactly once."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(there) == 1, f"{file}: {there!r} stands there {text.count(there)} times"
        path.write_text(text.replace(there, wanted), encoding="utf-8")

    def remove(self, place: str) -> None:
        """Delete a file or a folder."""
        path = self.folder / place
        shutil.rmtree(path) if path.is_dir() else path.unlink()
