"""Options, raw responses, what is sent beside the body, strict reading, and what the package loads."""

import asyncio
import gzip
import json
import pickle
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from typing import Any

import httpcore
import httpx
import pytest
import respx

import img_open
from img_open import (
    AsyncImgOpen,
    ConfigurationError,
    DriftError,
    ImgOpen,
    RawResponse,
    StatusError,
    TransportError,
)
from img_open.pools import AsyncPoolSender, PoolSender

from .conftest import KEY_ID, KEY_SECRET, URL, Service, envelope

Make = Callable[[], AsyncImgOpen]


def limits(service: Service) -> list[dict[str, Any]]:
    return [request.extensions["timeout"] for request in service.requests]


def test_options_change_a_copy_over_the_same_connections(client: ImgOpen, service: Service) -> None:
    other = client.with_options(timeout=httpx.Timeout(5, connect=1), max_retries=0)
    other.tools.detect_faces(image_url="http://p")
    client.tools.detect_faces(image_url="http://p")
    assert limits(service) == [
        {"connect": 1, "read": 5, "write": 5, "pool": 5},
        {"connect": 30, "read": 30, "write": 30, "pool": 30},
    ]
    assert other._transport.sender is client._transport.sender
    assert (other._transport.options.max_retries, client._transport.options.max_retries) == (0, 2)
    assert other.with_options()._transport.options == other._transport.options


def test_closing_a_copy_closes_nothing() -> None:
    with ImgOpen("id", "secret", URL) as client:
        client.with_options(max_retries=1).close()
        assert not client._transport.sender.is_closed
    assert client.with_options()._transport.sender.is_closed


