"""Tasks that are asked for by the service's id, at two queries, or without knowing the tool; lists in pages."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from img_open import ArgumentError, AsyncImgOpen, DecodeError, ImgOpen, StatusError, TaskFailed, TaskTimeout
from img_open.models import ImageTaskData, SubmitTrainingRequest

from .conftest import Answer, Service

SUBMITTED = {"code": "200", "msg": "success", "data": {"task_id": "t1"}}
UNKNOWN = {"code": "404", "msg": "no such task", "data": None}
V1, V2 = "/AIGCImgOpenServ/saas/sd/queryTaskInfo", "/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo"


def image_task(**data: Any) -> dict[str, Any]:
    """The answer of a task query, done unless told otherwise."""
    done = {"id_task": "t1", "status": 2, "differentialImageRspList": [{"image_url": "http://p/0.png", "seed": 7}]}
    return {"code": "200", "msg": "success", "data": {**done, **data}}


WAITING = image_task(status=1, differentialImageRspList=[], temporaryImageDto={"percentage": 40})


def draw(mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], timeout: float | None = 60) -> Any:
    if mode == "sync":
        return client.images.text_to_image(prompt="a lighthouse", batch_size=1).wait(timeout)

    async def drawn() -> Any:
        async with make_async() as made:
            return await (await made.images.text_to_image(prompt="a lighthouse", batch_size=1)).wait(timeout)

    return asyncio.run(drawn())


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_task_is_asked_for_by_the_id_of_the_answer(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    service.says(SUBMITTED, WAITING, image_task())
    result = draw(mode, client, make_async)
    assert isinstance(result, ImageTaskData)
    assert result.task_id == "t1"
    assert [picture.image_url for picture in result.differential_image_rsp_list] == ["http://p/0.png"]
    assert service.bodies == [
        {"prompt": "a lighthouse", "batch_size": 1},
        {"businessTaskId": "t1"},
        {"businessTaskId": "t1"},
    ]
    assert [request.url.path for request in service.requests[1:]] == [V2, V2]
    assert service.drifts == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"percentage": 40}, 40.0),
        ({"percentage": "12.5"}, 12.5),
        ({"percentage": "soon"}, None),
        ({"percentage": True}, None),
        ({"percentage": None}, None),
        ({}, None),
        (None, None),
    ],
)
def test_how_much_is_done_reaches_on_progress(
    said: object, told: float | None, client: ImgOpen, service: Service
) -> None:
    waiting = image_task(status=3, differentialImageRspList=[], temporaryImageDto=said)
    service.says(SUBMITTED, waiting, image_task())
    seen: list[float | None] = []
    task = client.images.text_to_image(prompt="p", batch_size=1)
    task.wait(on_progress=lambda progress: seen.append(progress.percentage))
    assert seen == [told, None]


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_what_v2_has_archived_v1_still_knows(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    archived = image_task(id_task=..., task_id="20000051")
    del archived["data"]["id_task"]
    service.says(SUBMITTED, UNKNOWN, archived)
    assert draw(mode, client, make_async).task_id == "20000051"
    assert [request.url.path for request in service.requests[1:]] == [V2, V1]


@pytest.mark.parametrize(
    ("answers", "operation", "asked"),
    [
        ([UNKNOWN, UNKNOWN], "queryTaskInfoV1", [V2, V1]),
        ([httpx.Response(503, text="busy")], "queryTaskInfoV2", [V2, V2, V2]),
    ],
)
def test_a_task_that_no_query_knows_is_an_error(
    answers: list[Answer], operation: str, asked: list[str], client: ImgOpen, service: Service
) -> None:
    service.says(SUBMITTED, *answers)
    task = client.images.text_to_image(prompt="p", batch_size=1)
    with pytest.raises(StatusError) as caught:
        task.refresh()
    assert caught.value.operation == operation
    assert [request.url.path for request in service.requests[1:]] == asked
    assert not task.done


def test_no_second_question_when_the_first_took_all_the_time(client: ImgOpen, service: Service) -> None:
    def slow(request: httpx.Request) -> httpx.Response:
        service.clock += 5 if request.url.path == V2 else 0
        return Service.__call__(service, request)

    service.says(SUBMITTED, UNKNOWN)
    service.override = slow
    with pytest.raises(TaskTimeout, match="task t1 did not end within 4 s"):
        client.images.text_to_image(prompt="p", batch_size=1).wait(4)
    assert [request.url.path for request in service.requests[1:]] == [V2]


def test_an_own_id_is_made_and_sent_where_the_request_has_one(client: ImgOpen, service: Service) -> None:
    service.says(SUBMITTED)
    task = client.images.image_to_image(prompt="p", batch_size=1, sd_model_checkpoint="m", image_link="http://p/1")
    assert len(service.bodies[0]["id_task"]) == 32
    assert task.business_task_id == "t1"


@pytest.mark.parametrize("status", [2, 1, -1])
def test_a_submit_that_tells_an_id_alone_is_never_the_result(status: int, client: ImgOpen, service: Service) -> None:
    service.says({**SUBMITTED, "data": {"taskId": "t1", "status": status}})
    task = client.tools.identify_style(source_image="http://p")
    assert (task.id, task.done, task.status) == ("t1", False, None)


def test_a_submit_without_an_id_names_the_place(client: ImgOpen, service: Service) -> None:
    service.says({**SUBMITTED, "data": {}})
    with pytest.raises(DecodeError, match=r"^identifyStyle: /data/task_id: expected a string, got nothing") as caught:
        client.tools.identify_style(source_image="http://p", business_task_id="b1")
    assert caught.value.business_task_id == "b1"


def test_numbers_differ_between_tools(client: ImgOpen, service: Service) -> None:
    shared = {"taskId": "t1", "businessTaskId": "b1", "toolTask": "x"}
    service.says({**SUBMITTED, "data": {**shared, "status": 0, "prompts": []}})
    assert client.tools.expand_prompt(mode=0, source_prompt="a girl").done
    service.says({**SUBMITTED, "data": {**shared, "status": 0, "caption": ""}})
    assert not client.tools.describe_image(image="http://p").done
    service.says({**SUBMITTED, "data": {**shared, "status": -1, "caption": ""}})
    with pytest.raises(TaskFailed, match="describeImage: task t1 failed"):
        client.tools.describe_image(image="http://p").wait()


def test_a_training_is_submitted_and_not_waited_for(client: ImgOpen, service: Service) -> None:
    service.says(SUBMITTED)
    submitted = client.training.submit_training(task_id="train-1", file_url_list=["http://p"] * 10, random_crop=False)
    assert submitted.task_id == "t1"
    assert service.bodies[0] == {"taskId": "train-1", "fileUrlList": ["http://p"] * 10, "randomCrop": False}


# A tool whose page is not known


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_any_tool_is_reached_by_its_code(
    mode: str, client: ImgOpen, make_async: Callable[[], AsyncImgOpen], service: Service
) -> None:
    data = {"taskId": "t1", "status": 1, "progress": 30, "styleUrl": "", "urls": []}
    service.says(SUBMITTED, {**SUBMITTED, "data": data}, {**SUBMITTED, "data": {**data, "styleUrl": "http://p/0.png"}})
    body = {"image": "http://p", "businessTaskId": "b1"}

    async def submitted() -> Any:
        async with make_async() as made:
            return await (await made.tools.submit("hair/change", body)).wait()

    result = client.tools.submit("hair/change", body).wait() if mode == "sync" else asyncio.run(submitted())
    assert result == {**data, "styleUrl": "http://p/0.png"}
    assert service.bodies == [body, {"businessTaskId": "b1"}, {"businessTaskId": "b1"}]
    assert [request.url.raw_path for request in service.requests[:2]] == [
        b"/AIGCImgOpenServ/saas/tool/hair/change",
        b"/AIGCImgOpenServ/saas/tool/hair/change/queryTask",
    ]


def test_any_tool_gets_an_id_where_none_is_given(client: ImgOpen, service: Service) -> None:
    service.says({**SUBMITTED, "data": {"taskId": "t1", "toolTask": "hairChange", "desc": "queued"}})
    given = {"image": "http://p"}
    task = client.tools.submit("hair/change", given)
    assert service.bodies == [{"image": "http://p", "businessTaskId": task.business_task_id}]
    assert given == {"image": "http://p"}
    assert not task.done


@pytest.mark.parametrize("code", ["", "..", "hair//change", "hair/../roop", "roop\n", "ro\0op"])
def test_a_tool_code_cannot_name_another_path(code: str, client: ImgOpen, service: Service) -> None:
    with pytest.raises(ArgumentError, match="tool_code: expected a path segment such as face, got"):
        client.tools.submit(code, {})
    assert service.requests == []


# Lists in pages


def model_page(*codes: str, total: int) -> dict[str, Any]:
    rows = [{"sdModelCheckpoint": code} for code in codes]
    return {"code": "200", "msg": "success", "data": {"rows": rows, "total": total, "pageSize": 2, "pageNum": 1}}


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ([model_page("a", "b", total=3), model_page("c", total=3)], ["a", "b", "c"]),
        ([model_page("a", "b", total=2)], ["a", "b"]),
        ([model_page(total=0)], []),
        ([model_page("a", "b", total=99), model_page(total=99)], ["a", "b"]),
    ],
)
@pytest.mark.parametrize("mode", ["sync", "async"])
def test_every_page_of_the_models_is_gone_through(
    mode: str,
    pages: list[Answer],
    found: list[str],
    client: ImgOpen,
    make_async: Callable[[], AsyncImgOpen],
    service: Service,
) -> None:
    service.says(*pages)

    async def gone_through() -> list[str]:
        async with make_async() as made:
            return [m.sd_model_checkpoint async for m in made.images.iter_models(sd_model_name="x", page_size=2)]

    if mode == "sync":
        seen = [model.sd_model_checkpoint for model in client.images.iter_models(sd_model_name="x", page_size=2)]
    else:
        seen = asyncio.run(gone_through())
    assert seen == found
    assert service.bodies == [
        {"sdModelName": "x", "pageSize": 2, "pageNum": number} for number in range(1, len(pages) + 1)
    ]


def test_a_page_is_asked_for_when_it_is_needed(client: ImgOpen, service: Service) -> None:
    service.says(model_page("a", "b", total=4))
    models = client.images.iter_models(page_size=2)
    assert service.requests == []
    assert [next(models).sd_model_checkpoint for _ in range(2)] == ["a", "b"]
    assert len(service.requests) == 1


# Names


def test_a_field_is_read_under_each_of_its_names() -> None:
    urls = ["http://p"]
    for name in ("fileUrlList", "file_url_list"):
        request = SubmitTrainingRequest.from_dict({"taskId": "t", name: urls})
        assert (request.file_url_list, request.additional_properties) == (urls, {})
        assert request.to_dict() == {"taskId": "t", "fileUrlList": urls}
    both = SubmitTrainingRequest.from_dict({"taskId": "t", "file_url_list": [], "fileUrlList": urls})
    assert (both.file_url_list, both.additional_properties) == (urls, {"file_url_list": []})


def test_a_known_code_has_its_methods_task(client: ImgOpen, service: Service) -> None:
    shared = {"taskId": "t1", "businessTaskId": "b1", "toolTask": "x"}
    service.says({**SUBMITTED, "data": {**shared, "status": -1, "outputImageUrl": ""}})
    with pytest.raises(TaskFailed, match="swapFace: task t1 failed"):
        client.tools.submit("roop", {"sourceUrl": "http://p", "targetUrl": "http://p"}).wait()
    service.says({**SUBMITTED, "data": {**shared, "status": 2, "faceUrls": []}})
    assert client.tools.submit("face/detection", {"imageUrl": "http://p"}).wait().face_urls == []
    service.says({**SUBMITTED, "data": {**shared, "status": 1, "prompts": []}})
    task = client.tools.submit("sdPrompts", {"raw_prompt": "a girl"})
    assert service.bodies[-1] == {"raw_prompt": "a girl", "task_id": task.business_task_id}


@pytest.mark.parametrize(("body", "told"), [(None, "null"), ([], "a list"), ("x", 'string "x"')])
def test_a_body_that_is_no_mapping_is_refused(body: Any, told: str, client: ImgOpen, service: Service) -> None:
    with pytest.raises(ArgumentError, match=f"body: expected a mapping, the request as JSON, got {told}"):
        client.tools.submit("roop", body)
    assert service.requests == []
