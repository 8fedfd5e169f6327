"""The control paths: what each answers, and how it refuses."""

import asyncio
import contextlib
import dataclasses
import sqlite3
from pathlib import Path

import pytest
from anyio.lowlevel import checkpoint

from img_open_sandbox.control import UPLOADS_AT_ONCE
from img_open_sandbox.pictures import decode
from img_open_sandbox.progress import Progress
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import StateError, Store
from tests.sandbox.helpers import (
    DETECT,
    QUERY,
    Answer,
    LoopbackServer,
    closed_port,
    encoded,
    group,
    in_process,
    portrait,
    upload,
)

pytestmark = pytest.mark.anyio


async def test_the_index_lists_every_path(settings: Settings) -> None:
    async with in_process(settings) as client:
        rows = (await client.get("/_sandbox/")).json()["paths"]

    assert [(row["method"], row["path"]) for row in rows] == [
        ("GET", "/_sandbox/"),
        ("GET", "/_sandbox/health"),
        ("PUT", "/_sandbox/progress"),
        ("GET", "/_sandbox/tasks"),
        ("POST", "/_sandbox/tasks/{taskId}/fail"),
        ("POST", "/_sandbox/tasks/{taskId}/archive"),
        ("GET", "/_sandbox/callbacks"),
        ("GET", "/_sandbox/requests"),
        ("GET", "/_sandbox/faults"),
        ("POST", "/_sandbox/faults"),
        ("DELETE", "/_sandbox/faults"),
        ("POST", "/_sandbox/files"),
        ("GET", "/_sandbox/files/{name}"),
        ("POST", "/_sandbox/reset"),
    ]
    assert all(row["does"] for row in rows)


async def test_a_path_with_several_methods_tells_them_all(settings: Settings) -> None:
    async with in_process(settings) as client:
        head, wrong = await client.head("/_sandbox/faults"), await client.patch("/_sandbox/faults")

    assert (head.status_code, wrong.status_code) == (200, 405)
    assert set(wrong.headers["Allow"].split(", ")) == {"DELETE", "GET", "HEAD", "POST"}


async def test_no_keys_are_needed(settings: Settings) -> None:
    async with in_process(settings) as client:
        client.headers.clear()
        answer = await client.get("/_sandbox/health")

    assert answer.json() == {"status": "ok", "progress": "now"}


async def test_progress_survives_a_restart_unless_the_start_says_other(settings: Settings) -> None:
    async with in_process(settings) as client:
        answer = await client.put("/_sandbox/progress", json={"progress": "looks:3"})
        assert answer.json() == {"progress": "looks:3"}
    async with in_process(settings) as client:
        assert (await client.get("/_sandbox/health")).json()["progress"] == "looks:3"
    async with in_process(dataclasses.replace(settings, progress=Progress("seconds", 2))) as client:
        assert (await client.get("/_sandbox/health")).json()["progress"] == "seconds:2"


@pytest.mark.parametrize(
    ("content", "msg"),
    [
        (b'{"progress": "soon"}', "progress: expected now, looks:N (N a whole number from 1) or seconds:S"),
        (b'{"progress": 3}', "or seconds:S (S a number from 0), got '3'"),
        (b"{}", "or seconds:S (S a number from 0), got ''"),
        (b"looks:3", "body: expected a JSON object, but it is not JSON"),
    ],
)
async def test_a_bad_progress(settings: Settings, content: bytes, msg: str) -> None:
    async with in_process(settings) as client:
        answer = await client.put("/_sandbox/progress", content=content)

    assert answer.status_code == 400
    assert answer.json()["code"] == "400"
    assert msg in answer.json()["msg"]


@pytest.mark.parametrize("verb", ["fail", "archive"])
async def test_a_task_that_is_not_there(settings: Settings, verb: str) -> None:
    async with in_process(settings) as client:
        answer = await client.post(f"/_sandbox/tasks/pre1/{verb}")

    assert answer.status_code == 404
    assert answer.json() == {"code": "404", "msg": "no task pre1; GET /_sandbox/tasks lists them", "data": None}


