"""Many tasks at once, tokens, progress and inboxes; sync and async decide alike."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from attrs import frozen

from img_open import (
    ApiError,
    ArgumentError,
    AsyncImgOpen,
    ImgOpen,
    Progress,
    StatusError,
    TaskFailed,
    TaskTimeout,
)
from img_open.many import DEFAULT_CONCURRENCY
from img_open.polling import State

from .conftest import Service, envelope

Make = Callable[[], AsyncImgOpen]
MODES = pytest.mark.parametrize("mode", ["sync", "async"])


@frozen
class World:
    """Each task ends after so many looks, as its id says: "3" after three, "-2" fails after two, "x" is refused."""

    service: Service
    looks: dict[str, int]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        key = json.loads(request.content)["businessTaskId"]
        if request.url.path.endswith("/queryTask"):
            self.looks[key] = self.looks.get(key, 0) + 1
        if key == "x" and key in self.looks:
            return httpx.Response(200, json={"code": "401", "msg": "who are you"})
        ended = key != "x" and self.looks.get(key, 0) >= abs(int(key))
        status = (2 if int(key) > 0 else -1) if ended else 1
        urls = [f"http://p/{key}"] if status == 2 else []
        return httpx.Response(200, json=envelope(businessTaskId=key, taskId=f"t{key}", status=status, faceUrls=urls))


@pytest.fixture
def world(service: Service) -> World:
    made = World(service, {})
    service.override = made
    return made


def many(mode: str, client: ImgOpen, make_async: Make, keys: list[str], use: Callable[[Any, Any], Any]) -> Any:
    """Submit a task for each key, and use them all with the client's tasks."""
    if mode == "sync":
        return use(client, [client.tools.detect_faces(image_url="http://p", business_task_id=key) for key in keys])

    async def run() -> Any:
        async with make_async() as made:
            tasks = [await made.tools.detect_faces(image_url="http://p", business_task_id=key) for key in keys]
            found = use(made, tasks)
            return [task async for task in found] if hasattr(found, "__aiter__") else await found

    return asyncio.run(run())


@MODES
def test_results_come_in_the_order_of_the_tasks(mode: str, client: ImgOpen, make_async: Make, world: World) -> None:
    keys = ["5", "1", "3"] + [str(n) for n in range(6, 30)]
    found = many(mode, client, make_async, keys, lambda made, tasks: made.tasks.wait_all(tasks, None))
    assert [result.face_urls for result in found] == [[f"http://p/{key}"] for key in keys]
    assert world.looks == {key: int(key) for key in keys}


@MODES
def test_tasks_are_yielded_as_they_end(mode: str, client: ImgOpen, make_async: Make, world: World) -> None:
    keys = ["9", "1", "-4"]
    ended = list(many(mode, client, make_async, keys, lambda made, tasks: made.tasks.as_completed(tasks, None)))
    order = [task.business_task_id for task in ended]
    # With await, each sleep moves the one clock at once, so that the first task ends before the second begins.
    assert order == ["1", "-4", "9"] if mode == "sync" else sorted(order) == ["-4", "1", "9"]
    (failed,) = [task for task in ended if not task.done]
    assert failed.failed
    with pytest.raises(TaskFailed, match="^detectFaces: task t-4 failed; last answer: "):
        failed.result()
    assert world.looks == {"9": 9, "1": 1, "-4": 4}


@MODES
def test_an_error_is_raised_when_all_have_ended_or_stands_in_its_place(
    mode: str, client: ImgOpen, make_async: Make, world: World
) -> None:
    keys = ["2", "-1", "x", "4"]
    with pytest.raises(TaskFailed, match="task t-1 failed"):
        many(mode, client, make_async, keys, lambda made, tasks: made.tasks.wait_all(tasks))
    assert world.looks["4"] == 4
    world.looks.clear()
    found = many(mode, client, make_async, keys, lambda made, tasks: made.tasks.wait_all(tasks, return_exceptions=True))
    kinds = [type(each) if isinstance(each, ApiError) else each.face_urls for each in found]
    assert kinds == [["http://p/2"], TaskFailed, StatusError, ["http://p/4"]]


@MODES
def test_one_deadline_holds_for_all(
    mode: str, client: ImgOpen, make_async: Make, world: World, service: Service
) -> None:
    keys = ["1", "1000", "2000"]
    found = many(
        mode, client, make_async, keys, lambda made, tasks: made.tasks.wait_all(tasks, 20, return_exceptions=True)
    )
    assert [isinstance(each, TaskTimeout) for each in found] == [False, True, True]
    assert service.clock == pytest.approx(20, abs=2) or mode == "async"  # there all sleeps share the one clock
    assert world.looks["1"] == 1


