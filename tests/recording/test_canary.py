"""Keys in headers, body, URL, callback and error text: none is on the disk, whatever the service says back."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from contract.secret_signs import signs_in_text
from contract.values import JsonObject
from scripts import live, record
from tests.recording.conftest import ROOT, secrets_on_disk
from tests.recording.echoes import EVERY, every_way
from tests.secrets.canary import CALLBACK_SECRET, KEY_ID, KEY_SECRET, shows
from tests.secrets.hostile import Hostile, Seen

HOOK = "hooks.the-users-own-host.cn"
CALLBACK = f"https://bot:{KEY_ID}@{HOOK}/services/{quote(CALLBACK_SECRET)}?token={KEY_SECRET[:12]}"
COOKIE = f"s={CALLBACK_SECRET}"
CASE = {
    "about": "Says the keys in every place of a request.",
    "operationId": "queryToolTask",
    "costs": False,
    "path_parameters": {"toolCode": f"face/{KEY_ID}"},
    "query": {"key": KEY_SECRET, KEY_ID: "1"},
    "body": {
        "businessTaskId": KEY_ID, "callbackUrl": CALLBACK, KEY_SECRET: [KEY_SECRET, 7],
        "imageUrl": f"https://bucket.example/a.png?OSSAccessKeyId={KEY_ID}&Signature={quote(KEY_SECRET)}",
        "mail": "somebody@the-users-own-host.cn", "encoded": base64.b64encode(KEY_SECRET.encode()).decode(),
        "basic": "Basic " + base64.b64encode(f"{KEY_ID}:{KEY_SECRET}".encode()).decode(),
    },
    "then": [{"name": "again", "operationId": "listModels", "body": {"pageNum": {"from": "submit", "at": ""}}}],
}  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    # The case itself has the keys, so it stands outside of the folders that are searched.
    path = tmp_path / "case" / "canary.yaml"
    path.parent.mkdir()
    path.write_bytes(json.dumps(CASE).encode())
    return path


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("name", EVERY)
def test_what_is_performed_leaves_no_key(
    name: str, hostile: Hostile, case: Path, tmp_path: Path, temporary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    hostile.echo = EVERY[name]
    into, out = tmp_path / "into", tmp_path / "out"
    common = [str(case), "--base-url", hostile.url, "--rate", "9999", "--kind", "live", "--into", str(into)]
    assert record.main(["run", *common]) in {0, 1}
    assert live.main([*common, "--out", str(out), "--record"]) == 1
    assert hostile.received
    assert any(KEY_ID in line for line in hostile.received[0].lines)
    assert secrets_on_disk(into, out, temporary) == []
    printed = capfd.readouterr()
    assert not [line for line in (printed.out + printed.err).splitlines() if shows(line)]
    for path in into.rglob("*.har"):
        assert HOOK not in path.read_text("utf-8")
        assert "somebody@" not in path.read_text("utf-8")
    assert (out / "result.json").is_file()


@pytest.mark.usefixtures("keys")
def test_the_whole_program_leaves_no_key_on_its_disk(hostile: Hostile, case: Path, tmp_path: Path) -> None:
    hostile.echo = every_way
    home = tmp_path / "home"
    home.mkdir()
    command = [sys.executable, "-m", "scripts.record", "run", str(case), "--base-url", hostile.url, "--kind", "live"]
    ran = subprocess.run(
        [*command, "--into", str(home / "recordings"), "--rate", "9999"],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(list(home.rglob("*.har"))) == 2
    assert secrets_on_disk(home) == []
    assert not shows(ran.stdout + ran.stderr)


@pytest.mark.usefixtures("keys")
def test_what_is_written_is_still_a_recording_of_the_same_types(hostile: Hostile, case: Path, tmp_path: Path) -> None:
    hostile.echo = every_way
    record.main(
        ["run", str(case), "--base-url", hostile.url, "--rate", "9999", "--kind", "live", "--into", str(tmp_path)]
    )
    har = json.loads((tmp_path / "queryToolTask" / "live-canary.har").read_bytes())
    entry = har["log"]["entries"][0]
    sent, came = json.loads(entry["request"]["postData"]["text"]), json.loads(entry["response"]["content"]["text"])
    assert entry["request"]["url"].endswith("/tool/face/REDACTED/queryTask?key=REDACTED&REDACTED=REDACTED")
    assert sent["callbackUrl"] == "https://callback.example/"
    assert sent["imageUrl"] == "https://bucket.example/a.png?OSSAccessKeyId=REDACTED&Signature=REDACTED"
    assert sent["mail"] == "someone@example.com"
    assert [len(value) for value in sent.values() if isinstance(value, list)] == [2]
    assert (came["code"], came["data"]["rows"], came["data"]["total"], came["data"]["status"]) == ("200", [], 0, 2)
    assert [row["name"] for row in entry["response"]["headers"]] == ["Content-Type"]
    assert signs_in_text(entry["response"]["content"]["text"]) == []


def _har(seen: Seen, answer: bytes) -> JsonObject:
    """As Firefox, Chrome and mitmproxy write it: HTTP/2 pseudo-headers, cookies, comments, base64, fields missing."""
    pairs = [{"name": name, "value": value} for name, _, value in (line.partition(": ") for line in seen.lines)]
    path = f"/AIGCImgOpenServ/saas/tool/face/{quote(KEY_ID)}/queryTask"
    url = f"https://api.zhiqite.com{path}?Signature={quote(KEY_SECRET)}"
    body = answer.partition(b"\r\n\r\n")[2]
    request: dict[str, Any] = {
        "method": "POST", "url": url, "httpVersion": "h2", "comment": KEY_ID,
        "headers": [{"name": ":path", "value": f"{path}?{KEY_SECRET}"}, {"name": "cookie", "value": COOKIE}, *pairs],
        "cookies": [{"name": "s", "value": CALLBACK_SECRET, "httpOnly": True}],
        "postData": {"mimeType": "application/json", "text": seen.body.decode(), "params": []},
    }  # fmt: skip
    plain = {"size": len(body), "mimeType": "application/json; charset=utf-8", "text": body.decode("latin-1")}
    encoded = {**plain, "text": base64.b64encode(body).decode(), "encoding": "base64"}
    answers = [{"status": 200, "statusText": KEY_ID, "redirectURL": KEY_SECRET, "content": content, "headers": pairs}
               for content in (plain, encoded)]  # fmt: skip
    good = [{"_initiator": KEY_ID, "startedDateTime": "2026-05-06T07:08:09.1Z", "request": request, "response": one}
            for one in answers]  # fmt: skip
    other = {**request, "url": f"https://tracker.example/collect?{KEY_ID}"}
    left = [{"request": other, "response": answers[0]}, {"request": {**request, "method": "OPTIONS"}}, {}, 7]
    return {"log": {"version": "1.2", "creator": {"name": KEY_ID}, "pages": [{"title": KEY_SECRET}],
                    "entries": [*good, *left]}}  # fmt: skip


def test_what_is_imported_leaves_no_key(tmp_path: Path, temporary: Path, capfd: pytest.CaptureFixture[str]) -> None:
    keys = [f"X-Request-req-accessKeyId: {KEY_ID}", f"x-request-req-accesskeysecret: {KEY_SECRET}", "Accept: */*"]
    seen = Seen("\r\n".join(["POST / HTTP/1.1", *keys]).encode(), json.dumps(CASE["body"]).encode(), "http://x.example")
    file, into = tmp_path / f"{KEY_ID}.har", tmp_path / "into"
    file.write_bytes(json.dumps(_har(seen, every_way(seen))).encode())
    assert record.main(["import", str(file), "--into", str(into)]) == 0
    names = sorted(str(path.relative_to(into)) for path in into.rglob("*.har"))
    assert names == ["queryToolTask/imported-1.har", "queryToolTask/imported-2.har"]
    assert secrets_on_disk(into, temporary) == []
    printed = capfd.readouterr().out
    assert not shows(printed)
    assert "entry 2 left out: no operation of spec/openapi.yaml has its path" in printed
    assert "entry 3 left out: expected method POST, got another" in printed
    assert "2 recordings written, 4 exchanges left out" in printed
    one, two = (json.loads((into / name).read_bytes())["log"] for name in names)
    assert one["entries"][0]["response"] == two["entries"][0]["response"]
    assert one["_source"]["date"] == "2026-05-06"
