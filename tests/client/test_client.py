"""Keys, base URLs, paths and the function modules underneath."""

import asyncio
import socket
import traceback

import httpx
import pytest

from img_open import ApiError, ArgumentError, AsyncImgOpen, ConfigurationError, ImgOpen, StatusError, TransportError
from img_open.api.tools import detect_faces
from img_open.errors import UnexpectedStatus
from img_open.models import FaceDetectionRequest

from .conftest import KEY_ID, KEY_SECRET, URL, Service, envelope

VARIABLES = {
    "IMG_OPEN_ACCESS_KEY_ID": "env-id",
    "IMG_OPEN_ACCESS_KEY_SECRET": "env-secret",
    "IMG_OPEN_BASE_URL": "http://env.test/prefix/",
}


@pytest.mark.parametrize("kind", [ImgOpen, AsyncImgOpen])
def test_keys_are_read_from_the_environment_when_the_client_is_made(
    kind: type[ImgOpen] | type[AsyncImgOpen], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ConfigurationError) as caught:
        kind()
    assert str(caught.value) == (
        "no access_key_id: pass access_key_id=... or set IMG_OPEN_ACCESS_KEY_ID; "
        "the local sandbox prints a pair when it starts"
    )
    with pytest.raises(
        ConfigurationError,
        match=r"^no access_key_secret: pass access_key_secret=\.\.\. or set IMG_OPEN_ACCESS_KEY_SECRET",
    ):
        kind("id")
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    assert repr(kind()) == f"<{kind.__name__} http://env.test/prefix>"


def test_arguments_win_over_the_environment(monkeypatch: pytest.MonkeyPatch, service: Service) -> None:
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    with httpx.Client(transport=httpx.MockTransport(service)) as http:
        ImgOpen("id", "secret", "http://argument.test", http_client=http).tools.detect_faces(image_url="http://p")
        ImgOpen(http_client=http).tools.detect_faces(image_url="http://p")
    keys = [
        (headers["x-request-req-accesskeyid"], headers["x-request-req-accesskeysecret"])
        for headers in service.sent_headers
    ]
    assert keys == [("id", "secret"), ("env-id", "env-secret")]
    assert [str(request.url) for request in service.requests] == [
        "http://argument.test/AIGCImgOpenServ/saas/tool/face/detection",
        "http://env.test/prefix/AIGCImgOpenServ/saas/tool/face/detection",
    ]


@pytest.mark.parametrize("key", ["läufer", "with\nbreak", " padded"])
def test_a_key_that_no_header_can_carry_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        ImgOpen(key, "secret")
    assert str(caught.value) == "access_key_id: expected printable ASCII without surrounding blanks, got something else"


@pytest.mark.parametrize(
    "url", ["api.zhiqite.com", "ftp://host", "http://", "http://host:port", "http://h/?a=1", "http://u:p@h"]
)
def test_a_base_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^base_url: expected such as https://api\.zhiqite\.com"):
        ImgOpen("id", "secret", url)


def test_the_base_url_is_the_documented_server_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IMG_OPEN_BASE_URL", raising=False)
    assert repr(ImgOpen("id", "secret")) == "<ImgOpen https://api.zhiqite.com>"


def test_keys_are_sent_and_then_seen_nowhere(client: ImgOpen, service: Service) -> None:
    service.says({"code": "500", "msg": "no", "data": None})
    with pytest.raises(StatusError) as caught:
        client.tools.detect_faces(image_url="http://p")
    assert service.sent_headers[0]["x-request-req-accesskeysecret"] == KEY_SECRET
    response = caught.value.response
    assert response is not None
    api_client = client.api_client()
    api_client.get_httpx_client().close()
    everything = [
        repr(client), repr(vars(client)), repr(vars(client.tools._transport)), repr(client.tools._transport.auth),
        repr(api_client), repr(response.request.headers), repr(vars(caught.value)), str(caught.value),
        "".join(traceback.format_exception(caught.value)),
    ]  # fmt: skip
    for text in everything:
        assert KEY_ID not in text
        assert KEY_SECRET not in text


