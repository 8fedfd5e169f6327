"""The sandbox as a process that a test starts."""

import runpy
import subprocess
import sys

import httpx
import pytest

from img_open_sandbox.process import running


def test_it_answers_while_it_runs_and_is_gone_afterwards() -> None:
    with running("--loopback-only", "--key-id", "one", "--key-secret", "two") as sandbox:
        assert (sandbox.key_id, sandbox.key_secret) == ("one", "two")
        assert sandbox.headers == {"X-Request-req-accessKeyId": "one", "X-Request-req-accessKeySecret": "two"}
        assert sandbox.control("GET", "health")["status"] == "ok"
        url = sandbox.upload(b"bytes", "https://example.com/picture.png")
        assert httpx.get(url).content == b"bytes"
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            sandbox.control("GET", "nowhere")
    assert sandbox.process.returncode == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(sandbox.url)


def test_it_stops_when_the_test_fails() -> None:
    with pytest.raises(ZeroDivisionError), running() as sandbox:
        _ = 1 / 0
    assert sandbox.process.returncode == 0


def test_a_start_that_fails_is_told() -> None:
    with (
        pytest.raises(RuntimeError, match=r"^the sandbox did not start \(exit code 2\); its message is on stderr$"),
        running("--progress", "never", stderr=subprocess.DEVNULL),
    ):
        pass


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "img_open_sandbox.__main__", raising=False)
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("img_open_sandbox", run_name="__main__")
    assert str(caught.value) == (
        "img-open-sandbox: uvicorn is not installed; install the extra: pip install 'img-open[sandbox]'"
    )
