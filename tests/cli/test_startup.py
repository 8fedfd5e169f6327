"""Starting: what is loaded, what is said of versions, exit codes and extras."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from img_open._version import SPEC_SHA256, __version__
from img_open_cli.exits import MEANINGS
from tests.cli.helpers import ROOT, program, run, started

LOADED = """
import sys
from img_open_cli.__main__ import main
sys.argv[1:] = {arguments!r}
code = main()
print(code, *sorted(name for name in sys.modules if name.partition(".")[0] == "img_open"), file=sys.stderr)
"""


def loaded(*arguments: str) -> tuple[int, list[str]]:
    """Run a command, and name the modules of the client that it took."""
    command = [sys.executable, "-c", LOADED.format(arguments=list(arguments))]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    code, *modules = ran.stderr.splitlines()[-1].split()
    return int(code), modules


def test_help_loads_nothing_of_the_client() -> None:
    assert loaded("--help") == (0, [])
    assert loaded("nope") == (2, [])
    assert loaded("resume", "--help") == (0, [])


def test_a_group_loads_its_own_resource_alone() -> None:
    code, modules = loaded("training", "--help")
    assert code == 0
    resources = [name for name in modules if name.startswith("img_open.resources.")]
    assert resources == ["img_open.resources.training"]


def test_version() -> None:
    ran = run("--version")
    assert (ran.code, ran.out) == (0, f"img-open {__version__}, contract sha256 {SPEC_SHA256}\n")


def test_help_lists_the_exit_codes_and_says_where_keys_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMINAL_WIDTH", "200")
    shown = " ".join(run("--help").out.split())
    for code, meaning in MEANINGS.items():
        assert f"{code.value} {meaning}" in shown
    assert "There is no option for a key, because other users of the machine can read every command line" in shown
    assert "_IMG_OPEN_COMPLETE=bash_source" in shown


def test_the_documentation_has_the_same_exit_codes() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(str(code.value), meaning) for code, meaning in MEANINGS.items()]


def test_completion_knows_the_operations() -> None:
    env = {"_IMG_OPEN_COMPLETE": "bash_complete", "COMP_WORDS": "img-open tools detect-faces --im", "COMP_CWORD": "3"}
    assert program(env=env).out == "plain,--image-url\n"


def test_without_its_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "rich_click.py").write_text("raise ModuleNotFoundError(name='rich_click')\n")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from img_open_cli.__main__ import main; sys.exit(main())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert ran.stderr == "img-open: rich_click is not installed; install the extra: pip install 'img-open[cli]'\n"


def test_the_sandbox_runs_with_its_own_flags() -> None:
    with started("sandbox", "--port", "0", "--key-id", "mine", "--progress", "looks:2") as process:
        assert process.stdout is not None
        url, key_id, _ = (process.stdout.readline() for _ in range(3))
        assert url.startswith("url: http://127.0.0.1:")
        assert key_id == "key id: mine\n"
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate()
    assert (process.returncode, err) == (0, "")


def test_the_sandbox_says_itself_what_a_flag_must_be() -> None:
    ran = program("sandbox", "--port", "x")
    assert ran.code == 2
    assert "argument --port: expected a number from 0 to 65535, got 'x'" in ran.err
    assert "--loopback-only" in program("sandbox", "--help").out


def test_without_the_sandbox_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "img_open_sandbox.__main__", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ran = run("sandbox", "--port", "0")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("img-open: the sandbox cannot start: ")
    assert "uvicorn is not installed; install the extra: pip install 'img-open[sandbox]'" in ran.err


def test_without_arguments_it_shows_its_help() -> None:
    ran = run()
    assert ran.code == 2
    assert "Usage: img-open [OPTIONS] COMMAND" in ran.out
