"""What is sent again and what is not; sync and async decide alike."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from img_open import (
    ApiError,
    AsyncImgOpen,
    ConfigurationError,
    DecodeError,
    ImgOpen,
    StatusError,
    SubmitUnclear,
    TransportError,
)
from img_open.retrying import retry_after

from .conftest import Answer, Service, envelope

Make = Callable[[], AsyncImgOpen]
BUSY = httpx.Response(503, text="busy")
UNKNOWN: Answer = {"code": "404", "msg": "no such task"}
PATH = "/AIGCImgOpenServ/saas/tool/face/detection"
SENT, ASKED = PATH, f"{PATH}/queryTask"
MODES = pytest.mark.parametrize("mode", ["sync", "async"])


def call(mode: str, client: ImgOpen, make_async: Make, use: Callable[[Any], Any], **options: Any) -> Any:
    """Use the one client or the other."""
    if mode == "sync":
        return use(client.with_options(**options) if options else client)

    async def run() -> Any:
        async with make_async() as made:
            return await use(made.with_options(**options) if options else made)

    return asyncio.run(run())


def detect(client: Any) -> Any:
    return client.tools.detect_faces(image_url="http://p", business_task_id="b1")


def listed(client: Any) -> Any:
    return client.images.list_models(page_size=1, page_num=1)


MODELS: Answer = {"code": "200", "msg": "success", "data": {"total": 0, "rows": [], "pageSize": 1, "pageNum": 1}}


@MODES
@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("refused"),
        httpx.ReadError("reset"),
        httpx.ReadTimeout("late"),
        httpx.RemoteProtocolError("cut off"),
        *(httpx.Response(status) for status in (408, 429, 502, 503, 504)),
    ],
    ids=str,
)
def test_what_only_asks_is_sent_again(
    mode: str, failure: Answer, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(failure, failure, MODELS)
    assert call(mode, client, make_async, listed).rows == []
    assert len(service.requests) == 3
    assert service.slept == [0.4375, 0.875]
    service.says(failure)
    with pytest.raises((TransportError, StatusError), match="^listModels: "):
        call(mode, client, make_async, listed)
    assert len(service.requests) == 6


@MODES
@pytest.mark.parametrize("failure", [httpx.Response(500), httpx.Response(404), {"code": "503", "msg": "?"}])
def test_other_failures_are_not_sent_again(
    mode: str, failure: Answer, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(failure)
    with pytest.raises(StatusError):
        call(mode, client, make_async, listed)
    assert len(service.requests) == 1


@MODES
@pytest.mark.parametrize(
    ("header", "slept"), [("7", [7.0]), ("0", [0.4375]), ("1.5", [1.5]), ("soon", [0.4375]), ("nan", [0.4375])]
)
def test_retry_after_is_honoured(
    mode: str, header: str, slept: list[float], client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(httpx.Response(429, headers={"Retry-After": header}), MODELS)
    call(mode, client, make_async, listed)
    assert service.slept == slept


@MODES
def test_a_service_that_wants_a_long_pause_is_left_alone(
    mode: str, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(httpx.Response(429, headers={"Retry-After": "61"}))
    with pytest.raises(StatusError, match="HTTP 429"):
        call(mode, client, make_async, listed)
    assert service.slept == []


def test_retry_after_may_be_a_date() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for text, seconds in (
        (format_datetime(now + timedelta(seconds=9), usegmt=True), 9.0),
        ("Sun, 22 Nov 2026 14:00:05 +0200", 5.0),
        (format_datetime(now - timedelta(days=1), usegmt=True), 0.0),
        ("Sun, 99 Nov 2026 12:00:05 GMT", None),
    ):
        assert retry_after(text, lambda: now) == seconds


@MODES
def test_a_submit_that_cannot_have_arrived_is_sent_again_without_asking(
    mode: str, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(httpx.ConnectError("refused"), httpx.ConnectTimeout("late"), envelope())
    assert call(mode, client, make_async, detect).done
    assert [request.url.path for request in service.requests] == [SENT] * 3
    assert {body["businessTaskId"] for body in service.bodies} == {"b1"}
    service.says(httpx.ConnectError("refused"))
    with pytest.raises(TransportError, match=r"ConnectError: refused$") as caught:
        call(mode, client, make_async, detect)
    assert caught.value.never_arrived
    assert not isinstance(caught.value, SubmitUnclear)
    assert caught.value.business_task_id == "b1"
    assert len(service.requests) == 6


UNCLEAR = [
    httpx.ReadError("reset"),
    httpx.RemoteProtocolError("cut off"),
    *(httpx.Response(status) for status in (429, 502, 503)),
]


@MODES
@pytest.mark.parametrize("failure", UNCLEAR, ids=str)
def test_an_unclear_submit_that_arrived_is_found_and_not_sent_again(
    mode: str, failure: Answer, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(failure, envelope(status=1, faceUrls=[], taskId="pre7"))
    task = call(mode, client, make_async, detect)
    assert (task.id, task.business_task_id, task.done) == ("pre7", "b1", False)
    assert [request.url.path for request in service.requests] == [SENT, ASKED]


@MODES
@pytest.mark.parametrize("failure", UNCLEAR, ids=str)
def test_an_unclear_submit_that_the_service_does_not_know_is_sent_again(
    mode: str, failure: Answer, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(failure, UNKNOWN, failure, UNKNOWN, envelope())
    assert call(mode, client, make_async, detect).done
    assert [request.url.path for request in service.requests] == [SENT, ASKED, SENT, ASKED, SENT]
    service.says(failure, UNKNOWN, failure, UNKNOWN, failure, UNKNOWN)
    with pytest.raises(ApiError, match="^detectFaces: ") as caught:
        call(mode, client, make_async, detect)
    assert caught.value.business_task_id == "b1"
    assert len(service.requests) == 5 + 6
    refused = isinstance(failure, httpx.Response) and failure.status_code == 429
    assert isinstance(caught.value, StatusError if refused else SubmitUnclear)


@MODES
@pytest.mark.parametrize("failure", [httpx.ReadTimeout("late"), httpx.Response(504), httpx.Response(408)], ids=str)
def test_a_submit_that_may_be_at_work_still_is_asked_for_and_never_sent_again(
    mode: str, failure: Answer, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(failure, UNKNOWN, UNKNOWN, envelope())
    assert call(mode, client, make_async, detect).done
    assert [request.url.path for request in service.requests] == [SENT, ASKED, ASKED, ASKED]
    service.says(failure, UNKNOWN)
    with pytest.raises(SubmitUnclear) as caught:
        call(mode, client, make_async, detect)
    text = "the submit may have arrived, and may cost: ask for task b1 before it is sent again; last problem: "
    assert str(caught.value).startswith(f"detectFaces: {text}")
    assert [request.url.path for request in service.requests[4:]] == [SENT, ASKED, ASKED, ASKED]


@MODES
@pytest.mark.parametrize("answer", [{"code": "401", "msg": "?"}, b"<html>", {"code": "500", "msg": "?"}])
def test_a_question_that_tells_nothing_is_no_proof_that_a_submit_did_not_arrive(
    mode: str, answer: Answer, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(httpx.ReadError("reset"), answer)
    with pytest.raises(SubmitUnclear):
        call(mode, client, make_async, detect)
    assert [request.url.path for request in service.requests] == [SENT, ASKED]


@MODES
@pytest.mark.parametrize(
    "nothing", [httpx.Response(500), httpx.Response(500, json=envelope()), b"<html>busy</html>", b"", b"[]"]
)
def test_what_is_no_answer_of_the_service_makes_the_client_ask(
    mode: str, nothing: Answer, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(nothing, envelope())
    assert call(mode, client, make_async, detect).done
    assert [request.url.path for request in service.requests] == [SENT, ASKED]
    for after in (UNKNOWN, nothing):  # then what came first is told
        service.says(nothing, after)
        with pytest.raises((StatusError, DecodeError), match="^detectFaces: ") as caught:
            call(mode, client, make_async, detect)
        assert caught.value.business_task_id == "b1"
    assert [request.url.path for request in service.requests[2:]] == [SENT, ASKED, SENT, ASKED]


@MODES
def test_a_refusal_is_an_answer(mode: str, client: ImgOpen, make_async: Make, service: Service) -> None:
    for refusal in ({"code": "500", "msg": "no"}, httpx.Response(500, json={"code": "500"}), httpx.Response(404)):
        service.says(refusal)
        with pytest.raises(StatusError):
            call(mode, client, make_async, detect)
    assert len(service.requests) == 3


@MODES
def test_a_second_try_that_is_refused_as_taken_finds_the_first(
    mode: str, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(httpx.ReadError("reset"), UNKNOWN, {"code": "409", "msg": "taken"}, envelope())
    assert call(mode, client, make_async, detect).done
    assert [request.url.path for request in service.requests] == [SENT, ASKED, SENT, ASKED]
    service.says(httpx.ReadError("reset"), UNKNOWN, {"code": "400", "msg": "bad"}, UNKNOWN)
    with pytest.raises(StatusError, match='code "400": bad'):
        call(mode, client, make_async, detect)


@MODES
@pytest.mark.parametrize("failure", [httpx.ReadError("reset"), httpx.Response(503)], ids=str)
def test_where_nobody_can_be_asked_an_unclear_submit_is_the_last(
    mode: str, failure: Answer, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(failure)
    with pytest.raises(SubmitUnclear, match="may cost: nobody can be asked whether it did; last problem: "):
        call(mode, client, make_async, lambda made: made.images.text_to_image(prompt="p", batch_size=1))
    service.says(httpx.Response(429))
    with pytest.raises(StatusError, match="HTTP 429"):
        call(mode, client, make_async, lambda made: made.images.text_to_image(prompt="p", batch_size=1))
    assert len(service.requests) == 2
    service.says(httpx.ConnectError("refused"), httpx.ReadError("reset"))
    with pytest.raises(SubmitUnclear):
        call(mode, client, make_async, lambda made: made.images.text_to_image(prompt="p", batch_size=1))


@MODES
def test_without_retries_nothing_is_sent_twice(mode: str, client: ImgOpen, make_async: Make, service: Service) -> None:
    for use, failure, error in (
        (listed, BUSY, StatusError),
        (detect, httpx.ConnectError(""), TransportError),
        (detect, BUSY, SubmitUnclear),
        (detect, httpx.ReadError(""), SubmitUnclear),
    ):
        service.says(failure)
        with pytest.raises(error):
            call(mode, client, make_async, use, max_retries=0)
    assert len(service.requests) == 4


@pytest.mark.parametrize("wrong", [-1, 1.5, True, "2", None])
def test_a_wrong_number_of_retries_is_refused(wrong: Any, client: ImgOpen) -> None:
    with pytest.raises(ConfigurationError, match="^max_retries: expected a whole number from 0 on, got "):
        client.with_options(max_retries=wrong)
