"""A task is one object whether its answer comes at once or must be waited for; sync and async decide alike."""

import asyncio
import math
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from img_open import (
    ApiError,
    ArgumentError,
    AsyncImgOpen,
    DecodeError,
    ImgOpen,
    StatusError,
    TaskFailed,
    TaskLost,
    TaskTimeout,
)
from img_open.models import ToolTaskStatus
from img_open.polling import next_delay

from .conftest import Answer, Service, envelope

RUNNING = envelope(status=1, faceUrls=[])


def run(mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], timeout: float | None) -> Any:
    """Detect and wait, with the one client or the other."""
    if mode == "sync":
        return client.tools.detect_faces(image_url="http://p", business_task_id="b1").wait(timeout)

    async def detect() -> Any:
        async with make_async() as made:
            task = await made.tools.detect_faces(image_url="http://p", business_task_id="b1")
            return await task.wait(timeout)

    return asyncio.run(detect())


def test_an_answer_at_once_is_a_task_already_done(client: ImgOpen, service: Service) -> None:
    task = client.tools.detect_faces(image_url="http://p", business_task_id="b1")
    assert task.done
    assert (task.id, task.business_task_id, task.status) == ("pre1", "b1", ToolTaskStatus.FINISHED)
    assert task.data is task.wait()
    assert task.refresh() is task
    assert len(service.requests) == 1
    assert repr(task) == "<Task pre1 done>"