@MODES
@pytest.mark.parametrize("wrong", [0, -1, 2.5, True])
def test_a_wrong_concurrency_is_refused(mode: str, wrong: Any, client: ImgOpen, make_async: Make, world: World) -> None:
    with pytest.raises(ArgumentError, match="^concurrency: expected a whole number from 1 on, got "):
        many(mode, client, make_async, ["1"], lambda made, tasks: made.tasks.wait_all(tasks, concurrency=wrong))
    assert world.looks == {}


@MODES
def test_no_more_requests_at_once_than_asked_for(client: ImgOpen, make_async: Make, world: World, mode: str) -> None:
    at_once: list[int] = [0, 0]

    class Counting(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            at_once[0] += 1
            at_once[1] = max(at_once)
            await asyncio.sleep(0)
            at_once[0] -= 1
            return world(request)

    async def run(concurrency: int) -> None:
        async with httpx.AsyncClient(transport=Counting()) as http:
            made = AsyncImgOpen("id", "secret", "http://s", http_client=http)
            tasks = [await made.tools.detect_faces(image_url="u", business_task_id=str(30 + n)) for n in range(30)]
            await made.tasks.wait_all(tasks, None, concurrency=concurrency)

    if mode == "async":
        asyncio.run(run(4))
        assert at_once[1] == 4
    else:  # nothing is sent from a thread beyond the pool's
        many(mode, client, make_async, ["3"] * 20, lambda made, tasks: made.tasks.wait_all(tasks, concurrency=1))
    assert DEFAULT_CONCURRENCY == 10


@MODES
def test_what_on_progress_raises_ends_the_waiting(mode: str, client: ImgOpen, make_async: Make, world: World) -> None:
    def stop(progress: Progress) -> None:
        raise KeyError(progress.looks)

    with pytest.raises(KeyError, match="1"):
        many(mode, client, make_async, ["5", "6"], lambda made, tasks: made.tasks.wait_all(tasks, on_progress=stop))
    assert sum(world.looks.values()) <= 2


@MODES
def test_leaving_early_leaves_nothing_behind(mode: str, client: ImgOpen, make_async: Make, world: World) -> None:
    def first(made: Any, tasks: Any) -> Any:
        if mode == "sync":
            return next(made.tasks.as_completed(tasks))

        async def run() -> Any:
            found = made.tasks.as_completed(tasks)
            one = await anext(found)
            await found.aclose()
            assert len(asyncio.all_tasks()) == 1
            return one

        return run()

    assert many(mode, client, make_async, ["1", "500"], first).business_task_id == "1"
    assert world.looks.get("500", 0) < 500


@MODES
def test_a_token_goes_on_in_another_process(mode: str, client: ImgOpen, make_async: Make, world: World) -> None:
    task = client.tools.detect_faces(image_url="http://p", business_task_id="2")
    assert json.loads(task.token) == {"v": 1, "operation": "detectFaces", "id": "t2", "businessTaskId": "2"}

    def resume(made: Any, _: Any) -> Any:
        again = made.tasks.resume(task.token)
        assert (again.id, again.business_task_id, again.operation) == ("t2", "2", "detectFaces")
        assert (again.done, again.status, again.data) == (False, None, None)
        with pytest.raises(TaskTimeout, match="task t2 has not ended; wait again, or later with its token; no answer"):
            again.result()
        return again.wait()

    assert many(mode, client, make_async, [], resume).face_urls == ["http://p/2"]
    assert world.looks == {"2": 2}


@MODES
def test_a_task_is_found_by_its_own_id(mode: str, client: ImgOpen, make_async: Make, world: World) -> None:
    found = many(mode, client, make_async, [], lambda made, _: made.tasks.find("detectFaces", "2").wait())
    assert found.face_urls == ["http://p/2"]
    with pytest.raises(ArgumentError, match="^operation: expected one that starts a task"):
        client.tasks.find("detect", "2")
    assert world.looks == {"2": 2}


def test_a_token_of_any_tool_and_of_an_id_alone(client: ImgOpen, service: Service) -> None:
    token = json.dumps({"v": 1, "operation": "tools.submit(hair/change)", "id": None, "businessTaskId": "b"})
    task = client.tasks.resume(token)
    assert (task.id, task.business_task_id) == ("b", "b")
    assert task.wait()["faceUrls"] == ["http://service.test/0.png"]
    assert service.requests[0].url.path == "/AIGCImgOpenServ/saas/tool/hair/change/queryTask"


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("", "token: expected what task.token gave, got another text"),
        ("[]", "token: expected what task.token gave, got another text"),
        ('{"v": 1, "operation": "detectFaces"}', "token: expected what task.token gave, got another text"),
        (
            '{"v": 2, "operation": "detectFaces", "id": "a", "businessTaskId": "b"}',
            "token: expected version 1, got 2; resume it with the client that made it",
        ),
        (
            '{"v": 1, "operation": "detectFaces", "id": 5, "businessTaskId": "b"}',
            "token: expected what task.token gave, got other types of values",
        ),
        (
            '{"v": 1, "operation": "listModels", "id": "a", "businessTaskId": "b"}',
            'operation: expected one that starts a task, such as textToImage, got string "listModels"',
        ),
        (
            '{"v": 1, "operation": "tools.submit(../x)", "id": "a", "businessTaskId": "b"}',
            'tool_code: expected a path segment such as face, got "..", which would name another path',
        ),
    ],
)
def test_a_token_that_is_none_is_refused(token: str, text: str, client: ImgOpen) -> None:
    with pytest.raises(ArgumentError) as caught:
        client.tasks.resume(token)
    assert str(caught.value) == text


