"""Tasks on the command line: started, waited for, left, resumed."""

import json
import os
import pty
import re
import shlex
import signal
from pathlib import Path

import pytest

from img_open.tasks import DEFAULT_WAIT_S
from img_open_cli.app import cli
from img_open_sandbox.process import Sandbox
from tests.cli.helpers import Ran, Server, program, run, started

EXPAND = ("tools", "expand-prompt", "--mode", "0", "--source-prompt", "a lighthouse")


def never_ends(sandbox: Sandbox) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:1000"})


def resumed(ran: Ran) -> list[str]:
    """The arguments of the command that a message says to go on with."""
    said = re.search(r"to go on waiting: (img-open resume .*)", ran.err)
    assert said is not None, ran.err
    return shlex.split(said[1])[1:]


@pytest.mark.usefixtures("sandbox")
def test_a_task_is_printed_at_once() -> None:
    ran = run(*EXPAND, "--business-task-id", "mine")
    assert (ran.code, ran.err) == (0, "")
    task = ran.json
    token = task.pop("token")
    assert task == {
        "id": task["id"],
        "businessTaskId": "mine",
        "operation": "expandPrompt",
        "status": 1,
        "done": False,
        "failed": False,
    }
    assert json.loads(token)["businessTaskId"] == "mine"


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize("way", ["token", "file", "stdin"])
def test_a_task_is_resumed_by_another_process(way: str, tmp_path: Path) -> None:
    task = run(*EXPAND)
    file = tmp_path / "task.json"
    file.write_text(task.out, encoding="utf-8")
    given = {"token": task.json["token"], "file": f"@{file}", "stdin": "-"}[way]
    ran = run("resume", given, stdin=task.out)
    assert ran.code == 0
    assert ran.json["businessTaskId"] == task.json["businessTaskId"]
    assert "a lighthouse" in ran.json["prompts"][0]


def test_waiting_prints_the_result_and_tells_how_it_stands(sandbox: Sandbox) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:2"})
    ran = run(
        "images", "text-to-image", "--prompt", "x", "--batch-size", "1", "--width", "64", "--height", "64", "--wait"
    )
    assert ran.code == 0
    assert len(ran.json["differentialImageRspList"]) == 1
    first, second, third = ran.err.splitlines()
    number = ran.json["task_id"]
    assert first == f"task {number}: no status yet; waiting"
    assert re.fullmatch(rf"task {number}: status 1 \(\w+\), 50 %, \d+\.\d s", second)
    assert re.fullmatch(rf"task {number}: status 2 \(FINISHED\), \d+\.\d s", third)


@pytest.mark.usefixtures("sandbox")
def test_quiet_tells_nothing() -> None:
    ran = run(*EXPAND, "--wait", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    assert "prompts" in ran.json


def test_quiet_keeps_warnings_of_drift_away(server: Server) -> None:
    server.says(status="2")
    detect = ("tools", "detect-faces", "--image-url", "http://x", "--wait")
    loud, quiet = program(*detect), program(*detect, "--quiet")
    assert "detectFaces: /data/status" in loud.err
    assert (quiet.code, quiet.err, quiet.json) == (0, "", loud.json)


def test_when_the_time_is_up_it_says_how_to_go_on(sandbox: Sandbox) -> None:
    never_ends(sandbox)
    ran = run(*EXPAND, "--wait", "--timeout", "0", "--base-url", sandbox.url)
    assert (ran.code, ran.out) == (8, "")
    again = resumed(ran)
    assert again[:3] == ["resume", "--base-url", sandbox.url]
    task = json.loads(again[3])
    sandbox.control("POST", f"tasks/{task['id']}/fail")
    failed = run(*again)
    assert (failed.code, failed.out) == (7, "")
    assert f"task {task['id']} failed" in failed.err
    assert "go on waiting" not in failed.err


def test_a_time_limit_that_nobody_gave_is_the_documented_one() -> None:
    resume = cli.commands["resume"]
    (option,) = (one for one in resume.params if one.name == "setting_timeout")
    assert f"{DEFAULT_WAIT_S:g}." in str(getattr(option, "help", ""))


def test_ctrl_c_says_how_to_go_on(sandbox: Sandbox) -> None:
    never_ends(sandbox)
    with started(*EXPAND, "--wait", "--timeout", "60", interruptible=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline().endswith("status 1 (RUNNING); waiting\n")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    ran = Ran(process.returncode, out, err)
    assert (ran.code, ran.out) == (130, "")
    again = resumed(ran)
    task = json.loads(again[-1])
    assert f"img-open: interrupted; task {task['id']} goes on at the service; " in ran.err
    assert "Traceback" not in ran.err
    sandbox.control("POST", f"tasks/{task['id']}/fail")
    assert run(*again).code == 7


def test_a_terminal_shows_progress_on_one_line(sandbox: Sandbox) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:2"})
    screen, end = pty.openpty()
    with started(*EXPAND, "--wait", stderr=end, env={"TERM": "xterm", "COLUMNS": "120"}) as process:
        os.close(end)
        shown = read_all(screen)
        out, _ = process.communicate()
    assert process.returncode == 0
    assert "prompts" in json.loads(out)
    assert "status 1 (RUNNING)" in shown
    assert "; waiting" not in shown
    assert "\x1b[2K" in shown  # the line is wiped at the end


def read_all(screen: int) -> str:
    """Read what was written to a pseudo-terminal, until the other side is closed."""
    found = b""
    try:
        while part := os.read(screen, 4096):
            found += part
    except OSError:  # so Linux says that nobody writes any more
        pass
    os.close(screen)
    return found.decode()


@pytest.mark.usefixtures("sandbox")
def test_what_is_no_token_is_refused() -> None:
    ran = run("resume", "nothing")
    assert (ran.code, ran.out) == (2, "")
    assert "token: expected what task.token gave" in ran.err
    ran = run("resume", "@/nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "the token: /nowhere: cannot be read: No such file or directory" in ran.err


def test_a_task_that_failed_at_once_is_printed_and_told(server: Server) -> None:
    server.says(status=-1)
    ran = run("tools", "detect-faces", "--image-url", "http://x")
    assert ran.code == 7
    assert ran.json["failed"] is True
    assert ran.err == "img-open: task pre1: status -1 (FAILED); it failed at once\n"