@pytest.mark.parametrize("wrong", [0, -1, "5", float("nan"), (5, 5), httpx.Timeout(5, read=-1)])
def test_a_wrong_timeout_is_refused(wrong: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^timeout: expected seconds above 0 or an httpx\.Timeout, as"):
        ImgOpen("id", "secret", timeout=wrong)
    with pytest.raises(ConfigurationError, match="^timeout: expected seconds above 0"):
        ImgOpen("id", "secret").with_options(timeout=None)  # type: ignore[arg-type]


def test_a_lent_client_keeps_its_own_time_limits(service: Service) -> None:
    with httpx.Client(transport=httpx.MockTransport(service.handle), timeout=7) as http:
        ImgOpen("id", "secret", URL, http_client=http).tools.detect_faces(image_url="http://p")
        ImgOpen("id", "secret", URL, http_client=http, timeout=3).tools.detect_faces(image_url="http://p")
    assert [limit["read"] for limit in limits(service)] == [7, 3]


def test_on_drift_and_strict_are_options(client: ImgOpen, service: Service) -> None:
    service.says(envelope(status="2"))
    told: list[str] = []
    client.with_options(on_drift=lambda drift: told.append(str(drift))).tools.detect_faces(image_url="http://p")
    assert told == ['detectFaces: /data/status: expected one of -1, 1, 2, got string "2"']
    with pytest.raises(
        DriftError, match='^detectFaces: /data/status: expected one of -1, 1, 2, got string "2"$'
    ) as caught:
        client.with_options(strict=True).tools.detect_faces(image_url="http://p", business_task_id="b1")
    assert caught.value.pointer == "/data/status"
    assert caught.value.response is not None
    assert caught.value.business_task_id == "b1"
    assert service.drifts == []


def test_drift_is_told_once_a_place(client: ImgOpen, service: Service) -> None:
    service.says(envelope(status="2", extra=[1]))
    for _ in range(3):
        client.tools.detect_faces(image_url="http://p")
    client.with_options(max_retries=0).tools.detect_faces(image_url="http://p")
    assert sorted(drift.pointer for drift in service.drifts) == ["/data/extra", "/data/status"]


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_raw_response_has_the_result_and_its_answer(
    mode: str, client: ImgOpen, make_async: Make, service: Service
) -> None:
    async def run() -> RawResponse[Any]:
        async with make_async() as made:
            return await made.tools.with_raw_response.detect_faces(image_url="http://p", business_task_id="b1")

    running = envelope(status=1, faceUrls=[])
    service.says(httpx.ConnectError(""), httpx.Response(200, json=running, headers={"X-Request-Id": "r1"}), envelope())
    if mode == "async":
        raw = asyncio.run(run())
    else:
        raw = client.tools.with_raw_response.detect_faces(image_url="http://p", business_task_id="b1")
        assert raw.parsed.wait().face_urls
    assert (raw.status_code, raw.headers["x-request-id"], raw.tries) == (200, "r1", 1)
    assert raw.http_response.json() == running
    assert raw.content == raw.http_response.content
    assert raw.http_response.request.url == f"{URL}/AIGCImgOpenServ/saas/tool/face/detection"
    assert KEY_SECRET not in str(raw.http_response.request.headers)


def test_raw_responses_of_one_client_do_not_mix(client: ImgOpen, service: Service) -> None:
    page = {"code": "200", "msg": "", "data": {"rows": [], "total": 0, "pageSize": 1, "pageNum": 1}}
    service.says(httpx.Response(503), page)
    raw = client.images.with_raw_response.list_models(page_size=1, page_num=1)
    assert (raw.parsed.rows, raw.tries) == ([], 2)
    assert client._transport.seen is None
    service.says({"code": "400", "msg": "no"})
    with pytest.raises(StatusError) as caught:
        client.images.with_raw_response.list_models(page_size=1, page_num=1)
    assert caught.value.response is not None
    submitted = client.tools.with_raw_response.submit
    service.says(envelope())
    assert submitted("hair/change", {"image": "u"}).parsed.done


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_what_is_sent_beside_the_body(mode: str) -> None:
    async def run() -> None:
        async with AsyncImgOpen(KEY_ID, KEY_SECRET, URL) as made:
            await made.tools.detect_faces(image_url="http://p")

    with respx.mock(base_url=URL) as router:
        route = router.post("/AIGCImgOpenServ/saas/tool/face/detection").respond(json=envelope())
        if mode == "async":
            asyncio.run(run())
        else:
            with ImgOpen(KEY_ID, KEY_SECRET, URL) as client:
                client.tools.detect_faces(image_url="http://p")
        (call,) = route.calls
    headers = call.request.headers
    assert headers["content-type"] == "application/json"
    assert (headers["x-request-req-accesskeyid"], headers["x-request-req-accesskeysecret"]) == (KEY_ID, KEY_SECRET)
    assert headers["host"] == "service.test"
    assert int(headers["content-length"]) == len(call.request.content)
    assert re.fullmatch(AGENT, headers["user-agent"])


AGENT = r"img-open/\d+\.\d+\.\d+ \(contract [0-9a-f]{12}\) httpx/0\.\d+\.\d+ python/3\.\d+\.\d+"


def test_a_lent_clients_user_agent_is_its_own_if_it_has_one(service: Service) -> None:
    for headers in ({}, {"User-Agent": "shop/1"}):
        with httpx.Client(transport=httpx.MockTransport(service.handle), headers=headers) as http:
            ImgOpen("id", "secret", URL, http_client=http).tools.detect_faces(image_url="http://p")
    ours, theirs = [sent["user-agent"] for sent in service.sent_headers]
    assert re.fullmatch(AGENT, ours)
    assert theirs == "shop/1"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_compressed_answer_is_read(coding: str) -> None:
    content = json.dumps(envelope()).encode()
    packed = gzip.compress(content) if coding == "gzip" else zlib.compress(content)
    with respx.mock(base_url=URL) as router, ImgOpen("id", "secret", URL) as client:
        route = router.post(path__regex=".*")
        route.respond(content=packed, headers={"Content-Encoding": coding, "Content-Type": "application/json"})
        raw = client.tools.with_raw_response.detect_faces(image_url="http://p")
        assert raw.parsed.done
        assert raw.content == content
        broken = httpx.ByteStream(b"no such coding")
        route.mock(return_value=httpx.Response(200, headers={"Content-Encoding": coding}, stream=broken))
        with pytest.raises(TransportError, match="^queryToolTask: no answer from http://service.test: DecodingError: "):
            client.with_options(max_retries=0).tasks.query_tool_task(tool_code="roop", business_task_id="b")


PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.mark.parametrize(
    ("environment", "given", "used"),
    [
        ({}, None, None),
        ({}, "http://u:p%40ss@proxy.test:3128", "proxy.test"),
        ({"HTTP_PROXY": "http://env.test:1"}, None, "env.test"),
        ({"HTTPS_PROXY": "http://env.test:1"}, None, None),
        ({"ALL_PROXY": "http://env.test:1"}, None, "env.test"),
        ({"HTTP_PROXY": "http://env.test:1", "NO_PROXY": "service.test"}, None, None),
        ({"HTTP_PROXY": "http://env.test:1"}, "http://proxy.test:3128", "proxy.test"),
        ({"HTTP_PROXY": "http://env.test:1"}, "", None),
    ],
)
def test_a_proxy_comes_from_the_argument_or_the_environment(
    environment: dict[str, str], given: str | None, used: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name.lower(), value)
    for kind, pool in ((ImgOpen, httpcore.HTTPProxy), (AsyncImgOpen, httpcore.AsyncHTTPProxy)):
        sender = kind("id", "secret", URL, proxy=given)._transport.sender
        assert isinstance(sender, PoolSender | AsyncPoolSender)
        found: Any = sender._pool
        assert isinstance(found, pool) == (used is not None)
        if used is not None:
            assert found._proxy_url.host.decode() == used
            assert not used.startswith("proxy") or "p@ss" not in repr(vars(sender))


@pytest.mark.parametrize("wrong", ["proxy:3128", "socks5://user:pass@h:1", "http://", "ftp://user:pass@h"])
def test_a_wrong_proxy_is_refused_without_its_password(wrong: str) -> None:
    with pytest.raises(
        ConfigurationError, match=r"^proxy: expected such as http://proxy\.example:3128, got another"
    ) as no:
        ImgOpen("id", "secret", URL, proxy=wrong)
    assert "pass" not in str(no.value)
    with httpx.Client() as http, pytest.raises(ConfigurationError, match="^proxy: expected none beside http_client"):
        ImgOpen("id", "secret", URL, proxy="http://proxy.test:1", http_client=http)


def test_clients_and_tasks_are_not_pickled_and_say_what_to_do(client: ImgOpen) -> None:
    task = client.tools.detect_faces(image_url="http://p")
    for held in (client, task, client.tools, client._transport):
        with pytest.raises(
            TypeError, match=r"make another .* there; a task goes on with .*tasks\.resume\(task\.token\)$"
        ):
            pickle.dumps(held)


def test_the_package_loads_what_is_used_and_shows_all_of_it() -> None:
    program = (
        "import sys, img_open; assert 'httpx' not in sys.modules; "
        "from img_open import ImgOpen; "
        "assert 'httpcore' not in sys.modules; client = ImgOpen('a', 'b'); "
        "assert not [name for name in sys.modules if name.startswith('img_open.resources')]; client.tools; "
        "assert 'img_open.resources.images' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    for name in img_open.__all__:
        assert getattr(img_open, name) is not None
        assert name in dir(img_open)
    with pytest.raises(AttributeError, match=r"^module 'img_open' has no attribute 'Nothing'$"):
        img_open.Nothing  # type: ignore[attr-defined]  # noqa: B018
