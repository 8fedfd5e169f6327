"""The program itself: its lines, its refusals, its end, and kill -9."""

import itertools
import re
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from img_open_sandbox.__main__ import main
from img_open_sandbox.pictures import decode
from tests.sandbox.helpers import (
    DETECT,
    GOOD,
    QUERY,
    Answer,
    LoopbackServer,
    Program,
    command,
    encoded,
    group,
    portrait,
    program,
)

DEADLINE_S = 15


def run(*options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command(*options), capture_output=True, text=True, timeout=DEADLINE_S, check=False)


def upload(sandbox: Program, image: bytes) -> str:
    return str(sandbox.client.post("/_sandbox/files", content=image).json()["url"])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_three_lines_and_a_clean_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with program("--key-secret", "s 1") as sandbox:
        assert re.fullmatch(r"url: http://127\.0\.0\.1:\d+", sandbox.lines[0])
        assert sandbox.lines[1:] == ["key id: sandbox-key-id", "key secret: s 1"]
        assert sandbox.client.get("/_sandbox/health").status_code == 200
        (folder,) = tmp_path.iterdir()
        assert folder.name.startswith("img-open-sandbox-")
        sandbox.process.send_signal(number)
        assert sandbox.process.communicate(timeout=DEADLINE_S) == ("", "")
        assert sandbox.process.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use(server: LoopbackServer) -> None:
    ended = run("--port", str(server.port))

    assert (ended.returncode, ended.stdout) == (2, "")
    expected = f"img-open-sandbox: port {server.port}: expected a free port on 127.0.0.1, got Address already in use; "
    assert ended.stderr.startswith(expected)
    assert ended.stderr.count("\n") == 1


def test_a_state_folder_in_use(tmp_path: Path) -> None:
    with program("--state", str(tmp_path)):
        ended = run("--port", "0", "--state", str(tmp_path))

    assert (ended.returncode, ended.stdout) == (2, "")
    expected = f"state folder {tmp_path}: another sandbox uses it; stop that one, or choose another with --state"
    assert ended.stderr == f"img-open-sandbox: {expected}\n"


def test_an_operation_without_a_handler(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)  # the test run keeps its own
    monkeypatch.setattr("img_open_sandbox.registry.load", lambda: ({}, {}))

    assert main(["--port", "0"]) == 2
    expected = "no handler for textToImage, imageToImage, "
    error = capsys.readouterr().err
    assert error.startswith(f"img-open-sandbox: {expected}")
    assert error.endswith("of spec/openapi.yaml; add a module to img_open_sandbox/handlers\n")


def test_help_shows_an_example() -> None:
    ended = run("--help")

    assert ended.returncode == 0
    assert "img-open-sandbox --port 0 --progress looks:3" in ended.stdout


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--port", "70000", "expected a number from 0 to 65535, got '70000'"),
        ("--progress", "soon", "expected now, looks:N"),
        ("--speed", "0", "expected a number from 0.01, got '0'"),
        ("--key-id", "schlüssel", "expected printable ASCII that an HTTP header can carry"),
    ],
)
def test_bad_options(option: str, value: str, expected: str) -> None:
    ended = run(option, value)

    assert ended.returncode == 2
    assert expected in ended.stderr


def test_kill_with_tasks_waiting_and_callbacks_pending(tmp_path: Path, server: LoopbackServer) -> None:
    server.answers["/done"] = Answer(b'{"code": "500"}')
    state = ("--state", str(tmp_path), "--speed", "20")
    with program(*state, "--progress", "seconds:4") as sandbox:
        url = upload(sandbox, encoded(group(2)))
        for number in range(3):
            submit(sandbox, url, f"timed {number}", server)
        sandbox.client.put("/_sandbox/progress", json={"progress": "looks:2"})
        submit(sandbox, url, "looked at", server)
        server.received.get(timeout=DEADLINE_S)
        sandbox.kill()

    server.answers["/done"] = GOOD
    with program(*state) as sandbox:
        statuses = [look(sandbox, "looked at")["status"] for _ in range(2)]
        rows = settled(sandbox, 4)
        found = {name: look(sandbox, name) for name in ("timed 0", "timed 1", "timed 2", "looked at")}

    assert statuses == [1, 2]
    assert [row["state"] for row in rows] == ["delivered"] * 4
    assert all(data["status"] == 2 and len(data["faceUrls"]) == 2 for data in found.values())
    assert {received["data"]["businessTaskId"] for received in drain(server)} == set(found)


