"""The receiver as a function, an ASGI app and a WSGI app; it is killed in tests/extras/test_killed_receiver.py."""

import asyncio
import copy
import json
import logging
import pickle
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

import httpx
import pytest

from img_open import AsyncImgOpen, ImgOpen
from img_open.callbacks import Event, callback_url
from img_open.errors import ConfigurationError
from img_open.inbox import InboxError, SQLiteInbox
from img_open.polling import State
from img_open.receiver import Receiver
from img_open.tasks import Task
from img_open_sandbox.process import Sandbox, running
from tests.client.conftest import Service, envelope
from tests.sandbox.helpers import encoded, portrait

SECRET = "canary-callback-secret"
BASE = "https://example.com/callback"
ACKNOWLEDGED = (200, b'{"code":"200"}')


def url_of(own_id: str = "b1", operation: str | None = "detectFaces", secret: str = SECRET) -> str:
    return callback_url(BASE, own_id, operation=operation, secret=secret)


def posted(**data: Any) -> bytes:
    """What is posted for detectFaces, with some of its data changed."""
    return json.dumps(envelope(**data)).encode()


def refusal(answer: tuple[int, bytes]) -> tuple[int, str]:
    """Status and msg of an answer in the envelope's form."""
    status, content = answer
    told = json.loads(content)
    assert (told["code"], told["data"]) == (str(status), None)
    return status, told["msg"]


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[SQLiteInbox]:
    with SQLiteInbox(tmp_path / "inbox.sqlite") as found:
        yield found


@pytest.fixture
def receiver(inbox: SQLiteInbox) -> Receiver:
    return Receiver(inbox, secret=SECRET)


