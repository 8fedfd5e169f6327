"""Each way to end, provoked."""

import signal
import threading
from pathlib import Path

import pytest

from img_open_sandbox.process import Sandbox
from tests.cli.conftest import set_keys
from tests.cli.helpers import DETECT, KEY_ID, KEY_SECRET, Answer, Ran, Server, program, run, started

FACES = ("tools", "detect-faces", "--image-url", "http://127.0.0.1/x.png")
HANGS_S = 60  # at most, should the program not do what is expected
QUERY = ("tasks", "query-tool-task", "--tool-code", "face/detection", "--business-task-id", "nobody")


def told(ran: Ran, code: int, *texts: str) -> None:
    """It ended so, with one paragraph on stderr and nothing on stdout."""
    assert (ran.code, ran.out) == (code, ""), ran
    assert len(ran.err.splitlines()) == 1, ran.err
    assert ran.err.startswith("img-open: ")
    for text in texts:
        assert text in ran.err


def test_without_keys() -> None:
    told(
        run(*FACES),
        3,
        "no access_key_id: ",
        "set IMG_OPEN_ACCESS_KEY_ID",
        "name a file that has the keys with --env-file",
    )


@pytest.mark.usefixtures("sandbox")
def test_with_a_base_url_that_is_none() -> None:
    told(run(*FACES, "--base-url", "ftp://x"), 3, "base_url: expected such as https://", "got 'ftp://x'")


def test_keys_come_from_a_file(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_keys(monkeypatch, "http://127.0.0.1:1")
    monkeypatch.setenv("IMG_OPEN_ACCESS_KEY_SECRET", "another")
    file = tmp_path / "keys.env"
    file.write_text(
        f"# mine\n\nexport IMG_OPEN_ACCESS_KEY_ID={KEY_ID}\nIMG_OPEN_ACCESS_KEY_SECRET = '{KEY_SECRET}'\n"
        f'IMG_OPEN_BASE_URL="{sandbox.url}"\nOTHER=x\n',
        encoding="utf-8",
    )
    models = ("images", "list-models", "--page-size", "1", "--page-num", "1")
    assert run(*models, "--env-file", str(file)).code == 0
    assert run("--env-file", str(file), *models).code == 0
    told(run(*models, "--env-file", str(file), "--base-url", "http://127.0.0.1:1", "--max-retries", "0"), 5)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"IMG_OPEN_ACCESS_KEY_ID=x\ncanary-key-secret\n", "line 2: expected NAME=value"),
        (b"\xff\xfe", "cannot be read: it is no UTF-8"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_a_file_of_keys_that_cannot_be_used(content: bytes | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "keys.env"
    if content is not None:
        file.write_bytes(content)
    told(run(*FACES, "--env-file", str(file)), 3, f"--env-file {file}: {said}")


@pytest.mark.usefixtures("sandbox")
def test_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    told(
        run("tools", "expand-prompt", "--mode", "9", "--source-prompt", "x"), 4, 'code "400"', "expected one of [0, 1]"
    )
    told(run(*QUERY), 4, "queryToolTask: the service answered code ")
    monkeypatch.setenv("IMG_OPEN_ACCESS_KEY_SECRET", "another")
    told(run(*FACES), 4, 'the service answered code "401"')


def test_nobody_is_there() -> None:
    keys = {"IMG_OPEN_ACCESS_KEY_ID": KEY_ID, "IMG_OPEN_ACCESS_KEY_SECRET": KEY_SECRET}
    ran = program(*FACES, "--base-url", "http://127.0.0.1:1", "--max-retries", "0", env=keys)
    told(ran, 5, "no answer from http://127.0.0.1:1")
    assert "may have arrived" not in ran.err  # it cannot have


def test_an_answer_that_does_not_come_names_what_to_ask_for(server: Server) -> None:
    server.answers[DETECT] = server.answers[f"{DETECT}/queryTask"] = None
    ran = run(*FACES, "--business-task-id", "mine", "--max-retries", "0")
    told(ran, 5, "the submit may have arrived, and may cost: ask for task mine before it is sent again")


def test_an_answer_in_another_form(server: Server) -> None:
    server.says(taskId=None, faceUrls=7)
    told(run(*FACES, "--wait"), 6, "detectFaces: /data/")
    server.answers[DETECT] = Answer(b"<html>")
    told(run(*FACES), 6, "the whole body: expected JSON, got <html>")


def test_strict_refuses_what_would_be_understood(server: Server) -> None:
    server.says(status="2")
    assert run(*FACES, "--wait").code == 0
    told(run(*FACES, "--wait", "--strict"), 6, "detectFaces: /data/status")
    told(run("--strict", *FACES, "--wait"), 6, "detectFaces: /data/status")


def test_a_task_that_is_lost(sandbox: Sandbox) -> None:
    task = run("tools", "expand-prompt", "--mode", "0", "--source-prompt", "x")
    sandbox.control("POST", "reset")
    ran = run("resume", task.json["token"], "--quiet")
    told(ran, 7, f"task {task.json['id']} is unknown to the service")


@pytest.mark.usefixtures("sandbox")
def test_a_fault_of_the_program_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("img_open_cli.calls.connect", None)
    told(run(*FACES), 1, "a fault of this program: TypeError: ", "; --debug shows where")


def test_debug_shows_the_traceback(server: Server) -> None:
    server.answers[DETECT] = Answer(status=500)
    ran = run(*FACES, "--debug")
    assert (ran.code, ran.out) == (4, "")
    assert "Traceback (most recent call last)" in ran.err
    assert "StatusError" in ran.err
    assert ran.err.splitlines()[-1].startswith("img-open: detectFaces: the service answered HTTP 500")


def test_ctrl_c_before_the_answer_says_that_the_task_may_have_been_started(server: Server) -> None:
    asked, done = threading.Event(), threading.Event()

    def hangs() -> Answer:
        asked.set()
        done.wait(HANGS_S)
        return Answer(status=500)

    server.answers[DETECT] = hangs
    with started(*FACES, interruptible=True) as process:
        assert asked.wait(HANGS_S)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    done.set()
    told(Ran(process.returncode, out, err), 130, "interrupted before the answer came; the task may have been started")
