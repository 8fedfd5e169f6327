"""Keys, base URLs, paths and the function modules underneath."""

import asyncio
import copy
import pickle
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
    with httpx.Client(transport=httpx.MockTransport(service.handle)) as http:
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
    "url",
    [
        "api.zhiqite.com",
        "ftp://host",
        "http://",
        "http://host:port",
        "http://h/?a=1",
        "http://h/?",
        "http://h#",
        "http://u:p@h",
    ],
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
        repr(client), repr(vars(client)), repr(vars(client.tools._transport)), repr(client._auth),
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


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("\ud800", "detectFaces: the request cannot be written as JSON: UnicodeEncodeError: "),
        (None, 'image_url: expected a text such as "42", got null'),
        (float("nan"), 'image_url: expected a text such as "42", got number nan'),
        (object(), 'image_url: expected a text such as "42", got a Python object'),
    ],
)
def test_what_is_not_of_its_type_is_refused_before_sending(
    client: ImgOpen, service: Service, value: str, text: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        client.tools.detect_faces(image_url=value)
    assert str(caught.value).startswith(text)
    with pytest.raises(ArgumentError, match="^tool_code: expected Unicode text, got half a surrogate pair$"):
        client.tasks.query_tool_task(tool_code="\ud800", business_task_id="b")
    assert service.requests == []


@pytest.mark.parametrize("follow", [True, False])
def test_a_redirect_is_not_followed_and_takes_no_keys_along(service: Service, follow: bool) -> None:
    service.says(httpx.Response(307, headers={"location": "http://elsewhere.test/"}))
    with httpx.Client(transport=httpx.MockTransport(service.handle), follow_redirects=follow) as http:
        with pytest.raises(StatusError, match="^detectFaces: the service answered HTTP 307") as caught:
            ImgOpen(KEY_ID, KEY_SECRET, URL, http_client=http).tools.detect_faces(image_url="http://p")
        onward = caught.value.response and caught.value.response.next_request
    assert [request.url.host for request in service.requests] == ["service.test"]
    assert onward is not None
    assert KEY_SECRET not in repr(onward.headers)


def test_a_closed_client_says_so() -> None:
    with ImgOpen("id", "secret", URL) as client:
        pass
    with pytest.raises(ArgumentError, match="^detectFaces: the client is closed; make another one$"):
        client.tools.detect_faces(image_url="http://p")


def test_what_a_server_says_is_printed_on_one_printable_line(
    client: ImgOpen, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.says({"code": "9\n9", "msg": "a\nCRITICAL: fake \x1b[31m \ud800" + "x" * 1_000_000})
    with pytest.raises(StatusError) as caught:
        client.tools.detect_faces(image_url="http://p")
    assert str(caught.value).startswith(
        'detectFaces: the service answered code "9 9": a CRITICAL: fake \\x1b[31m \\ud800xx'
    )
    assert len(str(caught.value)) < 800
    service.says(envelope(**{"a\nCRITICAL: fake": 1}))
    client.tools.detect_faces(image_url="http://p")
    (record,) = caplog.records
    assert record.getMessage() == "detectFaces: /data/a CRITICAL: fake: expected no such field, got number 1"


@pytest.mark.parametrize("charset", ["hex", "base64", "zip", "undefined", "idna", "rot13"])
def test_a_strange_charset_is_no_trap(client: ImgOpen, service: Service, charset: str) -> None:
    service.says(httpx.Response(500, content=b"ab", headers={"content-type": f"text/html; charset={charset}"}))
    with pytest.raises(StatusError, match="expected 200 with JSON: ab$"):
        client.tools.detect_faces(image_url="http://p")


def test_copies_and_pickles_are_whole(client: ImgOpen, service: Service) -> None:
    request = FaceDetectionRequest("http://p", "b")
    for again in (copy.copy(request), copy.deepcopy(request), pickle.loads(pickle.dumps(request))):  # noqa: S301
        assert again == request
        assert again.to_dict() == {"imageUrl": "http://p", "businessTaskId": "b"}
    for answer in ({"code": "500", "msg": "no"}, b"no", envelope(status=-1, faceUrls=[])):
        service.says(answer)
        with pytest.raises(ApiError) as caught:
            client.tools.detect_faces(image_url="http://p", business_task_id="b").wait()
        for error in (copy.deepcopy(caught.value), pickle.loads(pickle.dumps(caught.value))):  # noqa: S301
            assert type(error) is type(caught.value)
            assert str(error) == str(caught.value)
            assert error.business_task_id == "b"
            assert vars(error).keys() == vars(caught.value).keys()


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
    http = httpx.Client(transport=httpx.MockTransport(service.handle), base_url=URL)
    with client.api_client().set_httpx_client(http) as api_client:
        answer = detect_faces.sync(client=api_client, body=request)
        assert answer is not None
        assert answer.data.face_urls == ["http://service.test/0.png"]
        service.says(httpx.Response(404, text="gone"))
        with pytest.raises(UnexpectedStatus, match="^the service answered HTTP 404") as caught:
            detect_faces.sync(client=api_client, body=request)
        assert isinstance(caught.value, ApiError)
        service.says(httpx.Response(522))
        with pytest.raises(UnexpectedStatus, match="^the service answered HTTP 522"):
            detect_faces.sync_detailed(client=api_client, body=request)
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
        own = client.tools._transport.sender
    assert own.is_closed

    async def leave() -> bool:
        async with AsyncImgOpen("id", "secret") as client:
            own = client.tools._transport.sender
        return own.is_closed

    assert asyncio.run(leave())


def test_an_unreachable_host_is_a_transport_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connecting is refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with ImgOpen("id", "secret", url) as client, pytest.raises(TransportError) as caught:
            client.tools.detect_faces(image_url="http://p")
    assert str(caught.value).startswith(f"detectFaces: no answer from {url}: ConnectError: ")