@pytest.fixture(autouse=True)
def shows_no_secret(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No test lets the client log the secret, or a token."""
    caplog.set_level(logging.DEBUG)
    yield
    ours = [record for record in caplog.get_records("call") if record.name.startswith("img_open")]
    logged = "\n".join(caplog.handler.format(record) for record in ours)
    tokens = [parse_qs(urlsplit(url_of(own_id)).query)["img_open_token"][0] for own_id in ("b1", "b2")]
    assert [secret for secret in ("canary", *tokens) if secret in logged] == []


class Broken(SQLiteInbox):
    """An inbox that fails as it is told."""

    error: Exception

    def put(self, _event: Event) -> bool:
        raise self.error


# As a function


def test_an_event_is_acknowledged_and_stored(receiver: Receiver, inbox: SQLiteInbox) -> None:
    assert receiver.receive(url_of(), posted()) == ACKNOWLEDGED
    assert inbox.get("b1") == Event("detectFaces", "b1", "pre1", State.DONE, envelope())


@pytest.mark.parametrize("form", ["whole", "path", "query", "?query", "fragment"])
def test_url_path_and_query_will_do(receiver: Receiver, form: str) -> None:
    url = f"{url_of()}&next=a?b://c"
    query = urlsplit(url).query
    given = {
        "whole": url,
        "path": f"/callback?{query}",
        "query": query,
        "?query": f"?{query}",
        "fragment": f"{url}#a?b",
    }
    assert receiver.receive(given[form], posted()) == ACKNOWLEDGED


def test_a_duplicate_is_acknowledged_and_told_once(inbox: SQLiteInbox) -> None:
    told: list[Event] = []
    receiver = Receiver(inbox, secret=SECRET, on_event=told.append)
    bodies = [posted(status=1, faceUrls=[]), posted(), posted(), posted(status=1, faceUrls=[])]
    assert [receiver.receive(url_of(), body) for body in bodies] == [ACKNOWLEDGED] * 4
    assert [event.state for event in told] == [State.WAITING, State.DONE]
    assert [event for _, event in inbox.events()] == told[1:]


def test_it_is_stored_before_it_is_told(inbox: SQLiteInbox) -> None:
    seen: list[Event | None] = []
    receiver = Receiver(inbox, secret=SECRET, on_event=lambda event: seen.append(inbox.get(event.business_task_id)))
    receiver.receive(url_of(), posted())
    assert seen == [inbox.get("b1")] != [None]


def test_a_failing_on_event_changes_no_answer(inbox: SQLiteInbox, caplog: pytest.LogCaptureFixture) -> None:
    def on_event(_: Event) -> None:
        raise RuntimeError("canary")

    assert Receiver(inbox, secret=SECRET, on_event=on_event).receive(url_of(), posted()) == ACKNOWLEDGED
    assert "callback: task b1: stored, but on_event failed with RuntimeError" in caplog.text
    assert "in on_event" in caplog.text  # where, and nothing of what it said


def forgeries() -> dict[str, str]:
    token = parse_qs(urlsplit(url_of()).query)["img_open_token"][0]
    return {
        "no token": f"{BASE}?img_open_id=b1&img_open_operation=detectFaces",
        "no query": BASE,
        "empty": "",
        "a wrong token": url_of().replace(token, token[::-1]),
        "an empty token": url_of().replace(token, ""),
        "another secret's": url_of(secret="another-canary-secret"),
        "another task's": url_of("b2").replace("img_open_id=b2", "img_open_id=b1"),
        "another operation's": url_of(operation="swapFaces").replace("swapFaces", "detectFaces"),
        "one without the operation's": url_of(operation=None) + "&img_open_operation=detectFaces",
        "two ids": url_of() + "&img_open_id=b2",
    }


@pytest.mark.parametrize("how", forgeries())
def test_a_forged_url_is_refused(receiver: Receiver, inbox: SQLiteInbox, how: str) -> None:
    answer = receiver.receive(forgeries()[how], posted())
    assert refusal(answer) == (403, "expected the URL that was sent as callbackUrl, with its token; got another")
    assert list(inbox.events()) == []


def test_a_token_is_good_for_its_own_task_only(receiver: Receiver, inbox: SQLiteInbox) -> None:
    answer = receiver.receive(url_of("b2"), posted())
    assert refusal(answer) == (403, "expected the task that the URL was made for, got a body that names another")
    assert list(inbox.events()) == []


def test_what_cannot_be_read_is_refused_with_its_place(
    receiver: Receiver, inbox: SQLiteInbox, caplog: pytest.LogCaptureFixture
) -> None:
    assert refusal(receiver.receive(url_of(), b"<html>")) == (
        400,
        "detectFaces: the whole body: expected JSON, got <html>",
    )
    text = "detectFaces: /data/toolTask: expected a required field, got nothing"
    assert refusal(receiver.receive(url_of(), posted(toolTask=...))) == (400, text)
    assert f"callback: task b1: cannot be read: {text}" in caplog.text
    assert list(inbox.events()) == []


def test_a_body_that_is_too_long_is_refused(inbox: SQLiteInbox) -> None:
    receiver = Receiver(inbox, secret=SECRET, max_body=len(posted()))
    assert refusal(receiver.receive(url_of(), posted() + b" ")) == (
        413,
        f"expected a body of at most {len(posted())} bytes, got a longer one",
    )
    assert receiver.receive(url_of(), posted()) == ACKNOWLEDGED


@pytest.mark.parametrize(
    ("error", "logged"),
    [
        (InboxError("disk full"), "callback: not stored, InboxError: disk full"),
        (RuntimeError("password canary"), "callback: not stored, RuntimeError; "),
    ],
)
def test_an_inbox_that_fails_lets_the_service_try_again(
    tmp_path: Path, error: Exception, logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Broken(tmp_path / "broken.sqlite") as broken:
        broken.error = error
        answer = Receiver(broken, secret=SECRET).receive(url_of(), posted())
    assert refusal(answer) == (500, "the event could not be stored; send it again")
    assert logged in caplog.text
    assert "in put" in caplog.text


def test_drift_is_logged_once_per_place(receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    for own_id in ("b1", "b2"):
        receiver.receive(url_of(own_id), posted(businessTaskId=own_id, surprise=1))
    assert caplog.text.count("detectFaces: /data/surprise: expected no such field, got number 1") == 1


def test_a_failure_without_data_is_the_urls_task(receiver: Receiver, inbox: SQLiteInbox) -> None:
    assert receiver.receive(url_of(), b'{"code": "500", "msg": "no", "data": null}') == ACKNOWLEDGED
    found = inbox.get("b1", "detectFaces")
    assert found is not None
    assert found.state is State.FAILED


def test_nothing_shows_the_secret(receiver: Receiver) -> None:
    shown = f"{receiver!r} {vars(receiver)} {vars(receiver._signer)} {receiver.asgi!r} {receiver.wsgi!r}"
    assert "canary" not in shown
    assert repr(receiver) == "<Receiver into SQLiteInbox>"
    for copied in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="^a Receiver is not pickled, as it has a secret: make another one there$"):
            copied(receiver)


# Confirmed by the service


@pytest.fixture
def confirming(inbox: SQLiteInbox, client: ImgOpen) -> Receiver:
    return Receiver(inbox, secret=SECRET, client=client.with_options(max_retries=0), confirm=True)


def test_what_the_service_says_is_stored(confirming: Receiver, inbox: SQLiteInbox, service: Service) -> None:
    service.says(envelope(faceUrls=["http://service.test/true.png"]))
    assert confirming.receive(url_of(), posted(faceUrls=["http://evil.test/0.png"])) == ACKNOWLEDGED
    found = inbox.get("b1", "detectFaces")
    assert found is not None
    assert found.result.face_urls == ["http://service.test/true.png"]
    assert [request.url.path for request in service.requests] == ["/AIGCImgOpenServ/saas/tool/face/detection/queryTask"]
    assert service.bodies == [{"businessTaskId": "b1"}]


@pytest.mark.parametrize(
    ("answer", "logged"),
    [
        (envelope(status=1, faceUrls=[]), "the task is waiting there, and was said to be done"),
        (envelope(status=-1, faceUrls=[]), "the task is failed there, and was said to be done"),
        (envelope(businessTaskId="b2"), "it tells of another task"),
        ({"code": "404", "msg": "no such task", "data": None}, 'the service answered code "404": no such task'),
        (httpx.ConnectError("refused"), "it was asked in vain: queryToolTask: no answer from"),
        (b"<html>", "it was asked in vain: "),
    ],
)
def test_what_the_service_does_not_say_is_not_stored(
    confirming: Receiver,
    inbox: SQLiteInbox,
    service: Service,
    caplog: pytest.LogCaptureFixture,
    answer: Any,
    logged: str,
) -> None:
    service.says(answer)
    told = refusal(confirming.receive(url_of(), posted()))
    assert told == (409, "expected what the service says of the task when it is asked; got something else")
    assert "callback: task b1: not stored, " in caplog.text
    assert logged in caplog.text
    assert list(inbox.events()) == []
    service.says(envelope())
    assert confirming.receive(url_of(), posted()) == ACKNOWLEDGED


def test_without_an_operation_nobody_can_be_asked(confirming: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    assert confirming.receive(url_of(operation=None), posted())[0] == 409
    assert "the URL names no operation (callback_url(..., operation=...))" in caplog.text


def test_a_forged_url_makes_nobody_ask(confirming: Receiver, service: Service) -> None:
    assert confirming.receive(BASE, posted())[0] == 403
    assert service.requests == []


def test_a_task_of_the_services_id_is_asked_for_by_it(
    confirming: Receiver, inbox: SQLiteInbox, service: Service
) -> None:
    data = {"id_task": "pre7", "status": 2, "differentialImageRspList": [{"image_url": "http://p/0.png"}]}
    service.says({"code": "200", "msg": "success", "data": data})
    body = json.dumps({"code": "200", "data": data}).encode()
    answer = confirming.receive(url_of("mine", "imageToImageV3"), body)
    assert service.bodies == [{"businessTaskId": "pre7"}]
    assert answer == ACKNOWLEDGED
    assert inbox.get("pre7", "imageToImageV3") == inbox.get("mine", "imageToImageV3") != None  # noqa: E711


def test_confirming_needs_a_client(inbox: SQLiteInbox, make_async: Callable[[], AsyncImgOpen]) -> None:
    with pytest.raises(
        ConfigurationError, match=r"^confirm=True: expected client=ImgOpen\(...\) to ask with, got none$"
    ):
        Receiver(inbox, secret=SECRET, confirm=True)
    client: Any = make_async()
    with pytest.raises(ConfigurationError, match="^client: expected an ImgOpen, .*; got an async one$"):
        Receiver(inbox, secret=SECRET, client=client)
    asyncio.run(client.aclose())


# As an ASGI app


async def asgi_post(receiver: Receiver, url: str, method: str = "POST", **arguments: Any) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(receiver.asgi)) as client:
        return await client.request(method, url, **arguments)


def test_the_asgi_app_takes_a_callback(receiver: Receiver, inbox: SQLiteInbox) -> None:
    answer = asyncio.run(asgi_post(receiver, url_of(), content=posted()))
    assert (answer.status_code, answer.content) == ACKNOWLEDGED
    assert answer.headers["content-type"] == "application/json"
    assert inbox.get("b1") is not None


def test_the_asgi_app_takes_a_body_in_pieces(receiver: Receiver, inbox: SQLiteInbox) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(posted()), 7):
            yield posted()[start : start + 7]

    assert asyncio.run(asgi_post(receiver, url_of(), content=pieces())).status_code == 200
    assert inbox.get("b1") is not None


def test_the_asgi_app_refuses_what_is_no_post(receiver: Receiver) -> None:
    answer = asyncio.run(asgi_post(receiver, url_of(), "GET"))
    assert refusal((answer.status_code, answer.content)) == (405, "expected POST")
    assert answer.headers["allow"] == "POST"
    assert asyncio.run(asgi_post(receiver, BASE, content=posted())).status_code == 403


async def run_asgi(receiver: Receiver, scope: dict[str, Any], messages: list[dict[str, Any]]) -> list[Any]:
    """What the app sends; it fails the test to read on after the messages."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    await receiver.asgi(scope, receive, send)
    return sent


@pytest.mark.parametrize("announced", [True, False])
def test_the_asgi_app_does_not_read_what_is_too_long(inbox: SQLiteInbox, announced: bool) -> None:
    receiver = Receiver(inbox, secret=SECRET, max_body=10)
    headers = [(b"content-length", b"1000000")] if announced else []
    query = urlsplit(url_of()).query.encode()
    scope = {"type": "http", "method": "POST", "headers": headers, "query_string": query}
    messages = [{"type": "http.request", "body": b"12345678", "more_body": True} for _ in range(9)]
    sent = asyncio.run(run_asgi(receiver, scope, messages))
    assert sent[0]["status"] == 413
    assert len(messages) == (9 if announced else 7)


def test_the_asgi_app_lives_with_a_server_and_with_who_leaves(receiver: Receiver) -> None:
    lifespan = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent = asyncio.run(run_asgi(receiver, {"type": "lifespan"}, lifespan))
    assert [message["type"] for message in sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    sent = asyncio.run(run_asgi(receiver, {"type": "websocket"}, [{"type": "websocket.connect"}]))
    assert [message["type"] for message in sent] == ["websocket.close"]
    scope = {"type": "http", "method": "POST", "headers": [], "query_string": b""}
    assert asyncio.run(run_asgi(receiver, scope, [{"type": "http.disconnect"}])) == []


def test_the_asgi_app_does_not_hold_up_others(inbox: SQLiteInbox) -> None:
    """Many events wait for a slow inbox at once, and the loop goes on."""
    begun, go = threading.Semaphore(0), threading.Event()

    class Slow(SQLiteInbox):
        def put(self, event: Event) -> bool:
            begun.release()
            assert go.wait(10)
            return super().put(event)

    async def post_all(receiver: Receiver) -> list[httpx.Response]:
        ids = [f"b{number}" for number in range(3)]
        posts = [asgi_post(receiver, url_of(own_id), content=posted(businessTaskId=own_id)) for own_id in ids]
        waiting = asyncio.gather(*posts)
        for _ in ids:
            await asyncio.to_thread(begun.acquire)
        go.set()
        return await waiting

    with Slow(inbox.path) as slow:
        answers = asyncio.run(post_all(Receiver(slow, secret=SECRET)))
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len(list(inbox.events())) == 3


# As a WSGI app


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(receiver: Receiver) -> Iterator[str]:
    """The URL of the app behind a real server, with a judge of both between them."""
    with make_server("127.0.0.1", 0, validator(receiver.wsgi), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/any/path"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def wsgi(receiver: Receiver) -> Iterator[str]:
    with served(receiver) as url:
        yield url


def test_the_wsgi_app_takes_a_callback(wsgi: str, inbox: SQLiteInbox) -> None:
    answer = httpx.post(callback_url(wsgi, "b1", secret=SECRET), content=posted())
    assert (answer.status_code, answer.content) == ACKNOWLEDGED
    assert answer.headers["content-type"] == "application/json"
    assert inbox.get("b1") is not None


def test_the_wsgi_app_refuses(wsgi: str, inbox: SQLiteInbox) -> None:
    url = callback_url(wsgi, "b1", secret=SECRET)
    assert httpx.get(url).headers["allow"] == "POST"
    answers = {
        405: httpx.get(url),
        403: httpx.post(wsgi, content=posted()),
        400: httpx.post(url, content=b""),
        411: httpx.post(url, content=iter([posted()])),
    }
    for status, answer in answers.items():
        assert refusal((answer.status_code, answer.content))[0] == status
    assert list(inbox.events()) == []


class Endless:
    """A body without an end, which says how much of it was read."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int) -> bytes:
        self.taken += size
        return b" " * size


@pytest.mark.parametrize(
    ("given", "taken"), [({"CONTENT_LENGTH": "1000000000"}, 0), ({"wsgi.input_terminated": True}, 1_000_001)]
)
def test_the_wsgi_app_does_not_read_what_is_too_long(receiver: Receiver, given: dict[str, Any], taken: int) -> None:
    body = Endless()
    query = urlsplit(url_of()).query
    environ = {"REQUEST_METHOD": "POST", "QUERY_STRING": query, "wsgi.input": body, **given}
    statuses: list[str] = []
    receiver.wsgi(environ, lambda status, _: statuses.append(status))
    assert [status[:4] for status in statuses] == ["413 "]  # the words differ between Pythons
    assert body.taken == taken


# With the sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running("--loopback-only") as found:
        yield found


def starters(client: ImgOpen, picture: str) -> dict[str, Callable[[str, str], Task[Any]]]:
    """How tasks are started whose callbacks name both ids, the service's only, and that under another name."""
    return {
        "detectFaces": lambda own_id, url: client.tools.detect_faces(
            image_url=picture, business_task_id=own_id, callback_url=url
        ),
        "fluxTextToImage": lambda own_id, url: client.tools.flux_text_to_image(
            comfy_task_type="Flux1DevFP8", prompt="a lighthouse", business_task_id=own_id, callback_url=url
        ),
        "textToImageV3": lambda _, url: client.images.text_to_image_v3(
            prompt="a lighthouse", width=128, height=128, callback_url=url
        ),
    }


@pytest.mark.parametrize("confirm", [False, True])
@pytest.mark.parametrize("operation", ["detectFaces", "fluxTextToImage", "textToImageV3"])
def test_what_the_sandbox_posts_is_what_it_answers(
    inbox: SQLiteInbox, sandbox: Sandbox, operation: str, confirm: bool
) -> None:
    told: queue.Queue[Event] = queue.Queue()
    with ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url) as client:
        receiver = Receiver(inbox, secret=SECRET, client=client, confirm=confirm, on_event=told.put)
        start = starters(client, sandbox.upload(encoded(portrait())))[operation]
        with served(receiver) as base:
            events = {}
            for progress in ("now", "looks:1000"):
                sandbox.control("PUT", "progress", json={"progress": progress})
                own_id = uuid4().hex
                task = start(own_id, callback_url(base, own_id, operation=operation, secret=SECRET))
                if progress != "now":
                    sandbox.control("POST", f"tasks/{task.id}/fail")
                events[own_id] = task, told.get(timeout=30)
        (done, event), (failed, other) = events.values()
        assert [event.business_task_id, other.business_task_id] == list(events)
        # Flux's own answer, which is what is posted, lacks an id that the task's question is answered with.
        result = client.tasks.resume(done.token).wait() if confirm else done.wait()
        assert (event.state, event.task_id, event.result) == (State.DONE, done.id, result)
        assert (other.state, other.task_id, other.result) == (State.FAILED, failed.id, None)
        assert inbox.get(done.business_task_id, operation) == event
        assert inbox.get(failed.business_task_id, operation) == other


def test_who_has_seen_the_url_cannot_forge_what_the_service_confirms(inbox: SQLiteInbox, sandbox: Sandbox) -> None:
    with ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url) as client:
        sandbox.control("PUT", "progress", json={"progress": "looks:1000"})
        own_id = uuid4().hex
        url = url_of(own_id)
        picture = sandbox.upload(encoded(portrait()))
        task = client.tools.detect_faces(image_url=picture, business_task_id=own_id, callback_url=url)
        forged = posted(businessTaskId=own_id, taskId=task.id)
        receiver = Receiver(inbox, secret=SECRET, client=client, confirm=True)
        assert receiver.receive(url, forged)[0] == 409
        assert receiver.receive(url_of("of-no-task"), posted(businessTaskId="of-no-task"))[0] == 409
    assert list(inbox.events()) == []