@frozen
class Posted:
    """An event as an inbox gives it."""

    answer: Mapping[str, Any]
    state: State = State.WAITING  # what it says by itself; the task knows better where it knows its operation


class Box:
    """An inbox that a callback reaches when the clock says so."""

    def __init__(self, service: Service, at: float, answer: Mapping[str, Any], state: State = State.WAITING) -> None:
        self._service, self._at, self._event = service, at, Posted(answer, state)
        self.asked: list[tuple[str, str | None]] = []

    def get(self, business_task_id: str, operation: str | None = None) -> Posted | None:
        self.asked.append((business_task_id, operation))
        return self._event if self._service.clock >= self._at else None


def waited(mode: str, client: ImgOpen, make_async: Make, **arguments: Any) -> Any:
    return many(mode, client, make_async, ["100"], lambda _, tasks: tasks[0].wait(**arguments))


DONE = envelope(businessTaskId="100", faceUrls=["http://p/called"])


@MODES
def test_a_callback_ends_the_wait_before_the_next_question(
    mode: str, client: ImgOpen, make_async: Make, world: World, service: Service
) -> None:
    box = Box(service, 50.1, DONE)
    assert waited(mode, client, make_async, inbox=box).face_urls == ["http://p/called"]
    assert 50.1 <= service.clock <= 50.36
    assert set(box.asked) == {("100", "detectFaces")}
    assert world.looks["100"] < 30


@MODES
def test_an_answer_that_is_first_ends_the_wait_too(
    mode: str, client: ImgOpen, make_async: Make, service: Service
) -> None:
    service.says(envelope(status=1, faceUrls=[]), envelope())
    assert waited(mode, client, make_async, inbox=Box(service, 1e9, DONE)).face_urls == ["http://service.test/0.png"]


@MODES
def test_with_confirm_the_service_is_asked_before_a_callback_is_believed(
    mode: str, client: ImgOpen, make_async: Make, world: World, service: Service
) -> None:
    with pytest.raises(TaskTimeout):
        waited(mode, client, make_async, inbox=Box(service, 10, DONE), confirm=True, timeout=60)
    assert world.looks["100"] > 10
    world.looks["100"] = 99
    assert waited(mode, client, make_async, inbox=Box(service, 0, DONE), confirm=True).face_urls == ["http://p/100"]


@MODES
@pytest.mark.parametrize("answer", [envelope(faceUrls=5), envelope(status=1, faceUrls=[]), {"code": "200"}])
def test_a_callback_that_tells_no_end_is_not_believed(
    mode: str, answer: dict[str, Any], client: ImgOpen, make_async: Make, world: World, service: Service
) -> None:
    world.looks["100"] = 90
    found = waited(mode, client, make_async, inbox=Box(service, 1, answer), timeout=None)
    assert found.face_urls == ["http://p/100"]


@MODES
def test_a_failed_task_is_told_by_its_callback(
    mode: str, client: ImgOpen, make_async: Make, world: World, service: Service
) -> None:
    for box in (
        Box(service, 5, envelope(status=-1, faceUrls=[])),
        Box(service, 5, {"code": "500", "msg": "no face", "data": {"businessTaskId": "100"}}, State.FAILED),
    ):
        service.clock = 0
        with pytest.raises(TaskFailed, match="task t100 failed"):
            waited(mode, client, make_async, inbox=box)
    assert world.looks["100"] < 30


@MODES
def test_progress_tells_looks_status_and_seconds(
    mode: str, client: ImgOpen, make_async: Make, world: World, service: Service
) -> None:
    seen: list[Progress] = []
    many(mode, client, make_async, ["3"], lambda _, tasks: tasks[0].wait(on_progress=seen.append))
    assert [(each.looks, each.percentage) for each in seen] == [(1, None), (2, None), (3, None)]
    assert [each.status == (2 if each is seen[-1] else 1) for each in seen] == [True] * 3
    assert seen[-1].elapsed == service.clock
    assert seen[-1].task.done
    assert world.looks == {"3": 3}
