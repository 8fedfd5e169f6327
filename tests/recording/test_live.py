"""A live run: against the sandbox it agrees, against one that departs it names operation and pointer."""

import json
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from contract.recordings import Recording
from contract.recordings_vs_spec import check_recording
from contract_tests.drifting import Reply, departing
from contract_tests.witnesses import SPEC
from img_open_sandbox.process import Sandbox
from recording.performing import Pace, Stop
from recording.server import WrongUse, checked_url
from scripts import live, record
from tests.secrets.canary import KEY_ID, KEY_SECRET, shows
from tests.secrets.hostile import Hostile

SKIPPED = "live: skipped, IMG_OPEN_ACCESS_KEY_ID and IMG_OPEN_ACCESS_KEY_SECRET are not set\n"


def _result(folder: Path) -> Any:
    return json.loads((folder / "result.json").read_bytes())


@pytest.mark.usefixtures("keys")
def test_against_the_sandbox_all_cases_agree(
    sandbox: Sandbox, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    into, out = tmp_path / "into", tmp_path / "out"
    flags = ["--base-url", sandbox.url, "--rate", "9999", "--out", str(out), "--yes", "--record", "--into", str(into)]
    assert live.main(flags) == 0
    printed = capfd.readouterr().out
    assert "live: detect-faces: passed: " in printed
    assert "live: passed: 11 passed, 0 failed, 0 skipped; 17 calls; results in " in printed
    result = _result(out)
    assert (result["status"], result["kind"], result["calls"]) == ("passed", "sandbox", 17)
    assert {case["outcome"] for case in result["cases"]} == {"passed"}
    suite = ET.parse(out / "junit.xml").getroot()  # noqa: S314 - our own file
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("11", "0", "0")
    kept = [Recording(path.parent.name, path.stem, json.loads(path.read_bytes())) for path in into.rglob("*.har")]
    assert len(kept) == 17
    assert [m for one in kept for m in check_recording(one, SPEC).mismatches] == []
    assert {one.kind for one in kept} == {"sandbox"}
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and shows(path.read_bytes())]


@pytest.mark.usefixtures("keys")
def test_what_may_cost_is_left_out_without_yes(sandbox: Sandbox, tmp_path: Path, capsys: Any) -> None:
    common = ["--base-url", sandbox.url, "--rate", "9999", "detect-faces", "list-models"]
    assert live.main([*common, "--out", str(tmp_path / "out")]) == 0
    assert "live: detect-faces: skipped: it may cost credit; --yes performs it" in capsys.readouterr().out
    assert [case["calls"] for case in _result(tmp_path / "out")["cases"]] == [0, 1]
    assert record.main(["run", *common, "--into", str(tmp_path / "into")]) == 0
    assert "record: detect-faces may cost credit and is left out; --yes performs it" in capsys.readouterr().out
    assert [path.name for path in tmp_path.rglob("*.har")] == ["sandbox-list-models.har"]


def _retyped(reply: Reply) -> Reply:
    answer = reply.json
    answer["data"]["total"] = str(answer["data"]["total"])
    answer["data"]["rows"][0]["planted"] = KEY_SECRET
    return reply.saying(answer)


def _legal_and_new(reply: Reply) -> Reply:
    answer = reply.json
    answer["data"]["status"] = str(answer["data"]["status"])
    return reply.saying(answer)


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(
    ("departure", "ending", "case", "told"),
    [
        (
            _retyped,
            "/queryModelList",
            "list-models",
            [
                ("spec-server", "listModels", "/response/body/data/total"),
                ("spec-server", "listModels", "/response/body/data/rows/0/planted"),
                ("recordings-server", "listModels", "/data/total"),
                ("recordings-server", "listModels", "/data/rows/*/planted"),
            ],
        ),
        (
            _legal_and_new,
            "/face/detection/queryTask",
            "detect-faces",
            [("recordings-server", "queryToolTask", "/data/status")],
        ),
        (
            lambda _: Reply(502, "text/html", f"<h1>{KEY_ID}".encode()),
            "/queryModelList",
            "list-models",
            [("spec-server", "listModels", "/response/status"), ("spec-server", "listModels", "/response/body/code")],
        ),
    ],
)
def test_against_one_that_departs_operation_and_pointer_are_named(
    sandbox: Sandbox, tmp_path: Path, capfd: Any, departure: Any, ending: str, case: str, told: list[Any]
) -> None:
    with departing(sandbox, departure, ending) as other:
        flags = ["--base-url", other.url, "--rate", "9999", "--yes", "--out", str(tmp_path), case]
        assert live.main(flags) == 1
    printed = capfd.readouterr().out
    result = _result(tmp_path)
    found = [(m["edge"], m["operation"], m["pointer"]) for one in result["cases"] for m in one["mismatches"]]
    assert set(told) <= set(found)
    for edge, operation, pointer in told:
        assert f"{edge}: {operation} at {pointer}\n" in printed
        assert pointer in (tmp_path / "junit.xml").read_text("utf-8")
    assert f"contract_tests/cases/{case}.yaml" in printed
    assert not shows(printed)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and shows(path.read_bytes())]


