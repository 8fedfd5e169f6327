"""What stands on stdout: one document and nothing else, tables, and nothing that a terminal would obey."""

import json
import os
import pty
from typing import Any

import pytest

from tests.cli.helpers import Server, program, run, started
from tests.cli.test_tasks import read_all

EXPAND = ("tools", "expand-prompt", "--mode", "0", "--wait", "--source-prompt")
MODELS = ("images", "list-models", "--page-num", "1", "--page-size", "2")
EVIL = "\x1b[31m[bold]red[/bold] [link=http://x]\x9b2J\u202e\u2028\x07\x00\ud800end"


def test_json_is_the_models_own(server: Server) -> None:
    further: dict[str, Any] = {"imageUrl": "http://x", "nested": {"a": [1.5, None, True]}}
    server.says(faceUrls=["http://1"], **further)
    ran = run("tools", "detect-faces", "--image-url", "http://x", "--wait", "--quiet")
    assert ran.json == {
        "taskId": "pre1",
        "businessTaskId": "b1",
        "toolTask": "faceDetection",
        "status": 2,
        "faceUrls": ["http://1"],
        **further,
    }


@pytest.mark.usefixtures("sandbox")
def test_a_list_is_one_document() -> None:
    every = run("images", "iter-models", "--page-size", "20")
    page = run(*MODELS)
    assert every.code == page.code == 0
    assert len(every.json) == page.json["total"]
    assert every.json[:2] == page.json["rows"] == run("images", "iter-models", "--limit", "2").json


@pytest.mark.usefixtures("sandbox")
def test_a_document_is_utf_8_whatever_the_locale() -> None:
    ran = program(*EXPAND, "\u706f\u53f0 \u00fc", env={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 0
    assert "\u706f\u53f0 \u00fc" in ran.out


def test_what_a_terminal_would_obey_is_escaped_in_json(server: Server) -> None:
    server.says(toolTask=EVIL)
    ran = run("tools", "detect-faces", "--image-url", "http://x", "--wait")
    assert ran.json["toolTask"] == EVIL
    assert all(char.isprintable() or char == "\n" for char in ran.out)


def test_what_a_terminal_would_obey_is_shown_in_tables(server: Server) -> None:
    server.says(taskId=f"pre1{EVIL}", toolTask=EVIL, more=[{f"a{EVIL}": EVIL}], **{EVIL: "x"})
    ran = run("tools", "detect-faces", "--image-url", "http://x", "--wait", "--output", "table")
    assert ran.code == 0
    assert all(char.isprintable() or char == "\n" for char in ran.out + ran.err)
    assert r"\x1b[31m[bold]red[/bold] [link=http://x]\x9b2J\u202e" in ran.out


def test_what_a_terminal_would_obey_is_shown_in_messages(server: Server) -> None:
    server.says(status=-1, taskId=EVIL)
    ran = run("tools", "detect-faces", "--image-url", "http://x", "--wait", "--base-url", server.url)
    assert ran.code == 7
    assert all(char.isprintable() or char == "\n" for char in ran.err)


@pytest.mark.usefixtures("sandbox")
def test_tables_have_a_row_for_each_object() -> None:
    ran = run(*MODELS, "--output", "table")
    assert ran.code == 0
    first, second = run(*MODELS).json["rows"]
    fields, rows = ran.out.split("rows", 1)
    assert "total" in fields
    lines = rows.splitlines()
    assert any(all(column in line for column in first) for line in lines)
    for model in (first, second):  # nothing is folded where nobody looks
        assert any(all(str(value) in line for value in model.values()) for line in lines)


@pytest.mark.usefixtures("sandbox")
def test_a_narrow_terminal_shows_objects_one_below_the_other() -> None:
    ran = on_terminal(*MODELS, columns=100)
    model = run(*MODELS).json["rows"][1]
    assert "rows/1/sdModelCheckpoint" in ran
    assert model["sdModelCheckpoint"] in ran
    assert "rows/1/modelHash" in ran


@pytest.mark.usefixtures("sandbox")
def test_a_terminal_gets_a_table_and_a_pipe_json() -> None:
    assert "total" in on_terminal(*MODELS, columns=100)
    with pytest.raises(json.JSONDecodeError):
        json.loads(on_terminal(*MODELS, columns=100))
    assert json.loads(on_terminal(*MODELS, "--output", "json", columns=100))["total"]
    assert program(*MODELS).json["total"]


def on_terminal(*arguments: str, columns: int) -> str:
    """Run a program whose stdout is a terminal; what it shows there."""
    screen, end = pty.openpty()
    with started(*arguments, stdout=end, env={"TERM": "xterm", "COLUMNS": str(columns)}) as process:
        os.close(end)
        shown = read_all(screen)
        process.communicate()
    assert process.returncode == 0
    return shown


@pytest.mark.usefixtures("sandbox")
def test_a_pipe_that_is_closed_early_is_no_error() -> None:
    for output in ("json", "table"):
        with started("images", "iter-models", "--output", output) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == ""
        assert process.returncode == 1


@pytest.mark.usefixtures("sandbox")
def test_no_key_is_shown_by_the_log() -> None:
    # Ran looks for them in all that a command prints.
    ran = program(*EXPAND, "x", env={"IMG_OPEN_LOG": "debug", "IMG_OPEN_LOG_BODIES": "1"})
    assert ran.code == 0
    assert "expandPrompt" in ran.err
    assert ran.json["prompts"]