def test_a_missing_task_id_is_made_and_asked_for(client: ImgOpen, service: Service) -> None:
    service.says(RUNNING, envelope())
    first = client.tools.detect_faces(image_url="http://p", callback_url="http://c")
    first.refresh()
    second = client.tools.detect_faces(image_url="http://p")
    assert first.business_task_id != second.business_task_id
    assert service.bodies[0] == {
        "imageUrl": "http://p",
        "businessTaskId": first.business_task_id,
        "callbackUrl": "http://c",
    }
    assert service.bodies[1] == {"businessTaskId": first.business_task_id}
    assert service.requests[1].url.raw_path == b"/AIGCImgOpenServ/saas/tool/face/detection/queryTask"
    assert service.bodies[2] == {"imageUrl": "http://p", "businessTaskId": second.business_task_id}


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_waiting_asks_until_the_result_is_there(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    service.says(RUNNING, RUNNING, RUNNING, envelope())
    assert run(mode, client, make_async, 60).face_urls == ["http://service.test/0.png"]
    assert len(service.requests) == 4
    assert service.slept == sorted(service.slept)
    assert len(service.slept) == 3


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("status", [1, 7, "weird", None])
def test_waiting_ends_at_its_deadline(
    mode: str, status: object, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    service.says(envelope(status=status, faceUrls=[]))
    with pytest.raises(
        TaskTimeout,
        match=r"^detectFaces: task pre1 did not end within 10 s; wait again, or later with its token; last answer: {",
    ) as caught:
        run(mode, client, make_async, 10)
    assert 9.9 < service.clock <= 10
    assert isinstance(caught.value, TimeoutError)
    assert caught.value.answer["data"]["status"] == status
    assert (caught.value.task_id, caught.value.business_task_id) == ("pre1", "b1")


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_failed_task_raises_with_its_last_answer(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    failed = envelope(status=-1, faceUrls=[])
    service.says(RUNNING, failed)
    with pytest.raises(TaskFailed, match=r"^detectFaces: task pre1 failed; last answer: ") as caught:
        run(mode, client, make_async, None)
    assert caught.value.answer == failed
    assert caught.value.response is not None


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (httpx.ConnectError("refused"), "queryToolTask: no answer from http://service.test: ConnectError: refused"),
        (httpx.ReadTimeout(""), "queryToolTask: no answer from http://service.test: ReadTimeout"),
        (httpx.Response(503, json={"code": "503"}), 'queryToolTask: the service answered code "503": '),
        (httpx.Response(503, text="busy"), "queryToolTask: the service answered HTTP 503 (text/plain; charset=utf-8)"),
    ],
)
def test_questions_that_get_no_answer_are_put_until_the_time_is_up(
    mode: str,
    answer: Answer,
    text: str,
    client: ImgOpen,
    make_async: Callable[[], AsyncImgOpen],
    service: Service,
) -> None:
    service.says(RUNNING, answer, answer, answer, envelope())
    assert run(mode, client, make_async, 60).face_urls
    service.says(RUNNING, answer)
    service.clock = 0
    with pytest.raises(TaskTimeout, match="did not end within 60 s") as caught:
        run(mode, client, make_async, 60)
    assert str(caught.value.__cause__).startswith(text)
    assert 59.9 < service.clock <= 60
    service.says(RUNNING, answer)
    with pytest.raises(ApiError) as without_end:
        run(mode, client, make_async, None)
    assert str(without_end.value).startswith(text)


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_refused_question_ends_the_waiting_at_once(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    service.says(RUNNING, {"code": "401", "msg": "who are you"})
    with pytest.raises(StatusError, match='^queryToolTask: the service answered code "401": who are you'):
        run(mode, client, make_async, 60)
    assert len(service.requests) == 2


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_task_is_lost_when_the_service_says_three_times_that_it_does_not_know_it(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    unknown = {"code": "404", "msg": "no such task"}
    service.says(RUNNING, unknown, unknown, envelope())
    assert run(mode, client, make_async, 60).face_urls
    service.says(RUNNING, unknown, unknown, RUNNING, unknown)
    with pytest.raises(TaskLost, match=r"^detectFaces: task pre1 is unknown to the service: queryToolTask: ") as caught:
        run(mode, client, make_async, 60)
    assert caught.value.answer == RUNNING
    assert len(service.requests) == 4 + 7


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_no_time_means_no_question(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    service.says(RUNNING)
    with pytest.raises(TaskTimeout, match="task pre1 has not ended; wait again, or later with its token; last answer"):
        run(mode, client, make_async, 0)
    assert len(service.requests) == 1
    for timeout in (-1, float("nan"), "60"):
        with pytest.raises(ArgumentError, match="timeout: expected seconds from 0 on, or None to wait forever, got"):
            run(mode, client, make_async, timeout)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_question_that_hangs_ends_with_the_deadline(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    def hang(request: httpx.Request) -> httpx.Response:
        if len(service.requests) == 1:
            return Service.__call__(service, request)
        limits = request.extensions["timeout"]
        assert set(limits) == {"connect", "read", "write", "pool"}
        service.clock += limits["read"]
        raise httpx.ReadTimeout("", request=request)

    service.says(RUNNING)
    service.override = hang
    with pytest.raises(TaskTimeout, match="task pre1 did not end within 8 s"):
        run(mode, client, make_async, 8)
    assert service.clock == pytest.approx(8)


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_sleep_that_takes_too_long_leaves_no_negative_time(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    service.says(RUNNING)
    service.oversleeps = 0.5
    with pytest.raises(TaskTimeout, match="task pre1 did not end within 1 s"):
        run(mode, client, make_async, 1)
    limits = [limit for request in service.requests for limit in request.extensions["timeout"].values()]
    assert min(limits) > 0


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("answer", [httpx.ReadTimeout(""), {"code": "500", "msg": "?"}, b"", {"code": "200"}])
def test_a_submit_that_fails_says_which_task_to_ask_for(
    mode: str, answer: Answer, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    service.says(answer)
    with pytest.raises(ApiError) as caught:
        run(mode, client, make_async, 0)
    assert caught.value.business_task_id == "b1"


def test_an_answer_that_cannot_be_read_leaves_the_task_as_it_was(client: ImgOpen, service: Service) -> None:
    service.says(RUNNING, envelope(faceUrls=...), {**envelope(), "data": None}, envelope())
    task = client.tools.detect_faces(image_url="http://p")
    for pointer in ("/data/faceUrls", "/data"):
        with pytest.raises(DecodeError) as caught:
            task.refresh()
        assert (caught.value.operation, caught.value.pointer) == ("queryToolTask", pointer)
        assert (task.done, task.data, task.status) == (False, None, ToolTaskStatus.RUNNING)
    assert task.wait().face_urls == ["http://service.test/0.png"]


def test_an_unknown_status_waits_and_is_told_once_each_time(client: ImgOpen, service: Service) -> None:
    service.says(envelope(status=7, faceUrls=[]), envelope(status="2"))
    client.tools.detect_faces(image_url="http://p").wait()
    assert [str(drift) for drift in service.drifts] == [
        "detectFaces: /data/status: expected one of -1, 1, 2, got number 7",
        'queryToolTask: /data/status: expected one of -1, 1, 2, got string "2"',
    ]


def test_filled_results_count_more_than_the_number_beside_them(client: ImgOpen, service: Service) -> None:
    service.says(envelope(status=1))
    assert client.tools.detect_faces(image_url="http://p").done


@pytest.mark.parametrize(
    ("elapsed", "left", "after", "usual", "delay"),
    [
        (0, 10, None, None, 0.25),
        (5, 55, None, None, 1.35),
        (9.75, 0.25, None, None, 0.225),
        (9.96, 0.04, None, None, None),
        (10, 0, None, None, None),
        (10_000, math.inf, None, None, 60.0),
        (100, math.inf, None, 0.5, 0.5),
        (0, math.inf, 100.0, None, 100.0),
        (0, 10, 100.0, None, 9.0),
        (100, math.inf, 3.0, 0.5, 3.0),
    ],
)
def test_the_next_delay_is_a_pure_decision(
    elapsed: float, left: float, after: float | None, usual: float | None, delay: float | None
) -> None:
    assert next_delay(elapsed, left, lambda: 0.5, after, usual) == delay


def test_the_delay_is_jittered_by_a_tenth_either_way() -> None:
    assert next_delay(100, math.inf, lambda: 0.0) == pytest.approx(24.3)
    assert next_delay(100, math.inf, lambda: 1.0) == pytest.approx(29.7)
