"""Logging by IMG_OPEN_LOG: what it shows, and what never."""

import json
import logging
from collections.abc import Iterator

import httpx
import pytest

from img_open import ConfigurationError, ImgOpen, StatusError
from img_open import logs as package_logs

from .conftest import KEY_ID, KEY_SECRET, URL, Service, envelope


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    logger = package_logs.log
    level, handlers = logger.level, list(logger.handlers)
    yield
    logger.setLevel(level)
    logger.handlers[:] = handlers


def client_of(service: Service) -> ImgOpen:
    http = httpx.Client(transport=httpx.MockTransport(service.handle))
    return ImgOpen("canary-key-id", "canary-key-secret", URL, http_client=http)


def test_nothing_is_logged_unless_asked_for(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("IMG_OPEN_LOG", raising=False)
    client_of(service).tools.detect_faces(image_url="http://p")
    assert capsys.readouterr() == ("", "")


def test_info_tells_each_exchange_on_stderr(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IMG_OPEN_LOG", "info")
    service.says(httpx.ConnectError("refused"), envelope())
    for _ in range(2):
        client_of(service).tools.detect_faces(image_url="http://p")
    out, err = capsys.readouterr()
    first, second, third = err.splitlines()
    path = f"{URL}/AIGCImgOpenServ/saas/tool/face/detection"
    assert f" INFO img_open detectFaces: POST {path}: no answer after 0." in first
    assert first.endswith(" s: ConnectError: refused")
    assert f" INFO img_open detectFaces: POST {path}: HTTP 200 in 0." in second
    assert f"POST {path}: HTTP 200 in 0." in third
    assert out == ""


def test_debug_tells_headers_by_allow_list_and_bodies_only_when_asked(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("IMG_OPEN_LOG", "debug")
    service.says(httpx.Response(200, json=envelope(), headers={"Set-Cookie": "s=1", "Retry-After": "3"}))
    client_of(service).tools.detect_faces(image_url="http://picture.test/?signature=1")
    text = caplog.text
    assert "detectFaces: answer's headers: set-cookie: [hidden], retry-after: 3, content-length: " in text
    assert "s=1" not in text
    assert "signature" not in text
    monkeypatch.setenv("IMG_OPEN_LOG_BODIES", "1")
    client_of(service).tools.detect_faces(image_url="http://picture.test/?signature=1")
    assert 'detectFaces: request: {"imageUrl":"http://picture.test/?signature=1"' in caplog.text
    assert 'detectFaces: answer: {"code":"200"' in caplog.text.replace('": ', '":')


def test_keys_that_a_server_says_back_are_hidden_everywhere(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("IMG_OPEN_LOG", "debug")
    monkeypatch.setenv("IMG_OPEN_LOG_BODIES", "1")

    def echo(request: httpx.Request) -> httpx.Response:
        said = json.dumps({"code": "401", "msg": str(dict(request.headers))})
        return httpx.Response(200, text=said, headers={"X-Key": request.headers["x-request-req-accesskeysecret"]})

    service.override = echo
    with pytest.raises(StatusError) as caught:
        client_of(service).tools.detect_faces(image_url="http://p")
    assert caught.value.response is not None
    assert "[key]" in str(caught.value)
    assert caught.value.response.headers["x-key"] == "[key]"
    for text in (str(caught.value), caplog.text, caught.value.response.text, repr(vars(caught.value))):
        assert "canary-key" not in text
    assert KEY_ID not in caplog.text
    assert KEY_SECRET not in caplog.text


def test_a_wrong_level_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMG_OPEN_LOG", "loud")
    with pytest.raises(ConfigurationError, match="^IMG_OPEN_LOG: expected info or debug, got 'loud'$"):
        ImgOpen("id", "secret")


def test_the_callers_own_handlers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    own = logging.NullHandler()
    package_logs.log.addHandler(own)
    monkeypatch.setenv("IMG_OPEN_LOG", "INFO")
    for _ in range(3):
        ImgOpen("id", "secret")
    assert own in package_logs.log.handlers
    assert len([each for each in package_logs.log.handlers if isinstance(each, package_logs._Handler)]) == 1
