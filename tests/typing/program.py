"""A program that uses all of the public API, for type checkers to read and for the tests to run: python program.py URL.

The keys and the base URL come from the environment. The assert_type calls say what a user's editor shows.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import httpx

from img_open import (
    ApiError,
    ArgumentError,
    AsyncImgOpen,
    AsyncTask,
    ConfigurationError,
    DecodeError,
    Drift,
    DriftError,
    ImgOpen,
    Progress,
    RawResponse,
    StatusError,
    SubmitUnclear,
    Task,
    TaskError,
    TaskFailed,
    TaskLost,
    TaskTimeout,
    TransportError,
    __version__,
)
from img_open.api.tools import detect_faces
from img_open.callbacks import Event, callback_url, parse
from img_open.inbox import Inbox, SQLiteInbox
from img_open.models import (
    CheckpointModel,
    FaceDetectionData,
    FaceDetectionRequest,
    FaceDetectionResponse,
    ImageTaskData,
    ModelPage,
    ToolTaskData,
)
from img_open.polling import State
from img_open.receiver import Receiver

SECRET = "a secret of this program"  # opens nothing
DRIFTS: list[Drift] = []
STOOD: list[float | None] = []


def on_progress(progress: Progress) -> None:
    """Keep how far it is."""
    assert_type(progress.percentage, float | None)
    assert_type(progress.elapsed, float)
    assert_type(progress.looks, int)
    STOOD.append(progress.percentage)


def one_task(client: ImgOpen, picture: str) -> FaceDetectionData:
    """Submit, wait, ask, go on with a token."""
    task = client.tools.detect_faces(image_url=picture)
    assert_type(task, Task[FaceDetectionData])
    assert_type(task.id, str)
    assert_type(task.business_task_id, str)
    assert_type(task.operation, str)
    assert_type(task.done, bool)
    assert_type(task.failed, bool)
    assert_type(task.data, FaceDetectionData | None)
    assert_type(task.refresh(), Task[FaceDetectionData])
    found = task.wait(timeout=60, on_progress=on_progress)
    assert_type(found, FaceDetectionData)
    assert_type(found.face_urls, list[str])
    assert found == task.result()
    assert_type(client.tasks.find("detectFaces", task.business_task_id), Task[Any])
    again = client.tasks.resume(task.token)
    assert_type(again, Task[Any])
    assert again.wait().face_urls == found.face_urls
    asked = client.tasks.query_tool_task(tool_code="face/detection", business_task_id=task.business_task_id)
    assert_type(asked, ToolTaskData)
    return found


def many_tasks(client: ImgOpen, picture: str) -> None:
    """Wait for tasks of one kind."""
    tasks = [client.tools.detect_faces(image_url=picture) for _ in range(3)]
    results = client.tasks.wait_all(tasks, 60, concurrency=2, on_progress=on_progress)
    assert_type(results, list[FaceDetectionData])
    mixed = client.tasks.wait_all(tasks, return_exceptions=True)
    assert_type(mixed, list[FaceDetectionData | ApiError])
    ended = client.tasks.as_completed(tasks, timeout=60)
    assert_type(ended, Iterator[Task[FaceDetectionData]])
    assert {task.id for task in ended} == {task.id for task in tasks}
    assert len(results) == len(mixed) == 3


def lists_and_raw(client: ImgOpen, picture: str) -> None:
    """Pages, raw responses, other options, the function modules."""
    page = client.images.list_models(page_size=2, page_num=1)
    assert_type(page, ModelPage)
    for model in client.images.iter_models():
        assert_type(model, CheckpointModel)
    patient = client.with_options(timeout=httpx.Timeout(20, connect=5), max_retries=4, on_drift=DRIFTS.append)
    assert_type(patient, ImgOpen)
    raw = patient.tools.with_raw_response.detect_faces(image_url=picture)
    assert_type(raw, RawResponse[Task[FaceDetectionData]])
    assert_type(raw.parsed.wait(), FaceDetectionData)
    assert_type(raw.http_response, httpx.Response)
    assert (raw.status_code, raw.tries) == (200, 1)
    with client.api_client() as api_client:
        body = FaceDetectionRequest(image_url=picture, business_task_id="function module")
        answer = detect_faces.sync(client=api_client, body=body)
        assert_type(answer, FaceDetectionResponse | None)
    picture_task = client.images.text_to_image(prompt="a lighthouse", batch_size=1)
    assert_type(picture_task, Task[ImageTaskData])
    assert picture_task.wait().differential_image_rsp_list
    assert_type(FaceDetectionRequest.from_dict(body.to_dict()), FaceDetectionRequest)


def errors(client: ImgOpen) -> None:
    """Every error has its class, and what it carries."""
    try:
        client.tools.detect_faces(image_url="")
    except StatusError as error:
        assert_type(error.http_status, int)
        assert_type(error.code, str | None)
        assert_type(error.response, httpx.Response | None)
        assert_type(error.business_task_id, str | None)
    except (ArgumentError, ConfigurationError, DriftError, TaskFailed, TaskLost) as error:
        assert_type(error.operation, str | None)
    except SubmitUnclear as error:
        assert_type(error.business_task_id, str | None)
    except TransportError as error:
        assert_type(error.never_arrived, bool)
    except DecodeError as error:
        assert_type(error.pointer, str)
    try:
        client.tools.submit("face/detection", {"imageUrl": "http://127.0.0.1:1/none"}).wait(timeout=0)
    except (TaskTimeout, TaskError) as error:
        assert_type(error.task_id, str)
    except StatusError:
        pass


def callbacks(client: ImgOpen, folder: Path, picture: str) -> None:
    """Receive what the service would post, and end a wait with it."""
    key = "order-1"
    url = callback_url("https://example.com/callback", key, operation="detectFaces", secret=SECRET)
    assert_type(url, str)
    task = client.tools.detect_faces(image_url=picture, business_task_id=key)
    task.wait()
    body = client.tasks.with_raw_response.query_tool_task(tool_code="face/detection", business_task_id=key).content
    with SQLiteInbox(folder / "inbox.sqlite") as inbox:
        kept: Inbox = inbox
        receiver = Receiver(kept, secret=SECRET, client=client, confirm=True, on_event=print)
        status, content = receiver.receive(url, body)
        assert (status, content) == (200, b'{"code":"200"}')
        event = kept.get(key, "detectFaces")
        assert_type(event, Event | None)
        assert event is not None
        assert_type(event.state, State)
        assert event.result == parse(body, "detectFaces").result
        assert_type(task.wait(inbox=inbox, confirm=True), FaceDetectionData)
        assert [number for number, _ in kept.events()] == [1]


async def with_await(picture: str) -> None:
    """The same with await."""
    async with AsyncImgOpen(timeout=20, max_retries=1, strict=True) as client:
        task = await client.tools.detect_faces(image_url=picture)
        assert_type(task, AsyncTask[FaceDetectionData])
        assert_type(await task.wait(60, on_progress=on_progress), FaceDetectionData)
        assert_type(await task.refresh(), AsyncTask[FaceDetectionData])
        assert_type(task.result(), FaceDetectionData)
        tasks = [await client.tools.detect_faces(image_url=picture) for _ in range(2)]
        assert_type(await client.tasks.wait_all(tasks), list[FaceDetectionData])
        assert_type(await client.tasks.wait_all(tasks, return_exceptions=True), list[FaceDetectionData | ApiError])
        async for ended in client.tasks.as_completed(tasks):
            assert_type(ended, AsyncTask[FaceDetectionData])
        assert_type(await client.tasks.resume(task.token).wait(), Any)
        async for model in client.images.iter_models(page_size=1):
            assert_type(model, CheckpointModel)
        raw = await client.tools.with_raw_response.detect_faces(image_url=picture)
        assert_type(raw, RawResponse[AsyncTask[FaceDetectionData]])
        assert_type(client.with_options(max_retries=0), AsyncImgOpen)


def main(picture: str) -> None:
    """Use everything once."""
    with ImgOpen(on_drift=DRIFTS.append) as client, tempfile.TemporaryDirectory() as folder:
        one_task(client, picture)
        many_tasks(client, picture)
        lists_and_raw(client, picture)
        errors(client)
        callbacks(client, Path(folder), picture)
    asyncio.run(with_await(picture))
    with httpx.Client() as http:
        assert repr(ImgOpen("id", "secret", "http://s", http_client=http)) == "<ImgOpen http://s>"
    print(f"img_open {__version__}: all used, {len(DRIFTS)} drifts, {len(STOOD)} looks", file=sys.stderr)
    assert os.environ["IMG_OPEN_ACCESS_KEY_ID"] not in repr(client)


if __name__ == "__main__":
    main(sys.argv[1])
