"""A task's life: three progressions, ids, failures, the same data from the tool and from queryToolTask."""

import asyncio
import dataclasses
import re
from random import Random
from typing import Any

import httpx
import pytest
from PIL import Image

from img_open_sandbox import faces, pictures
from img_open_sandbox.pictures import decode
from img_open_sandbox.progress import Progress
from img_open_sandbox.sandbox import DOWNLOADS_AT_ONCE
from img_open_sandbox.settings import Settings
from img_open_sandbox.tasks import UnknownOperationError
from tests.sandbox.helpers import (
    DETECT,
    DETECT_PAGE,
    QUERY,
    QUERY_PAGE,
    Clock,
    detect_operation,
    encoded,
    group,
    in_process,
    make_sandbox,
    upload,
)

pytestmark = pytest.mark.anyio


def seeded() -> Random:
    return Random(7)  # noqa: S311 - ids, no secrets


async def submit(client: httpx.AsyncClient, image_url: str, business_task_id: str = "1") -> Any:
    return (await client.post(DETECT, json={"imageUrl": image_url, "businessTaskId": business_task_id})).json()


async def look(client: httpx.AsyncClient, business_task_id: str = "1") -> Any:
    return (await client.post(QUERY, json={"businessTaskId": business_task_id})).json()


async def test_now_answers_like_the_documented_example(settings: Settings) -> None:
    async with in_process(dataclasses.replace(settings, random=seeded())) as client:
        answer = await submit(client, await upload(client, group(2)), "10086996")
        task_id = answer["data"]["taskId"]
        pictures = [decode((await client.get(url)).content) for url in answer["data"]["faceUrls"]]

    assert re.fullmatch(r"pre1717727539423\d{9}", task_id)
    assert answer == {
        "code": "200",
        "msg": "success",
        "data": {
            "businessTaskId": "10086996",
            "toolTask": "faceDetection",
            "faceUrls": [f"{settings.base_url}/_sandbox/files/{task_id}-{number}.png" for number in range(2)],
            "status": 2,
            "taskId": task_id,
        },
    }
    assert all(picture.shape[0] > 50 for picture in pictures)


async def test_the_seed_makes_ids_repeatable(settings: Settings) -> None:
    ids = []
    for number in range(2):
        run = dataclasses.replace(settings, state=settings.state / str(number), random=seeded())
        async with in_process(run) as client:
            ids.append((await submit(client, await upload(client, group(1))))["data"]["taskId"])

    assert ids[0] == ids[1]


async def test_looks(settings: Settings) -> None:
    async with in_process(dataclasses.replace(settings, progress=Progress("looks", 3))) as client:
        answers = [await submit(client, await upload(client, group(1)))]
        answers += [await look(client) for _ in range(4)]

    assert [answer["data"]["status"] for answer in answers] == [1, 1, 1, 2, 2]
    assert [len(answer["data"]["faceUrls"]) for answer in answers] == [0, 0, 0, 1, 1]
    assert {frozenset(answer["data"]) for answer in answers} == {
        frozenset({"taskId", "businessTaskId", "toolTask", "status", "faceUrls"})
    }


async def test_seconds(settings: Settings, clock: Clock) -> None:
    async with in_process(dataclasses.replace(settings, progress=Progress("seconds", 30), speed=10)) as client:
        answers = [await submit(client, await upload(client, group(1)))]
        for passed in (2.9, 0.1):
            clock.now += passed
            answers.append(await look(client))

    assert [answer["data"]["status"] for answer in answers] == [1, 1, 2]


async def test_seconds_pass_when_nobody_looks(settings: Settings, clock: Clock) -> None:
    sandbox = make_sandbox(dataclasses.replace(settings, progress=Progress("seconds", 30)))
    async with sandbox.running():
        await sandbox.tasks.submit(detect_operation(), {"businessTaskId": "1"}, [])
        assert sandbox.store.next_due(after=clock.now) == clock.now + 30
        sandbox.scheduler.run_due(clock.now + 30)
        assert [task.state for task in sandbox.store.tasks()] == ["finished"]


async def test_the_progress_of_the_submit_counts(settings: Settings) -> None:
    async with in_process(settings) as client:
        url = await upload(client, group(1))
        await client.put("/_sandbox/progress", json={"progress": "looks:2"})
        await submit(client, url, "slow")
        await client.put("/_sandbox/progress", json={"progress": "now"})
        await submit(client, url, "fast")
        statuses = [(await look(client, name))["data"]["status"] for name in ("slow", "fast", "slow")]

    assert statuses == [1, 2, 2]


async def test_no_face_is_a_finished_task_without_faces(settings: Settings) -> None:
    async with in_process(settings) as client:
        data = (await submit(client, await upload(client, Image.new("RGB", (300, 300), "white"))))["data"]

    assert (data["status"], data["faceUrls"]) == (2, [])


async def test_a_bad_picture_leaves_no_task(settings: Settings) -> None:
    async with in_process(settings) as client:
        url = (await client.post("/_sandbox/files?name=a.txt", content=b"no picture")).json()["url"]
        refused = await submit(client, url)
        accepted = await submit(client, await upload(client, group(1)))

    assert refused["code"] == "400"
    assert refused["msg"].startswith("imageUrl: expected a picture (BMP, GIF, JPEG, PNG, TIFF, WEBP), but the content")
    assert refused["msg"].endswith(f"See {DETECT_PAGE}")
    assert accepted["code"] == "200"


