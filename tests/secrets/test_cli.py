"""The canary through every command of the command line, before a service that says the keys back."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from img_open_cli.app import TAGS, cli
from img_open_cli.commands import kebab, listed
from tests.secrets.canary import KEY_ID, KEY_SECRET, shows
from tests.secrets.driving import OPERATIONS, TOKEN, keywords
from tests.secrets.hostile import ECHOES, Hostile

SOME = ("a refusal's msg", "the values of a success", "an HTML page", "a header line", "a redirect that leads nowhere")


def commands() -> Iterator[list[str]]:
    """Yield each command with arguments that it takes."""
    for tag in TAGS:
        for command in listed(tag):
            operation = OPERATIONS.get(command.replace("-", "_"))
            if operation is not None:
                yield [tag, command, *_options(keywords(operation))]
    yield ["images", "iter-models"]
    yield ["tools", "submit", "--tool-code", "hair/change", "--body", "{}"]
    yield ["resume", TOKEN, "--timeout", "1"]


def _options(given: dict[str, Any]) -> Iterator[str]:
    for name, value in given.items():
        if isinstance(value, bool):
            yield f"--{'' if value else 'no-'}{kebab(name)}"
            continue
        for item in value if isinstance(value, list) and all(isinstance(one, str) for one in value) else [value]:
            yield f"--{kebab(name)}"
            yield item if isinstance(item, str) else json.dumps(item)


def test_every_command_is_run() -> None:
    assert {(tag, command) for tag in TAGS for command in listed(tag)} <= {(one[0], one[1]) for one in commands()}


@pytest.mark.parametrize("echo", SOME)
def test_no_command_shows_a_key(hostile: Hostile, monkeypatch: pytest.MonkeyPatch, echo: str) -> None:
    hostile.echo = ECHOES[echo]
    monkeypatch.setenv("IMG_OPEN_BASE_URL", hostile.url)
    for arguments in commands():
        ended = CliRunner().invoke(cli, [*arguments, "--debug", "--max-retries", "0"])
        assert ended.exit_code not in {1, 2, 3}, (arguments, ended.output)
        said = ended.stdout + ended.stderr
        assert not shows(said), arguments
    assert {key for seen in hostile.received for key in seen.keys} == {KEY_ID, KEY_SECRET}


@pytest.mark.parametrize("echo", ["the values of a success", "a status line"])
def test_the_program_shows_no_key_either(hostile: Hostile, tmp_path: Path, echo: str) -> None:
    hostile.echo = ECHOES[echo]
    file = tmp_path / "keys"
    file.write_text(
        f"IMG_OPEN_ACCESS_KEY_ID={KEY_ID}\nIMG_OPEN_ACCESS_KEY_SECRET={KEY_SECRET}\nIMG_OPEN_BASE_URL={hostile.url}\n"
    )
    without = {name: value for name, value in os.environ.items() if not name.startswith("IMG_OPEN_ACCESS_KEY")}
    command = [sys.executable, "-m", "img_open_cli", "tools", "detect-faces", "--image-url", "http://x/a.jpg"]
    ran = subprocess.run(
        [*command, "--env-file", str(file), "--debug", "--max-retries", "0"],
        env=without,
        capture_output=True,
        check=False,
    )
    assert ran.returncode in {0, 5}
    assert not shows(ran.stdout + ran.stderr)
    assert {key for seen in hostile.received for key in seen.keys} == {KEY_ID, KEY_SECRET}
