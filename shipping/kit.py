"""What this kit would vendor now: the client's files under a name, and where they come from."""

import ast
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shipping.renaming import ORIGINAL, VendoringError, renamed
from shipping.stamp import UNKNOWN, Stamp, hash_of

PACKAGE = f"generated/{ORIGINAL}"
_MADE_FROM = (PACKAGE, "spec/openapi.yaml", ":(exclude,glob)**/__pycache__/**")
_GIT_S = 30.0  # a question to git that takes longer is given up


@dataclass(frozen=True)
class Kit:
    """A checkout, or an unpacked archive, of this repository."""

    root: Path

    @property
    def package(self) -> Path:
        """The client's folder."""
        return self.root / PACKAGE

    def files(self, name: str) -> dict[str, bytes]:
        """The files of a copy under that name, the licence included. Raises VendoringError."""
        found = {file: self._renamed(file, content, name) for file, content in self._own().items()}
        licence = self.root / "LICENSE"
        return found | ({licence.name: licence.read_bytes()} if licence.is_file() else {})

    def _own(self) -> dict[str, bytes]:
        if not (self.package / "__init__.py").is_file():
            raise VendoringError(f"{self.package}: expected the client, got nothing; run: make generate")
        found = {}
        for file, content in contents(self.package):
            if content is None:
                raise VendoringError(f"{self.package / file}: expected a plain file; run: make generate")
            found[file] = content
        return found

    def _renamed(self, file: str, content: bytes, name: str) -> bytes:
        if not file.endswith(".py"):
            return content
        return renamed(content.decode(), name, f"{PACKAGE}/{file}").encode()

    def stamp(self, name: str, today: str) -> Stamp:
        """What VENDORED.toml says of a copy that is made now. Raises VendoringError."""
        files = {file: hash_of(content) for file, content in self.files(name).items()}
        version = constants(self.package / "_version.py")
        commit = self._commit()
        return Stamp(
            name=name,
            version=version["__version__"],
            spec_sha256=version["SPEC_SHA256"],
            commit=commit,
            dirty=commit != UNKNOWN and bool(self._git("status", "--porcelain", "--", *_MADE_FROM)),
            date=today,
            files=files,
        )

    def _commit(self) -> str:
        # An archive of the kit that lies in another repository has no commit of its own.
        top = self._git("rev-parse", "--show-toplevel").decode(errors="replace").strip()
        if not top or Path(top).resolve() != self.root.resolve():
            return UNKNOWN
        return self._git("rev-parse", "--verify", "HEAD").decode().strip() or UNKNOWN

    def at(self, stamp: Stamp, file: str) -> bytes | None:
        """A file as it was vendored, as far as it can still be told: from the kit as it is, or from its history."""
        found = self.files(stamp.name).get(file)
        if found is None or hash_of(found) != stamp.files[file]:
            found = self._at_commit(stamp, file)
        return found if found is not None and hash_of(found) == stamp.files[file] else None

    def _at_commit(self, stamp: Stamp, file: str) -> bytes | None:
        if stamp.commit == UNKNOWN or self._commit() == UNKNOWN:
            return None
        path = file if file == "LICENSE" else f"{PACKAGE}/{file}"
        content = self._git("show", f"{stamp.commit}:{path}")
        try:
            return self._renamed(file, content, stamp.name) if content else None
        except (SyntaxError, UnicodeError, VendoringError):
            return None  # no module of ours: a commit that somebody wrote into the stamp

    def _git(self, *arguments: str) -> bytes:
        """What git answers; nothing where it is not there, or does not know."""
        git = shutil.which("git")
        if git is None:
            return b""
        # Set within hooks, where they would name another repository.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        command = [git, "-C", str(self.root), *arguments]
        try:
            ran = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=_GIT_S)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return b""
        return ran.stdout if ran.returncode == 0 else b""


def contents(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """Every file below a folder with its content, None for what is no plain file; __pycache__ is left out.

    No symbolic link is followed, and nothing is opened that could block.
    """
    for at, folders, files in os.walk(folder):
        here = Path(at)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name != "__pycache__" and name not in linked)
        for name in sorted([*files, *linked]):
            path = here / name
            plain = stat.S_ISREG(path.lstat().st_mode)
            yield path.relative_to(folder).as_posix(), path.read_bytes() if plain else None


def constants(module: Path) -> dict[str, str]:
    """The texts that a module assigns to its names, read without running it. Raises VendoringError."""
    try:
        tree = ast.parse(module.read_bytes())
    except (OSError, SyntaxError, ValueError) as error:
        raise VendoringError(f"{module}: expected the client's version, got {error}; run: make generate") from error
    found = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if missing := {"__version__", "SPEC_SHA256"} - found.keys():
        raise VendoringError(f"{module}: expected {', '.join(sorted(missing))}; run: make generate")
    return found
