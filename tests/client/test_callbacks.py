"""Reading what is posted, and the URLs that it is posted to."""

import copy
import json
import pickle
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from img_open import Drift, ImgOpen
from img_open.callbacks import ENV_SECRET, Event, Signer, Ticket, callback_url, parse
from img_open.errors import ArgumentError, ConfigurationError, DecodeError
from img_open.models import FaceDetectionData, ImageTaskData
from img_open.polling import State
from tests.client.conftest import Service, envelope

SECRET = "canary-callback-secret"
BASE = "https://example.com/callback"
PICTURE = {"img_audit": [], "img_audit_status": True, "image_status": 1, "image_url": "http://p/0.png", "seed": 1}


def posted(**data: Any) -> bytes:
    """What is posted for detectFaces, with some of its data changed."""
    return json.dumps(envelope(**data)).encode()


def pictures() -> bytes:
    """What is posted for Stable Diffusion's version 3: V2's answer, which has the service's id only."""
    made = {"id_task": "pre7", "status": 2, "desc": "Success", "differentialImageRspList": [PICTURE]}
    return json.dumps({"code": "200", "msg": "success", "data": {**made, "temporaryImageDto": None}}).encode()


def test_the_result_is_the_same_as_by_asking(client: ImgOpen, service: Service) -> None:
    service.says(envelope())
    event = parse(posted(), "detectFaces")
    assert event == Event("detectFaces", "b1", "pre1", State.DONE, envelope())
    assert isinstance(event.result, FaceDetectionData)
    assert event.result == client.tools.detect_faces(image_url="http://p").wait()


def test_a_body_without_the_own_id_has_it_from_the_url(service: Service) -> None:
    event = parse(pictures(), "imageToImageV3", service.drifts.append, business_task_id="mine")
    assert (event.business_task_id, event.task_id, event.asked_id) == ("mine", "pre7", "pre7")
    assert isinstance(event.result, ImageTaskData)
    assert event.result.differential_image_rsp_list[0].image_url == "http://p/0.png"
    assert parse(pictures(), "imageToImageV3").business_task_id == "pre7"
    assert service.drifts == []


@pytest.mark.parametrize("name", ["taskId", "task_id", "id_task"])
def test_the_services_id_is_read_under_each_of_its_names(name: str) -> None:
    body = json.dumps({"code": "200", "data": {name: 7, "status": 1}}).encode()
    assert parse(body, None).task_id == "7"


def test_the_own_id_in_the_body_counts() -> None:
    assert parse(posted(), "detectFaces", business_task_id="other").business_task_id == "b1"


def test_of_an_unknown_operation_the_result_stays_raw() -> None:
    for operation in (None, "foldPaper"):
        event = parse(posted(), operation)
        assert (event.operation, event.state) == (operation, State.DONE)
        assert event.result == envelope()["data"]


def test_a_tool_is_known_by_its_code_too() -> None:
    assert isinstance(parse(posted(), "tools.submit(face/detection)").result, FaceDetectionData)
    event = parse(posted(), "tools.submit(hair/change)")
    assert (event.state, event.result) == (State.DONE, envelope()["data"])


@pytest.mark.parametrize(("status", "state"), [(1, State.WAITING), (-1, State.FAILED), (7, State.WAITING)])
def test_what_has_no_result_says_how_it_stands(status: int, state: State) -> None:
    event = parse(posted(status=status, faceUrls=[]), "detectFaces")
    assert (event.state, event.result, event.ended) == (state, None, state is State.FAILED)


def test_a_refusal_with_an_id_is_a_failed_task() -> None:
    event = parse(b'{"code": "500", "msg": "out of memory", "data": {"businessTaskId": "b1"}}', "detectFaces")
    assert (event.state, event.result, event.answer["msg"]) == (State.FAILED, None, "out of memory")
    event = parse(b'{"code": "500", "msg": "out of memory", "data": null}', "detectFaces", business_task_id="b1")
    assert (event.state, event.business_task_id, event.task_id) == (State.FAILED, "b1", None)


