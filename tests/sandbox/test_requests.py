"""What a request must be: keys, path, content type, body; each refusal in the envelope, with its text."""

import asyncio
import dataclasses
import json
from typing import Any

import httpx
import pytest

from img_open_sandbox import app as app_module
from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import DETECT, DETECT_PAGE, KEYS, QUERY, QUERY_PAGE, Gate, call, example, in_process

pytestmark = pytest.mark.anyio

GOOD_BODY = {"imageUrl": "http://127.0.0.1/a.jpg", "businessTaskId": "1"}


async def refused(settings: Settings, content: bytes, path: str = DETECT, **headers: str) -> dict[str, Any]:
    async with in_process(settings) as client:
        answer = await client.post(path, content=content, headers={"Content-Type": "application/json", **headers})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    body: dict[str, Any] = answer.json()
    assert body["data"] is None
    return body


@pytest.mark.parametrize(
    ("content", "msg"),
    [
        (b"", "body: expected a JSON object, but it is empty"),
        (b" \n", "body: expected a JSON object, but it is empty"),
        (b"{", "body: expected a JSON object, but it is not JSON: Expecting property name enclosed in double quotes"),
        (b"[]", "body: expected a JSON object, got []"),
        (b"null", "body: expected a JSON object, got null"),
        (b'{"a": NaN}', "body: expected JSON, got NaN, which is no JSON number"),
        (b'{"a": 1e400}', "body: expected numbers up to 1.8e+308, got 1e400"),
        (b'{"a": -Infinity}', "body: expected JSON, got -Infinity, which is no JSON number"),
        (b'{"a": 1, "a": 2}', 'body: expected each field once, got "a" more than once'),
        (b'{"\\ud800": 1, "\\ud800": 2}', 'body: expected each field once, got "\\ud800" more than once'),
        (b'{"a": "\xff"}', "body: expected UTF-8, but byte 7 is not"),
        (b'{"businessTaskId": "\\ud800"}', "body: expected Unicode text, but an escape such as \\ud800"),
        (b'{"a":' * 100_000, "body: expected plain fields, but it is nested too deeply to read"),
        (b"[" * 100_000, "body: expected plain fields, but it is nested too deeply to read"),
        (b'{"a": ' + b"1" * 5000 + b"}", "body: expected numbers that can be read, got one with thousands of digits"),
        (b"\xef\xbb\xbf{}", "body: expected a JSON object, but it is not JSON: Unexpected UTF-8 BOM"),
        (b"{}", "imageUrl: required, but it is missing; businessTaskId: required, but it is missing"),
        (b'{"imageUrl": "http://a"}', "businessTaskId: required, but it is missing"),
        (b'{"imageUrl": 3, "businessTaskId": "1"}', "imageUrl: expected the type string, got 3"),
        (b'{"imageUrl": null, "businessTaskId": "1"}', "imageUrl: expected the type string, got null"),
        (b'{"imageUrl": "a.jpg", "businessTaskId": "1"}', 'a text that matches ^https?://, got "a.jpg"'),
        (b'{"imageUrl": "' + b"x" * 999 + b'", "businessTaskId": "1"}', 'got "' + "x" * 59 + "..."),
        (b'{"imageUrl": "http://a", "businessTaskId": "1", "callbackUrl": []}', "callbackUrl: expected the type"),
    ],
    ids=lambda value: value[:50] if isinstance(value, str) else "",
)
async def test_a_bad_body(settings: Settings, content: bytes, msg: str) -> None:
    body = await refused(settings, content)

    assert body["code"] == "400"
    assert msg in body["msg"]
    assert body["msg"].endswith(f". See {DETECT_PAGE}")


async def test_a_field_that_no_page_names_is_accepted(settings: Settings) -> None:
    body = await refused(settings, json.dumps({**GOOD_BODY, "extra": {"a": [1]}, "imageUrl": "http://x"}).encode())

    assert "--loopback-only" in body["msg"]
    assert body["msg"].startswith("imageUrl: expected a picture at http://x, but it cannot be fetched: ")


async def test_a_body_that_is_too_big(settings: Settings) -> None:
    body = await refused(settings, b'"' + b"x" * 1_000_000 + b'"')

    assert body["code"] == "413"
    assert body["msg"].startswith("body: expected at most 1 MB (the sandbox's own limit), got more")


@pytest.mark.parametrize(("kind", "got"), [("text/plain", '"text/plain"'), ("", "none"), ("json", '"json"')])
async def test_another_content_type(settings: Settings, kind: str, got: str) -> None:
    body = await refused(settings, b"{}", **{"Content-Type": kind})

    assert body["code"] == "415"
    assert body["msg"] == f"Content-Type: expected application/json, got {got}. See {DETECT_PAGE}"


async def test_a_content_type_with_a_charset(settings: Settings) -> None:
    body = await refused(settings, b"{}", **{"Content-Type": "Application/JSON; charset=utf-8"})

    assert body["code"] == "400"


@pytest.mark.parametrize(("header", "what"), list(zip(KEYS, ("key id", "key secret"), strict=True)))
async def test_wrong_keys(settings: Settings, header: str, what: str) -> None:
    body = await refused(settings, b"", **{header: "my-real-key"})

    option = "--" + what.replace(" ", "-")
    send = f"Send the {what} that the sandbox printed at its start ({option} sets it)"
    assert body == {"code": "401", "msg": f"{header}: wrong value. {send}. See {DETECT_PAGE}", "data": None}