async def test_the_list_of_tasks(settings: Settings) -> None:
    waiting = dataclasses.replace(settings, progress=Progress("seconds", 5))
    async with in_process(waiting) as client:
        url = await upload(client, group(1))
        submitted = (await client.post(DETECT, json={"imageUrl": url, "businessTaskId": "1"})).json()
        await client.post(QUERY, json={"businessTaskId": "1"})
        (row,) = (await client.get("/_sandbox/tasks")).json()["tasks"]

    assert row == {
        "taskId": submitted["data"]["taskId"],
        "family": "face/detection",
        "operationId": "detectFaces",
        "businessTaskId": "1",
        "callbackUrl": None,
        "state": "waiting",
        "failure": None,
        "progress": "seconds:5",
        "looks": 1,
        "submitted": "2024-06-07T02:32:19.423+00:00",
        "due": "2024-06-07T02:32:24.423+00:00",
    }


async def test_the_list_of_callbacks(settings: Settings, server: LoopbackServer) -> None:
    server.answers["/done"] = Answer(b"no")
    async with in_process(settings) as client:
        url = await upload(client, group(1))
        body = {"imageUrl": url, "businessTaskId": "1", "callbackUrl": server.url("/done")}
        submitted = (await client.post(DETECT, json=body)).json()
        while not (row := (await client.get("/_sandbox/callbacks")).json()["callbacks"][0])["tries"]:
            await checkpoint()

    assert row == {
        "taskId": submitted["data"]["taskId"],
        "url": server.url("/done"),
        "state": "pending",
        "tries": [{"at": "2024-06-07T02:32:19.423+00:00", "outcome": 'answered HTTP 200, but not JSON: "no"'}],
        "nextDue": "2024-06-07T02:32:22.423+00:00",
    }


async def test_an_upload_is_served_as_it_was(settings: Settings) -> None:
    content = encoded(portrait(64))
    async with in_process(settings) as client:
        first = await client.post("/_sandbox/files?name=a.jpg", content=content)
        served = await client.get(first.json()["url"])

    assert first.status_code == 201
    assert first.json() == {"name": "a.jpg", "url": f"{settings.base_url}/_sandbox/files/a.jpg"}
    assert (served.content, served.headers["Content-Type"]) == (content, "image/jpeg")


async def test_an_upload_names_itself_after_its_content(settings: Settings) -> None:
    async with in_process(settings) as client:
        first = (await client.post("/_sandbox/files", content=encoded(portrait(64), "PNG"))).json()["name"]
        again = (await client.post("/_sandbox/files", content=encoded(portrait(64), "PNG"))).json()["name"]
        other = (await client.post("/_sandbox/files", content=b"text")).json()["name"]

    assert first == again
    assert (first[:7], first[-4:], other[-4:]) == ("upload-", ".png", ".bin")


async def test_html_is_never_served_as_html(settings: Settings) -> None:
    async with in_process(settings) as client:
        await client.post("/_sandbox/files?name=a.html", content=b"<script></script>")
        served = await client.get("/_sandbox/files/a.html")

    assert served.headers["Content-Type"] == "application/octet-stream"
    assert served.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_stand_in_is_told_back(settings: Settings) -> None:
    async with in_process(settings) as client:
        answer = await client.post("/_sandbox/files", params={"name": "a", "url": "https://a/b?c=d"}, content=b"")

    assert answer.json()["standsInFor"] == "https://a/b?c=d"


@pytest.mark.parametrize(
    ("query", "msg"),
    [
        ("name=../a.jpg", "name: expected 1 to 100 letters, digits, '.', '_' or '-'"),
        ("name=.hidden", "name: expected 1 to 100 letters"),
        ("name=", "name: expected 1 to 100 letters"),
        ("name=a%00", "name: expected 1 to 100 letters"),
        ("name=" + "a" * 101, "name: expected 1 to 100 letters"),
        ("name=pre1717727539423845581626-0.png", "name: expected another form than a task's result has"),
        ("url=ftp://a/b", "expected http:// or https:// and a host, got ftp://a/b"),
        ("nmae=a.jpg", "query: expected name or url, got nmae"),
    ],
)
async def test_a_bad_upload(settings: Settings, query: str, msg: str) -> None:
    async with in_process(settings) as client:
        answer = await client.post(f"/_sandbox/files?{query}", content=b"x")

    assert answer.status_code == 400
    assert msg in answer.json()["msg"]
    assert list((settings.state / "files").iterdir()) == []


async def test_an_upload_that_is_too_large(settings: Settings) -> None:
    async with in_process(settings) as client:
        answer = await client.post("/_sandbox/files", content=bytes(20_000_001))

    assert answer.status_code == 413
    assert answer.json()["msg"] == "body: expected at most 20 MB (the sandbox's own limit), got more"


