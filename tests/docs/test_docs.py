"""What README.md, docs/ and docstrings show runs as it stands, against the sandbox."""

import ast
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

import img_open
from img_open_sandbox.process import Sandbox, running
from tests.sandbox.helpers import encoded, portrait

ROOT = Path(__file__).parents[2]
PICTURE = "https://example.com/people.jpg"
ASSUMED = {  # what a block takes from the text around it
    "docs/callbacks.md": (
        "from img_open import ImgOpen",
        "from img_open.inbox import SQLiteInbox",
        "from img_open.receiver import Receiver",
        "client, inbox, last = ImgOpen(), SQLiteInbox('callbacks.sqlite'), 0",
        f"token = client.tools.detect_faces(image_url={PICTURE!r}).token",
    ),
}
NOT_RUN = {  # a line of the block, and why it cannot run here
    "from django.http import HttpRequest, HttpResponse": "Django is not installed; tests/extras compiles it",
    'receiver = Receiver(SQLAlchemyInbox("postgresql+psycopg://user@host/database"))  # or an Engine of yours': (
        "there is no such host; tests/extras tries the inbox against a real PostgreSQL"
    ),
}


class Block(NamedTuple):
    """Python code that a document shows."""

    source: str
    line: int
    code: str

    @property
    def why_not(self) -> str | None:
        """Why it is not run."""
        return next((NOT_RUN[line] for line in self.code.splitlines() if line in NOT_RUN), None)


def blocks() -> Iterator[Block]:
    """Every block of Python in README.md and docs/."""
    for file in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = file.read_text(encoding="utf-8")
        for found in re.finditer(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            yield Block(str(file.relative_to(ROOT)), text.count("\n", 0, found.start()) + 1, found[1])


def docstrings() -> Iterator[Block]:
    """The code in the docstrings of modules: what stands behind the first paragraph, where that is code."""
    names = [module.name for module in pkgutil.walk_packages(img_open.__path__, "img_open.")]
    for name in ("img_open", *names, "img_open_sandbox.process"):
        module = import_module(name)
        code = dedent((module.__doc__ or "").partition("\n\n")[2])
        if "import " in code or ">>>" in code or "with running(" in code:
            yield Block(name, 1, code)


BLOCKS = [*blocks(), *docstrings()]


def name_of(block: Block) -> str:
    return f"{block.source}:{block.line}"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running("--loopback-only") as running_sandbox:
        running_sandbox.upload(encoded(portrait()), PICTURE)
        yield running_sandbox


@pytest.fixture
def environment(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    (tmp_path / "people.jpg").write_bytes(encoded(portrait()))
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "IMG_OPEN_ACCESS_KEY_ID": sandbox.key_id,
        "IMG_OPEN_ACCESS_KEY_SECRET": sandbox.key_secret,
        "IMG_OPEN_BASE_URL": sandbox.url,
        "IMG_OPEN_CALLBACK_SECRET": "a secret of the tests, long enough",
    }


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.why_not is None], ids=name_of)
def test_a_block_runs(block: Block, sandbox: Sandbox, environment: dict[str, str], tmp_path: Path) -> None:
    sandbox.control("DELETE", "faults")
    if "running(" in block.code:  # it starts a sandbox of its own
        before: tuple[str, ...] = ("from pathlib import Path", "from img_open import ImgOpen")
        before += () if "from img_open_sandbox" in block.code else ("from img_open_sandbox.process import running",)
    else:
        before = ASSUMED.get(block.source, ())
    program = "\n".join((*before, block.code))
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{name_of(block)}\n{ran.stderr}"


def test_what_is_not_run_is_python_and_is_still_there() -> None:
    marked = [block for block in BLOCKS if block.why_not is not None]
    assert len(marked) == len(NOT_RUN)
    for block in marked:
        ast.parse(block.code)


def test_the_documents_show_something() -> None:
    assert {block.source for block in BLOCKS} >= {"README.md", "docs/callbacks.md", "img_open"}


def commands() -> list[str]:
    """The img-open commands that README.md shows."""
    return re.findall(r"^    (img-open .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_commands_of_the_readme_run(environment: dict[str, str], tmp_path: Path) -> None:
    assert commands()
    for command in commands():
        ran = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
    assert list((tmp_path / "faces").iterdir())


def test_the_readme_names_what_there_is() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / path).exists(), path
    targets = re.findall(r"^([a-z-]+):.*?## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.MULTILINE)
    assert named
    assert set(named) <= set(targets)
