"""Whatever the wire carries gives a value or an error of the package's own tree, through the real client."""

import copy
import pickle

import httpx
import pytest

from img_open import DecodeError, ImgOpen, StatusError
from img_open.models import ToolTaskStatus

from .conftest import Answer, Service, envelope

FACES = ["http://service.test/0.png"]


@pytest.mark.parametrize(
    ("sent", "shown", "drift"),
    [
        (2, "<ToolTaskStatus.FINISHED: 2>", None),
        ("2", "<ToolTaskStatus.FINISHED: 2>", 'detectFaces: /data/status: expected one of -1, 1, 2, got string "2"'),
        (7, "<ToolTaskStatus.UNKNOWN_7: 7>", "detectFaces: /data/status: expected one of -1, 1, 2, got number 7"),
        ("7", "<ToolTaskStatus.UNKNOWN_7: 7>", 'detectFaces: /data/status: expected one of -1, 1, 2, got string "7"'),
        (
            "weird",
            "<ToolTaskStatus.UNKNOWN: 'weird'>",
            'detectFaces: /data/status: expected one of -1, 1, 2, got string "weird"',
        ),
        (
            True,
            "<ToolTaskStatus.UNKNOWN: True>",
            "detectFaces: /data/status: expected one of -1, 1, 2, got boolean true",
        ),
        (2.0, "<ToolTaskStatus.FINISHED: 2>", "detectFaces: /data/status: expected one of -1, 1, 2, got number 2.0"),
        (None, "<ToolTaskStatus.UNKNOWN: None>", "detectFaces: /data/status: expected one of -1, 1, 2, got null"),
        ({}, "<ToolTaskStatus.UNKNOWN: {}>", "detectFaces: /data/status: expected one of -1, 1, 2, got an object"),
    ],
)
def test_any_status_is_kept_and_what_is_new_is_reported(
    client: ImgOpen, service: Service, sent: object, shown: str, drift: str | None
) -> None:
    service.says(envelope(status=sent))
    task = client.tools.detect_faces(image_url="http://p")
    assert repr(task.status) == shown
    assert task.data is not None
    assert task.data.face_urls == FACES
    assert task.data.to_dict()["status"] == (int(sent) if sent in ("2", "7") else sent)
    assert [str(found) for found in service.drifts] == ([drift] if drift else [])


@pytest.mark.parametrize("code", ["200", 200])
def test_a_success_may_be_spelled_as_text_or_number(client: ImgOpen, service: Service, code: object) -> None:
    service.says({**envelope(), "code": code})
    assert client.tools.detect_faces(image_url="http://p").done
    assert [drift.pointer for drift in service.drifts] == ([] if code == "200" else ["/code"])


@pytest.mark.parametrize("sent", [None, []])
def test_no_faces_are_an_empty_list(client: ImgOpen, service: Service, sent: object) -> None:
    service.says(envelope(faceUrls=sent))
    assert client.tools.detect_faces(image_url="http://p").wait().face_urls == []
    assert [str(drift) for drift in service.drifts] == (
        [] if sent == [] else ["detectFaces: /data/faceUrls: expected a list, got null"]
    )


def test_an_unknown_field_is_kept_and_reported(client: ImgOpen, service: Service) -> None:
    service.says(envelope(score=0.5))
    data = client.tools.detect_faces(image_url="http://p").wait()
    assert data.additional_properties == {"score": 0.5}
    assert data.to_dict()["score"] == 0.5
    assert [str(drift) for drift in service.drifts] == [
        "detectFaces: /data/score: expected no such field, got number 0.5"
    ]