@pytest.mark.parametrize(
    ("name", "status"),
    [("..%2fsandbox.sqlite3", 404), ("%2e%2e", 400), (".a.jpg.part", 400), ("none.jpg", 404), ("..%5ca", 400)],
)
async def test_no_way_out_of_the_folder(settings: Settings, name: str, status: int) -> None:
    async with in_process(settings) as client:
        answer = await client.get(f"/_sandbox/files/{name}")

    assert answer.status_code == status
    assert answer.json()["code"] == str(status)


async def test_reset_empties_everything(settings: Settings) -> None:
    async with in_process(settings) as client:
        url = await upload(client, group(1), url="http://127.0.0.1/stand-in")
        body = {"imageUrl": url, "businessTaskId": "1", "callbackUrl": f"http://127.0.0.1:{closed_port()}/"}
        before = (await client.post(DETECT, json=body)).json()
        await client.put("/_sandbox/progress", json={"progress": "looks:3"})
        assert (await client.post("/_sandbox/reset")).json() == {"reset": True}

        assert (await client.get("/_sandbox/tasks")).json() == {"tasks": []}
        assert (await client.get("/_sandbox/callbacks")).json() == {"callbacks": []}
        assert (await client.get("/_sandbox/health")).json()["progress"] == "now"
        assert (await client.get(before["data"]["faceUrls"][0])).status_code == 404
        refused = (await client.post(DETECT, json={**body, "imageUrl": "http://127.0.0.1:1/a.jpg"})).json()
        url = await upload(client, group(1))
        after = (await client.post(DETECT, json={**body, "imageUrl": url})).json()

    assert refused["code"] == "400"
    assert after["code"] == "200"
    assert after["data"]["taskId"] != before["data"]["taskId"]


async def test_results_stay_served_on_another_port(settings: Settings) -> None:
    async with in_process(settings) as client:
        url = await upload(client, group(1))
        await client.post(DETECT, json={"imageUrl": url, "businessTaskId": "1"})
    async with in_process(dataclasses.replace(settings, base_url="http://127.0.0.1:9999")) as client:
        (face,) = (await client.post(QUERY, json={"businessTaskId": "1"})).json()["data"]["faceUrls"]
        assert face.startswith("http://127.0.0.1:9999/_sandbox/files/pre")
        assert decode((await client.get(face)).content).size


def test_a_state_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("x")

    with pytest.raises(StateError, match=r"state folder .*: expected a folder that can be written, got "):
        Store(tmp_path / "state")


def test_a_state_folder_with_something_else(tmp_path: Path) -> None:
    (tmp_path / "sandbox.sqlite3").write_text("no database" * 100)

    with pytest.raises(StateError, match="expected a sandbox's state, got file is not a database; choose another"):
        Store(tmp_path)


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("PRAGMA user_version = 1", "version 1"),
        ("CREATE TABLE tasks (task_id); PRAGMA user_version = 7", "version 7"),
        ("CREATE TABLE tasks (task_id)", "one without a version"),
    ],
)
def test_the_state_of_another_version(tmp_path: Path, script: str, found: str) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "sandbox.sqlite3")) as database:
        database.executescript(script)
    content = (tmp_path / "sandbox.sqlite3").read_bytes()

    with pytest.raises(StateError) as caught:
        Store(tmp_path)
    expected = f"expected a sandbox's state of version 2, found {found}; choose another with --state"
    assert str(caught.value) == f"state folder {tmp_path}: {expected}"
    assert (tmp_path / "sandbox.sqlite3").read_bytes() == content


async def test_few_uploads_are_held_at_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    held, most = 0, 0

    async def read(*_: object) -> bytes:
        nonlocal held, most
        held += 1
        most = max(held, most)
        await checkpoint()
        held -= 1
        return b"x"

    async with in_process(settings) as client:
        monkeypatch.setattr("img_open_sandbox.control.read_limited", read)
        await asyncio.gather(*(client.post("/_sandbox/files") for _ in range(2 * UPLOADS_AT_ONCE)))

    assert most == UPLOADS_AT_ONCE


def test_keys_are_not_stored(settings: Settings) -> None:
    store = Store(settings.state)
    store.remember("progress", "now")
    store.close()

    assert all(settings.key_secret.encode() not in path.read_bytes() for path in settings.state.iterdir())