@pytest.mark.usefixtures("keys")
def test_a_task_that_does_not_end_is_told(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(Pace.__init__, "__defaults__", (time.monotonic, slept.append))
    sandbox.control("PUT", "progress", json={"progress": "looks:99"})
    try:
        assert (
            live.main(["--base-url", sandbox.url, "--rate", "9999", "--yes", "--out", str(tmp_path), "expand-prompt"])
            == 1
        )
    finally:
        sandbox.control("PUT", "progress", json={"progress": "now"})
    assert "asked 30 times: expected one of 0, -1 at /data/status, which did not come" in capsys.readouterr().out
    assert [seconds for seconds in slept if seconds >= 1] == [2] * 29


@pytest.mark.usefixtures("keys")
def test_the_budget_holds(sandbox: Sandbox, tmp_path: Path, capsys: Any) -> None:
    flags = ["--base-url", sandbox.url, "--rate", "9999", "--budget", "2", "--out", str(tmp_path)]
    assert live.main(flags) == 0
    assert "the budget of 2 calls is used up; --budget allows more" in capsys.readouterr().out
    result = _result(tmp_path)
    assert result["calls"] == 2
    assert result["counts"] == {"passed": 2, "failed": 0, "skipped": 9}


def test_calls_are_made_at_the_rate() -> None:
    at = [100.0]

    def sleep(seconds: float) -> None:
        at[0] += seconds

    pace, turns = Pace(4, 0.5, lambda: at[0], sleep), []
    for _ in range(4):
        pace.turn()
        turns.append(at[0])
    assert turns == [100, 102, 104, 106]
    with pytest.raises(Stop, match="the budget of 4 calls is used up"):
        pace.turn()


@pytest.mark.usefixtures("keys")
def test_a_server_that_asks_for_fewer_calls_gets_none_more(hostile: Hostile, tmp_path: Path, capsys: Any) -> None:
    hostile.echo = lambda _: b"HTTP/1.1 429 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    assert live.main(["--base-url", hostile.url, "--rate", "9999", "--out", str(tmp_path)]) == 1
    assert len(hostile.received) == 1
    assert "the server asked for fewer calls (HTTP 429)" in capsys.readouterr().out


@pytest.mark.usefixtures("keys")
def test_an_interrupt_tells_what_was_done(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    turns: list[int] = []

    def turn(pace: Pace) -> None:
        turns.append(pace.calls)
        pace.calls += 1
        if len(turns) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(Pace, "turn", turn)
    flags = ["--base-url", sandbox.url, "list-models", "query-tool-task-unknown", "query-task-info-v1-unknown"]
    assert live.main([*flags, "--out", str(tmp_path)]) == 130
    printed = capsys.readouterr().out
    assert "live: list-models: passed" in printed
    assert "live: query-tool-task-unknown: skipped: interrupted" in printed
    assert _result(tmp_path)["status"] == "interrupted"
    turns.clear()
    assert record.main(["run", *flags, "--into", str(tmp_path)]) == 130
    assert "record: interrupted; 1 recordings were written before" in capsys.readouterr().err


def test_without_keys_it_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    for name in ("IMG_OPEN_ACCESS_KEY_ID", "IMG_OPEN_ACCESS_KEY_SECRET"):
        monkeypatch.delenv(name, raising=False)
    assert live.main(["--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == SKIPPED
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SystemExit) as ended:
        record.main(["run", "list-models"])
    assert ended.value.code == 2
    assert "are not set; set them, to a sandbox's keys or your own" in capsys.readouterr().err


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (
            ["--base-url", "http://api.example"],
            "expected https off loopback, got http://api.example; keys would travel",
        ),
        (["--base-url", "http://localhost.example"], "expected https off loopback"),
        (["--base-url", f"https://me:{KEY_ID}@api.example"], "expected no user, query or fragment in it"),
        (["--base-url", f"https://api.example?key={KEY_SECRET}"], "expected no user, query or fragment in it"),
        (["--base-url", f"ftp://{KEY_ID}@x"], "the base URL: expected https://host, got ftp://x"),
        (["--base-url", "https://[x"], "expected https://host, got something that is no URL"),
        (["--budget", "0"], "argument --budget: expected a number above 0, got '0'"),
        (["--rate", "x"], "argument --rate: expected a number above 0, got 'x'"),
        (["no-such-case"], "expected a case file, a folder of them or one of describe-image, "),
    ],
)
def test_wrong_use(flags: list[str], told: str, capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        live.main(flags)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert told in error
    assert not shows(error)


@pytest.mark.parametrize(
    ("key", "told"), [("short1!", "expected secrets of at least 8"), ("a\nb" * 9, "printable ASCII")]
)
def test_keys_that_cannot_be_hidden_or_sent(monkeypatch: pytest.MonkeyPatch, capsys: Any, key: str, told: str) -> None:
    monkeypatch.setenv("IMG_OPEN_ACCESS_KEY_ID", key)
    monkeypatch.setenv("IMG_OPEN_ACCESS_KEY_SECRET", KEY_SECRET)
    with pytest.raises(SystemExit):
        live.main(["--base-url", "http://127.0.0.1:9"])
    error = capsys.readouterr().err
    assert told in error
    assert key not in error


def test_loopback_may_be_without_tls() -> None:
    assert checked_url("http://127.0.0.1:80/") == "http://127.0.0.1:80"
    assert checked_url("http://[::1]:1") == "http://[::1]:1"
    assert checked_url("https://api.example/base/") == "https://api.example/base"
    with pytest.raises(WrongUse):
        checked_url("http://127.0.0.1.example")


@pytest.mark.usefixtures("keys")
def test_a_server_that_is_not_there(tmp_path: Path, capsys: Any) -> None:
    assert live.main(["--base-url", "http://127.0.0.1:9", "--out", str(tmp_path), "list-models"]) == 1
    assert "no answer came: ConnectError" in capsys.readouterr().out


@pytest.mark.usefixtures("keys")
def test_a_picture_is_needed_where_no_sandbox_takes_one(sandbox: Sandbox, tmp_path: Path, capsys: Any) -> None:
    flags = ["--base-url", sandbox.url, "--kind", "live", "--yes", "--out", str(tmp_path), "detect-faces"]
    assert live.main(flags) == 0
    assert "it needs a picture at a URL that the service can reach; give --picture URL" in capsys.readouterr().out