async def test_a_stand_in_for_a_foreign_url(settings: Settings) -> None:
    foreign = "https://dbt-aigc.oss-cn-hangzhou.aliyuncs.com/Output-Img2/dalle_face.png"
    async with in_process(settings) as client:
        await upload(client, group(2), url=foreign)
        assert len((await submit(client, foreign))["data"]["faceUrls"]) == 2


async def test_an_id_that_is_taken(settings: Settings) -> None:
    async with in_process(settings) as client:
        url = await upload(client, group(1))
        first = await submit(client, url)
        second = await submit(client, url)
        kept = await look(client)

    assert second["code"] == "409"
    task_id = first["data"]["taskId"]
    assert second["msg"] == (
        f'businessTaskId: expected an id that was not sent before, but "1" is task {task_id} of detectFaces.'
        f" Ask for that one with queryToolTask, or send another id. See {DETECT_PAGE}"
    )
    assert kept["data"] == first["data"]


async def test_one_of_many_at_once_wins_and_the_rest_leave_nothing(settings: Settings) -> None:
    async with in_process(settings) as client:
        url = await upload(client, group(1), name="a.jpg")
        answers = await asyncio.gather(*(submit(client, url) for _ in range(5)))
        won = [answer["data"]["taskId"] for answer in answers if answer["code"] == "200"]

    assert sorted(answer["code"] for answer in answers) == ["200"] + ["409"] * 4
    assert sorted(path.name for path in (settings.state / "files").iterdir()) == ["a.jpg", f"{won[0]}-0.png"]


async def test_one_picture_at_a_time_is_decoded_and_examined(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def decode_noted(content: bytes) -> pictures.Picture:
        steps.append("decode")
        return decode(content)

    def examine_noted(_: pictures.Picture) -> list[faces.Box]:
        steps.append("examine")
        return []

    monkeypatch.setattr(pictures, "decode", decode_noted)
    monkeypatch.setattr(faces, "find_faces", examine_noted)
    async with in_process(settings) as client:
        url = await upload(client, group(1))
        await asyncio.gather(*(submit(client, url, str(number)) for number in range(5)))

    assert steps == ["decode", "examine"] * 5


async def test_few_downloads_are_held_at_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    held, most = 0, 0
    content = encoded(group(1))

    async def fetch(*_: object, **__: object) -> bytes:
        nonlocal held, most
        held += 1
        most = max(held, most)
        return content

    def examine(_: bytes) -> pictures.Picture:
        nonlocal held
        held -= 1
        return decode(content)

    monkeypatch.setattr(pictures, "fetch", fetch)
    monkeypatch.setattr(pictures, "decode", examine)
    async with in_process(settings) as client:
        count = DOWNLOADS_AT_ONCE + 4
        await asyncio.gather(*(submit(client, "http://127.0.0.1/a.jpg", str(number)) for number in range(count)))

    assert most <= DOWNLOADS_AT_ONCE


async def test_a_task_of_a_newer_version(settings: Settings) -> None:
    sandbox = make_sandbox(settings)
    async with sandbox.running():
        operation = dataclasses.replace(detect_operation(), id="paintHair")
        task = await sandbox.tasks.submit(operation, {"businessTaskId": "1"})
        with pytest.raises(UnknownOperationError):
            sandbox.tasks.data(task)
    async with in_process(settings) as client:
        answer = await look(client)

    assert answer["code"] == "404"
    expected = (
        f"task {task.task_id}: no operation paintHair in this version. Start the sandbox that made the task. See "
    )
    assert answer["msg"] == expected + QUERY_PAGE


async def test_an_unknown_task(settings: Settings) -> None:
    async with in_process(settings) as client:
        answer = await look(client, "nobody's")

    assert answer["code"] == "404"
    expected = 'no task with businessTaskId "nobody\'s" of the tool "face/detection". Check that the id is the one'
    assert answer["msg"].startswith(expected)
    assert answer["msg"].endswith(f"See {QUERY_PAGE}")


async def test_a_task_that_fails(settings: Settings) -> None:
    async with in_process(dataclasses.replace(settings, progress=Progress("looks", 2))) as client:
        task_id = (await submit(client, await upload(client, group(1))))["data"]["taskId"]
        failed = await client.post(f"/_sandbox/tasks/{task_id}/fail")
        again = await client.post(f"/_sandbox/tasks/{task_id}/fail")
        answers = [await look(client) for _ in range(2)]
        (listed,) = (await client.get("/_sandbox/tasks")).json()["tasks"]

    assert failed.json() == {"taskId": task_id, "state": "failed"}
    assert [(answer["data"]["status"], answer["data"]["faceUrls"]) for answer in answers] == [(-1, [])] * 2
    assert (listed["state"], listed["failure"]) == ("failed", "failed on request (/_sandbox/tasks)")
    assert again.status_code == 409
    assert again.json()["msg"].startswith(f"expected a waiting task, but {task_id} has failed; PUT /_sandbox/progress")


@pytest.mark.parametrize(
    "text", ["now", "looks:3", "looks:12345678", "seconds:0", "seconds:1.5", "seconds:12345678.25"]
)
def test_progress_reads_what_it_writes(text: str) -> None:
    assert str(Progress.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "later", "now:1", "looks", "looks:0", "looks:1.5", "seconds:-1", "seconds:inf", "seconds:1e300"]
)
def test_progress_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r"progress: expected now, looks:N .* or seconds:S .*, got '"):
        Progress.parse(text)