@pytest.mark.parametrize(
    ("answer", "pointer", "text"),
    [
        (
            envelope(faceUrls=...),
            "/data/faceUrls",
            "detectFaces: /data/faceUrls: expected a required field, got nothing",
        ),
        (envelope(faceUrls="u"), "/data/faceUrls", 'detectFaces: /data/faceUrls: expected a list, got string "u"'),
        (
            envelope(faceUrls=["u", {}]),
            "/data/faceUrls/1",
            "detectFaces: /data/faceUrls/1: expected a string, got an object",
        ),
        (
            envelope(taskId=...),
            "/data/taskId",
            "detectFaces: /data/taskId: expected a required field, got nothing",
        ),
        (envelope(toolTask=None), "/data/toolTask", "detectFaces: /data/toolTask: expected a string, got null"),
        ({"code": "200", "msg": "", "data": None}, "/data", "detectFaces: /data: expected an object, got null"),
        ({"code": "200", "msg": ""}, "/data", "detectFaces: /data: expected an object, got nothing"),
        ({"code": "200", "msg": "", "data": []}, "/data", "detectFaces: /data: expected an object, got a list"),
        ({"code": None}, "/code", "detectFaces: /code: expected a string, got null"),
        ({"code": True}, "/code", "detectFaces: /code: expected a string, got boolean true"),
        ([], "", "detectFaces: the whole body: expected an object, got a list"),
        (b"", "", "detectFaces: the whole body: expected JSON, got an empty body"),
        (b'{"code": "2', "", 'detectFaces: the whole body: expected JSON, got {"code": "2'),
        (b"[" * 100_000, "", "detectFaces: the whole body: expected JSON, got [["),
        (b"1" * 5_000, "", "detectFaces: the whole body: expected JSON, got 11"),
        (b"<html>hello</html>", "", "detectFaces: the whole body: expected JSON, got <html>hello</html>"),
    ],
)
def test_what_cannot_be_read_names_operation_and_pointer(
    client: ImgOpen, service: Service, answer: Answer, pointer: str, text: str
) -> None:
    service.says(answer)
    with pytest.raises(DecodeError) as caught:
        client.tools.detect_faces(image_url="http://p")
    assert str(caught.value).startswith(text)
    assert (caught.value.operation, caught.value.pointer) == ("detectFaces", pointer)
    assert caught.value.response is not None


def test_a_refusal_in_the_body_is_a_status_error(client: ImgOpen, service: Service) -> None:
    service.says({"code": "500", "msg": "no face model", "data": None})
    with pytest.raises(
        StatusError, match=r'^detectFaces: the service answered code "500": no face model \(HTTP 200\)$'
    ) as caught:
        client.tools.detect_faces(image_url="http://p")
    assert (caught.value.code, caught.value.msg, caught.value.http_status) == ("500", "no face model", 200)


@pytest.mark.parametrize(
    ("response", "text", "code"),
    [
        (
            httpx.Response(502, html="<html><h1>Bad Gateway</h1></html>"),
            "the service answered HTTP 502 (text/html; charset=utf-8), expected 200 with JSON: <html><h1>Bad",
            None,
        ),
        (
            httpx.Response(429, json={"code": "429", "msg": "slow down"}),
            'the service answered code "429": slow down (HTTP 429)',
            "429",
        ),
        (
            httpx.Response(500, json=envelope()),
            "the service answered HTTP 500 (application/json), expected 200 with JSON: ",
            None,
        ),
        (
            httpx.Response(302, headers={"location": "http://elsewhere"}),
            "the service answered HTTP 302 (no content type)",
            None,
        ),
        (httpx.Response(500, json={"code": {}}), "the service answered HTTP 500 (application/json)", None),
        (httpx.Response(599), "the service answered HTTP 599 (no content type)", None),
    ],
)
def test_an_http_failure_is_a_status_error(
    client: ImgOpen, service: Service, response: httpx.Response, text: str, code: str | None
) -> None:
    service.says(response)
    with pytest.raises(StatusError) as caught:
        client.images.list_models(page_size=1, page_num=1)
    assert str(caught.value).startswith(f"listModels: {text}")
    assert caught.value.code == code


def test_an_open_enum_keeps_any_value() -> None:
    for value in (2, 7, -3, "weird", None):
        member = ToolTaskStatus(value)  # type: ignore[arg-type]
        assert member == value
        assert member.value == value
        assert pickle.loads(pickle.dumps(member)) == copy.deepcopy(member) == member  # noqa: S301  # made here
    assert ToolTaskStatus(2) is ToolTaskStatus.FINISHED
    assert ToolTaskStatus(7) != ToolTaskStatus(8)
    weird, other = ToolTaskStatus("weird"), ToolTaskStatus("other")  # type: ignore[arg-type]
    assert weird == "weird"
    assert not weird != "weird"  # noqa: SIM202  # both operators are its own
    assert weird != other
    assert hash(weird) == hash("weird")
    assert str(ToolTaskStatus(-3)) == "-3"
    assert ToolTaskStatus(-3).name == "UNKNOWN_MINUS_3"
    assert len(ToolTaskStatus) == 3