def test_drift_is_told(service: Service) -> None:
    event = parse(posted(status="2", surprise=1).replace(b'"200"', b"200"), "detectFaces", service.drifts.append)
    assert event.result.status == 2
    assert service.drifts == [
        Drift("detectFaces", "/code", "a string", "number 200"),
        Drift("detectFaces", "/data/status", "one of -1, 1, 2", 'string "2"'),
        Drift("detectFaces", "/data/surprise", "no such field", "number 1"),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", "the whole body: expected JSON, got an empty body"),
        (b"<html>", "the whole body: expected JSON, got <html>"),
        (b"\xff\xfe\x00", "the whole body: expected JSON, got "),
        (b"[" * 100_000, "the whole body: expected JSON, got [[["),
        (b"[]", "the whole body: expected an object, got a list"),
        (b'{"data": {"taskId": "1"}}', "/code: expected a string, got nothing"),
        (b'{"code": "200"}', "/data: expected an object, got nothing"),
        (b'{"code": "200", "data": null}', "/data: expected an object, got null"),
        (b'{"code": "200", "data": {"status": 2}}', "/data/businessTaskId: expected the task's id there or at one of"),
        (b'{"code": "500", "data": null}', "/data/businessTaskId: expected the task's id there or at one of"),
        (posted(businessTaskId=[]), "/data/businessTaskId: expected a string, got a list"),
        (posted(taskId="a\x00b"), "/data/taskId: expected at most 255 printable characters, got string"),
        (posted(taskId="\ud800"), "/data/taskId: expected at most 255 printable characters, got string"),
        (posted(businessTaskId="b" * 256), "/data/businessTaskId: expected at most 255 printable characters, got"),
        (posted(toolTask=...), "/data/toolTask: expected a required field, got nothing"),
        (posted(faceUrls=[1, {}]), "/data/faceUrls/1: expected a string, got an object"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(body: bytes, text: str) -> None:
    with pytest.raises(DecodeError) as caught:
        parse(body, "detectFaces")
    assert str(caught.value).startswith(f"detectFaces: {text}")
    assert caught.value.pointer == ("" if text.startswith("the whole") else text.partition(":")[0])


def test_an_event_can_be_kept_in_a_set_and_sent_to_another_process() -> None:
    event = parse(posted(), "detectFaces")
    assert pickle.loads(pickle.dumps(event)) == event  # noqa: S301  # our own
    assert len({event, copy.deepcopy(event)}) == 1
    assert repr(event) == (
        "Event(operation='detectFaces', business_task_id='b1', task_id='pre1', state=<State.DONE: 'done'>)"
    )


def test_a_callback_url_keeps_the_base_and_names_the_task() -> None:
    url = callback_url(f"{BASE}?tenant=a%20b", "b 1/é&", operation="detectFaces", secret=SECRET)
    assert url.startswith(
        f"{BASE}?tenant=a%20b&img_open_id=b%201%2F%C3%A9%26&img_open_operation=detectFaces&img_open_token="
    )
    query = parse_qs(urlsplit(url).query)
    assert query["tenant"] == ["a b"]
    assert query["img_open_id"] == ["b 1/é&"]
    assert len(query["img_open_token"][0]) == 43
    assert callback_url(BASE, "b1", secret=SECRET).startswith(f"{BASE}?img_open_id=b1&img_open_token=")
    assert callback_url(f"{BASE}?", "b1", secret=SECRET).startswith(f"{BASE}?img_open_id=b1&")
    assert callback_url(f"{BASE}?a&", "b1", secret=SECRET).startswith(f"{BASE}?a&img_open_id=b1&")


def test_a_token_is_of_one_task_and_one_secret() -> None:
    signer = Signer(SECRET)
    tickets = [
        Ticket(None, "b1"),
        Ticket("", "b1"),
        Ticket("detectFaces", "b1"),
        Ticket("detectFaces", "b"),
        Ticket("a", "b"),
    ]
    tokens = {signer.token(ticket) for ticket in tickets} | {Signer(SECRET + "2").token(ticket) for ticket in tickets}
    assert len(tokens) == 2 * len(tickets)
    assert signer.token(tickets[0]) == Signer(SECRET).token(tickets[0])


def query(**changes: str | None) -> str:
    """The query of a URL that callback_url made, with some of its parameters changed or left out."""
    made = parse_qs(urlsplit(callback_url(BASE, "b1", operation="detectFaces", secret=SECRET)).query)
    values = {name: value[0] for name, value in made.items()} | changes
    return "&".join(f"{name}={value}" for name, value in values.items() if value is not None)


def test_only_the_query_that_was_made_opens() -> None:
    signer = Signer(SECRET)
    assert signer.opened(f"more=1&{query()}") == Ticket("detectFaces", "b1")
    token = parse_qs(query())["img_open_token"][0]
    refused = [
        "", "img_open_id=b1", query(img_open_token=None), query(img_open_token=""), query(img_open_token=token[:-1]),
        query(img_open_token=token + "="), query(img_open_token="é"), query(img_open_token="%ff\ud800"),
        query(img_open_id="b2"), query(img_open_id=None), query(img_open_operation=None),
        query(img_open_operation="describeImage"), query(img_open_operation=""), f"img_open_id=b2&{query()}",
        f"{query()}&img_open_id=b1", f"{query()}&img_open_token={token}",
    ]  # fmt: skip
    assert [signer.opened(each) for each in refused] == [None] * len(refused)


@pytest.mark.parametrize(
    ("base", "text"),
    [
        ("example.com/callback", 'got "example.com/callback"'),
        ("ftp://example.com", 'with http or https and a host, got "ftp://example.com"'),
        ("https:///callback", "with http or https and a host, got"),
        ("https://example.com/#top", 'without a fragment (#), got one after "https://example.com/"'),
        ("https://me:canary-password@example.com/?a", "without user and password, got a URL with @ in it"),
        ("https://example.com:port/", 'got "https://example.com:port/": Port could not be cast'),
        ("https://example.com/a b", "in printable ASCII without blanks, got"),
        ("https://example.com/\n", "in printable ASCII without blanks, got"),
        (
            "https://example.com/?img_open_id=1&canary-password",
            "without img_open_id and the like, got one that has img_open_id",
        ),
        (None, "got null"),
    ],
)
def test_a_base_that_cannot_be_used_is_refused(base: Any, text: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        callback_url(base, "b1", secret=SECRET)
    assert str(caught.value).startswith("base: expected ")
    assert text in str(caught.value)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("own_id", "text"),
    [("", 'got ""'), ("b" * 256, 'got "bbbb'), ("a\nb", 'got "a b"'), ("\ud800", 'got "\\ud800"'), (7, "got number 7")],
)
def test_an_id_that_cannot_be_used_is_refused(own_id: Any, text: str) -> None:
    with pytest.raises(ArgumentError, match=r"^business_task_id: expected ") as caught:
        callback_url(BASE, own_id, secret=SECRET)
    assert text in str(caught.value)


def test_a_misspelt_operation_is_refused() -> None:
    with pytest.raises(
        ArgumentError, match='^operation: expected one that starts a task, such as .* got string "detect_faces"'
    ):
        callback_url(BASE, "b1", operation="detect_faces", secret=SECRET)


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        (None, "got none; make one: python -c"),
        ("", "got none"),
        ("canary-short", "got 12"),
        ("canary" * 3 + "\ud800", "no Unicode"),
    ],
)
def test_a_secret_that_cannot_be_used_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, secret: str | None, text: str
) -> None:
    monkeypatch.delenv(ENV_SECRET, raising=False)
    with pytest.raises(ConfigurationError) as caught:
        callback_url(BASE, "b1", secret=secret)
    told = str(caught.value)
    assert told.startswith(f"callback secret: expected at least 16 characters in secret=... or {ENV_SECRET}, ")
    assert text in told
    assert "canary" not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_the_secret_comes_from_the_environment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENV_SECRET, SECRET)
    assert callback_url(BASE, "b1") == callback_url(BASE, "b1", secret=SECRET)


def test_a_signer_shows_no_secret() -> None:
    signer = Signer(SECRET)
    assert SECRET not in f"{signer!r} {vars(signer)}"
    for copied in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="^a callback secret is not pickled: make another Receiver there$"):
            copied(signer)