def test_keys_leave_the_request_of_a_failed_exchange_too(client: ImgOpen, service: Service) -> None:
    service.says(httpx.ConnectError("refused"))
    with pytest.raises(TransportError) as caught:
        client.tools.detect_faces(image_url="http://p")
    cause = caught.value.__cause__
    assert isinstance(cause, httpx.ConnectError)
    assert "x-request-req-accesskeysecret" not in service.requests[0].headers


@pytest.mark.parametrize("code", ["../x", "a//b", "", ".", "a/..", "/a", "a/"])
def test_a_tool_code_that_names_another_path_is_refused_before_sending(
    client: ImgOpen, service: Service, code: str
) -> None:
    with pytest.raises(
        ArgumentError, match=r'^tool_code: expected a path segment such as face, got "\.{0,2}", which would name'
    ):
        client.tasks.query_tool_task(tool_code=code, business_task_id="b")
    assert service.requests == []


def test_a_tool_code_keeps_its_slashes_and_nothing_else(client: ImgOpen, service: Service) -> None:
    client.tasks.query_tool_task(tool_code="hair/change?x#y z", business_task_id="b")
    assert service.requests[0].url.raw_path == b"/AIGCImgOpenServ/saas/tool/hair/change%3Fx%23y%20z/queryTask"


def test_what_the_tool_added_is_kept_and_is_no_drift(client: ImgOpen, service: Service) -> None:
    found = client.tasks.query_tool_task(tool_code="face/detection", business_task_id="b")
    assert found.additional_properties == {"faceUrls": ["http://service.test/0.png"]}
    assert service.drifts == []


@pytest.mark.parametrize("value", ["\ud800", float("nan"), object()])
def test_what_is_no_json_is_refused_before_sending(client: ImgOpen, service: Service, value: str) -> None:
    with pytest.raises(ArgumentError, match="^detectFaces: the request cannot be written as JSON: "):
        client.tools.detect_faces(image_url=value)
    assert service.requests == []


def test_drift_is_logged_once_a_place(client: ImgOpen, service: Service, caplog: pytest.LogCaptureFixture) -> None:
    service.says(envelope(status="2", extra=1))
    for _ in range(3):
        client.tools.detect_faces(image_url="http://p")
    assert sorted(record.getMessage() for record in caplog.records) == [
        "detectFaces: /data/extra: expected no such field, got number 1",
        'detectFaces: /data/status: expected one of -1, 1, 2, got string "2"',
    ]


def test_the_function_modules_stay_usable(client: ImgOpen, service: Service) -> None:
    request = FaceDetectionRequest(image_url="http://p", business_task_id="b")
    http = httpx.Client(transport=httpx.MockTransport(service), base_url=URL)
    with client.api_client().set_httpx_client(http) as api_client:
        answer = detect_faces.sync(client=api_client, body=request)
        assert answer is not None
        assert answer.data.face_urls == ["http://service.test/0.png"]
        service.says(httpx.Response(404, text="gone"))
        with pytest.raises(UnexpectedStatus, match="^the service answered HTTP 404") as caught:
            detect_faces.sync(client=api_client, body=request)
        assert isinstance(caught.value, ApiError)
        service.says({"code": "401", "msg": "who are you"})
        with pytest.raises(StatusError, match='^detectFaces: the service answered code "401": who are you'):
            detect_faces.sync(client=api_client, body=request)


def test_an_own_connection_is_closed_and_a_lent_one_is_not() -> None:
    lent = httpx.Client()
    with ImgOpen("id", "secret", http_client=lent):
        pass
    assert not lent.is_closed
    lent.close()
    with ImgOpen("id", "secret") as client:
        own = client.tools._transport.http
    assert own.is_closed

    async def leave() -> bool:
        async with AsyncImgOpen("id", "secret") as client:
            own = client.tools._transport.http
        return own.is_closed

    assert asyncio.run(leave())


def test_an_unreachable_host_is_a_transport_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connecting is refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with ImgOpen("id", "secret", url) as client, pytest.raises(TransportError) as caught:
            client.tools.detect_faces(image_url="http://p")
    assert str(caught.value).startswith(f"detectFaces: no answer from {url}: ConnectError: ")