def test_kill_in_the_middle_of_submitting_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    answered: list[str] = []
    fifth = threading.Event()

    def submit_until_it_dies(sandbox: Program, url: str) -> None:
        for number in itertools.count():
            try:
                sandbox.post(DETECT, imageUrl=url, businessTaskId=str(number))
            except httpx.TransportError:
                return
            answered.append(str(number))
            if number == 4:
                fifth.set()

    with program("--state", str(tmp_path)) as sandbox:
        url = upload(sandbox, encoded(portrait(128)))
        thread = threading.Thread(target=submit_until_it_dies, args=(sandbox, url))
        thread.start()
        assert fifth.wait(DEADLINE_S)
        sandbox.kill()
        thread.join()

    with program("--state", str(tmp_path)) as sandbox:
        for name in answered:
            data = look(sandbox, name)
            assert data["status"] == 2
            assert decode(sandbox.client.get(data["faceUrls"][0]).content).size
    assert len(answered) >= 5


def test_a_request_under_way_is_cut_off_without_a_traceback(server: LoopbackServer) -> None:
    arrived = threading.Event()

    def hang() -> Answer:
        arrived.set()
        return server.hang()

    server.answers["/a.jpg"] = hang
    answers: list[httpx.Response] = []
    with program() as sandbox:
        body = {"imageUrl": server.url("/a.jpg"), "businessTaskId": "1"}
        thread = threading.Thread(target=lambda: answers.append(sandbox.client.post(DETECT, json=body)))
        thread.start()
        assert arrived.wait(DEADLINE_S)
        sandbox.process.send_signal(signal.SIGINT)
        _, log = sandbox.process.communicate(timeout=DEADLINE_S)
        thread.join()

    assert sandbox.process.returncode == 0
    assert "Traceback" not in log
    assert answers[0].json()["code"] == "503"


def test_an_upload_is_reached_by_its_other_name(tmp_path: Path) -> None:
    with program("--state", str(tmp_path)) as sandbox:
        url = upload(sandbox, encoded(portrait(128))).replace("127.0.0.1", "localhost")
        answer = sandbox.post(DETECT, imageUrl=url, businessTaskId="1")

    assert len(answer["data"]["faceUrls"]) == 1


def test_a_large_body_with_wrong_keys_is_answered() -> None:
    with program() as sandbox:
        answer = sandbox.client.post(DETECT, content=bytes(5_000_000), headers={"X-Request-req-accessKeyId": "x"})

    assert answer.json()["code"] == "401"


def test_a_crash_is_logged_without_keys(tmp_path: Path) -> None:
    with program("--state", str(tmp_path)) as sandbox:
        url = upload(sandbox, encoded(portrait(128)))
        # Root may write everywhere, so the folder is taken away instead of its permission.
        (tmp_path / "files").rename(tmp_path / "gone")
        answer = sandbox.client.post("/_sandbox/files?name=a", content=b"x")
        sandbox.process.terminate()
        _, log = sandbox.process.communicate(timeout=DEADLINE_S)

    assert url
    assert (answer.status_code, answer.json()["code"]) == (500, "500")
    assert "FileNotFoundError" in log
    assert "sandbox-key" not in log


def submit(sandbox: Program, url: str, business_task_id: str, server: LoopbackServer) -> None:
    answer = sandbox.post(DETECT, imageUrl=url, businessTaskId=business_task_id, callbackUrl=server.url("/done"))
    assert answer["data"]["status"] == 1


def look(sandbox: Program, business_task_id: str) -> Any:
    return sandbox.post(QUERY, businessTaskId=business_task_id)["data"]


def settled(sandbox: Program, count: int) -> Any:
    """The callbacks, once none is pending any more."""
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        rows = sandbox.client.get("/_sandbox/callbacks").json()["callbacks"]
        if len(rows) == count and all(row["state"] != "pending" for row in rows):
            return rows
    raise AssertionError(f"callbacks still pending: {rows}")


def drain(server: LoopbackServer) -> list[Any]:
    return [server.received.get_nowait()[1] for _ in range(server.received.qsize())]