@pytest.mark.parametrize("header", KEYS)
async def test_missing_keys_come_before_a_bad_body(settings: Settings, header: str) -> None:
    async with in_process(settings) as client:
        del client.headers[header]
        body = (await client.post(DETECT, content=b"{")).json()

    assert body["code"] == "401"
    assert body["msg"].startswith(f"{header}: missing. Send the ")


async def test_own_keys(settings: Settings) -> None:
    own = dataclasses.replace(settings, key_id="id-1", key_secret="secret-1")

    body = await refused(own, b"", **dict(zip(KEYS, ("id-1", "secret-1"), strict=True)))

    assert body["code"] == "400"
    assert "id-1" not in repr(own)
    assert "secret-1" not in repr(own)


@pytest.mark.parametrize("code", ["face//detection", "a.b", "a%20b", ""])
async def test_a_bad_tool_code(settings: Settings, code: str) -> None:
    async with in_process(settings) as client:
        url = httpx.URL(settings.base_url, raw_path=f"/AIGCImgOpenServ/saas/tool/{code}/queryTask".encode())
        body = (await client.post(url, json={"businessTaskId": "1"})).json()

    assert body["code"] == "400"
    assert body["msg"].startswith("toolCode (in the path): expected a text that matches ^[A-Za-z0-9_-]+")
    assert body["msg"].endswith(f"See {QUERY_PAGE}")


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", DETECT + "/", "/AIGCImgOpenServ/saas/tool/a%0A/queryTask", "/_sandbox"]
)
async def test_an_unknown_path(settings: Settings, path: str) -> None:
    async with in_process(settings) as client:
        answer = await client.post(path)

    assert answer.status_code == 404
    assert answer.json()["code"] == "404"
    assert answer.json()["msg"].startswith("no such path: ")
    assert "GET /_sandbox/ lists the sandbox's own" in answer.json()["msg"]


async def test_a_tool_whose_page_is_not_known(settings: Settings) -> None:
    path = "/AIGCImgOpenServ/saas/tool/hair/change"
    async with in_process(settings) as client:
        answer = await client.post(path)

    assert answer.status_code == 404
    assert answer.json()["msg"] == (
        f'no such path: "{path}". No page that the kit knows describes it, so it is not served;'
        " GET /_sandbox/ lists the sandbox's own"
    )


async def test_a_body_that_takes_long_to_check_holds_up_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, app_module, "check")
    body = {**example("textToImageV3"), "width": 1}
    async with in_process(settings) as client:
        checked = asyncio.create_task(call(client, "textToImageV3", body))
        assert await asyncio.to_thread(gate.begun.wait, 5)
        assert (await client.get("/_sandbox/health")).status_code == 200
        assert not checked.done()
        gate.go.set()
        assert (await checked)["msg"].startswith("width: expected 128 to 1024, got 1. See ")


async def test_a_refusal_tells_of_some_problems_only(settings: Settings) -> None:
    body = {**example("submitTraining"), "fileUrlList": [""] * 300_000}
    async with in_process(settings) as client:
        msg = (await call(client, "submitTraining", body))["msg"]

    assert msg.startswith("fileUrlList: expected at most 100 items, got ")
    assert msg.count("; ") == 19


async def test_another_method(settings: Settings) -> None:
    async with in_process(settings) as client:
        answer = await client.get(QUERY)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert answer.json() == {"code": "405", "msg": f'method: expected POST at "{QUERY}", got GET', "data": None}


async def test_a_fault_of_the_sandbox(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("internals")

    monkeypatch.setattr(app_module, "check", fail)
    async with in_process(settings) as client:
        answer = await client.post(DETECT, json=GOOD_BODY)

    assert answer.status_code == 500
    assert answer.json()["code"] == "500"
    assert answer.json()["msg"] == "the sandbox failed; its stderr has the traceback. Please report it"


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({"Host": "evil.example"}, "Host"),
        ({"Host": ""}, "Host"),
        ({"Host": "127.0.0.1.evil.example:8787"}, "Host"),
        ({"Host": "[::1"}, "Host"),
        ({"Origin": "https://evil.example"}, "Origin"),
        ({"Origin": "null"}, "Origin"),
    ],
)
async def test_a_page_of_the_internet_is_kept_out(settings: Settings, headers: dict[str, str], name: str) -> None:
    async with in_process(settings) as client:
        answer = await client.get("/_sandbox/health", headers=headers)

    assert answer.status_code == 403
    expected = f"{name}: expected a loopback name (127.0.0.1, localhost or [::1]), got "
    assert answer.json()["msg"].startswith(expected)


@pytest.mark.parametrize(
    "headers", [{"Host": "localhost:1"}, {"Host": "[::1]:80"}, {"Origin": "http://localhost:3000"}]
)
async def test_this_machine_is_let_in(settings: Settings, headers: dict[str, str]) -> None:
    async with in_process(settings) as client:
        assert (await client.get("/_sandbox/health", headers=headers)).status_code == 200
