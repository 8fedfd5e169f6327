"""The recipes of docs/callbacks.md, run as they stand there."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from img_open import ImgOpen
from img_open.callbacks import ENV_SECRET, callback_url
from img_open.inbox import SQLiteInbox
from img_open.polling import State
from img_open.receiver import Receiver
from img_open_sandbox.process import Sandbox, running
from tests.extras.opening import event
from tests.sandbox.helpers import encoded, portrait

DOCUMENT = (Path(__file__).parents[2] / "docs" / "callbacks.md").read_text("utf-8")
SECRET = "canary-callback-secret"
PATH = "/img-open/callback"
ACKNOWLEDGED = (200, b'{"code":"200"}')


def recipe(heading: str, number: int = 0) -> str:
    """The code of the document's section of this heading; with more than one piece of it, that of a number."""
    _, _, rest = DOCUMENT.partition(f"# {heading}\n")
    section = re.split(r"\n#+ ", rest)[0]
    found: str = re.findall(r"```python\n(.*?)```", section, re.DOTALL)[number]
    return found


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(ENV_SECRET, SECRET)


@pytest.fixture
def run() -> Iterator[Callable[..., dict[str, Any]]]:
    """Run a piece of code with these names known; the names after it."""
    receivers: list[Receiver] = []

    def run(code: str, **names: Any) -> dict[str, Any]:
        names["__name__"] = "__main__"  # Flask looks for the program's folder by it
        exec(compile(code, "docs/callbacks.md", "exec"), names)  # noqa: S102  # our own document
        if "receiver" in names:
            receivers.append(names["receiver"])
        return names

    yield run
    for receiver in receivers:
        receiver._inbox.close()


def exchanges() -> list[tuple[str, bytes, int]]:
    """URLs, bodies and the status that they deserve."""
    good = callback_url(f"http://test{PATH}", "b1", operation="detectFaces")
    body = json.dumps(
        {**event("b1").answer, "data": {**event("b1").answer["data"], "toolTask": "faceDetection"}}
    ).encode()
    return [(good, body, 200), (good, body, 200), (f"http://test{PATH}", body, 403), (good, b"", 400)]


def is_stored_once() -> bool:
    with SQLiteInbox("callbacks.sqlite") as inbox:
        return [found.business_task_id for _, found in inbox.events()] == ["b1"]


def test_fastapi(run: Callable[..., dict[str, Any]]) -> None:
    app = run(recipe("FastAPI"))["app"]

    async def post_all() -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return [(await client.post(url, content=body)).status_code for url, body, _ in exchanges()]

    assert asyncio.run(post_all()) == [status for _, _, status in exchanges()]
    assert is_stored_once()


def test_fastapi_mounted(run: Callable[..., dict[str, Any]]) -> None:
    """With and without the slash at the end, as the document warns."""
    found = run(recipe("FastAPI"))
    app = type(found["app"])()
    app.mount(PATH, found["receiver"].asgi)
    url, body, _ = exchanges()[0]

    async def post(url: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return await client.post(url, content=body)

    assert asyncio.run(post(url)).status_code == 307
    answer = asyncio.run(post(url.replace("?", "/?")))
    assert (answer.status_code, answer.content) == ACKNOWLEDGED


def test_flask(run: Callable[..., dict[str, Any]]) -> None:
    app = run(recipe("Flask"))["app"]
    with app.test_client() as client:
        answers = [client.post(url.removeprefix("http://test"), data=body) for url, body, _ in exchanges()]
    assert [answer.status_code for answer in answers] == [status for _, _, status in exchanges()]
    assert answers[0].data == ACKNOWLEDGED[1]
    assert is_stored_once()


def test_the_django_recipe_is_python() -> None:
    compile(recipe("Django"), "docs/callbacks.md", "exec")


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with running("--loopback-only", "--progress", "looks:2") as found:
        monkeypatch.setenv("IMG_OPEN_BASE_URL", found.url)
        monkeypatch.setenv("IMG_OPEN_ACCESS_KEY_ID", found.key_id)
        monkeypatch.setenv("IMG_OPEN_ACCESS_KEY_SECRET", found.key_secret)
        found.upload(encoded(portrait()), "https://example.com/people.jpg")
        yield found


def test_submitting_waiting_confirming(
    run: Callable[..., dict[str, Any]], sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    task = run(recipe("Submit"))["task"]
    (posted,) = sandbox.control("GET", "tasks")["tasks"]
    waited = run(recipe("Use what came"), token=task.token, ImgOpen=ImgOpen, SQLiteInbox=SQLiteInbox)
    assert len(waited["faces"].face_urls) == 1

    data = {"taskId": task.id, "businessTaskId": task.business_task_id, "toolTask": "faceDetection", "status": 2}
    body = json.dumps({"code": "200", "data": {**data, "faceUrls": ["http://evil.test/0.png"]}}).encode()
    with SQLiteInbox("callbacks.sqlite") as inbox, ImgOpen() as client:
        receiver = run(recipe("Confirm"), Receiver=Receiver, inbox=inbox, client=client)["receiver"]
        assert receiver.receive(posted["callbackUrl"], body) == ACKNOWLEDGED
        last = run(recipe("Use what came", 1), last=0)["last"]
    assert last == 1
    assert capsys.readouterr().out == f"order-4711 {waited['faces']}\n"


def test_several_machines(run: Callable[..., dict[str, Any]], database: str) -> None:
    code = recipe("Several machines").replace("postgresql+psycopg://user@host/database", database)
    receiver = run(code)["receiver"]
    answers = [receiver.receive(url, body)[0] for url, body, _ in exchanges()]
    assert answers == [status for _, _, status in exchanges()]
    found = receiver._inbox.get("b1", "detectFaces")
    assert (found.state, found.result.face_urls) == (State.DONE, ["http://p/.png"])
