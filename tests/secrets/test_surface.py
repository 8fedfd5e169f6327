"""The canary through all that img_open lets a program call, before the sandbox; what was forgotten is named."""

import asyncio
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

import img_open
from contract.driving import show
from contract_tests.witnesses import SPEC
from img_open import ApiError, AsyncImgOpen, ImgOpen, callbacks
from img_open.callbacks import Event, Signer, Ticket, callback_url
from img_open.client import AuthenticatedClient, Client
from img_open.inbox import SQLiteInbox
from img_open.model import Model
from img_open.receiver import Receiver
from img_open_sandbox.process import Sandbox
from scripts.record import PORTRAIT
from tests.secrets.canary import CALLBACK_SECRET, KEY_ID, KEY_SECRET, leaks, pickled, shows
from tests.secrets.driving import OPERATIONS, SOME, TOKEN, everything, resources
from tests.secrets.hostile import ECHOES, Hostile
from tests.secrets.surface import calls, functions
from tests.secrets.test_hostile import MODES, drive

AT_IMPORT = {"model.wire"}
"""Called when models are imported, which may have been before."""
NEWS = {"taskId": "1", "businessTaskId": "b1", "toolTask": "faceDetection", "status": 2, "faceUrls": ["http://x/0.png"]}
POSTED = json.dumps({"code": "200", "msg": "success", "data": NEWS}).encode()


def received(tmp_path: Path, client: Any) -> Iterator[tuple[str, object]]:
    """Yield all that callbacks, receiver and inbox hand out."""
    url = callback_url("https://example.com/callback", "b1", operation="detectFaces")
    yield "callback_url", [url, callback_url("https://example.com/", "b2", secret=CALLBACK_SECRET)]
    told: list[Event] = []
    with SQLiteInbox(tmp_path / "inbox.sqlite") as inbox:
        receiver = Receiver(inbox, client=client, on_event=told.append)
        confirming = Receiver(inbox, secret=CALLBACK_SECRET, client=client, confirm=True)
        for one in (receiver, confirming):
            for came in (url, url[:-1], CALLBACK_SECRET, url.replace("b1", KEY_SECRET)):
                for body in (POSTED, b"", b"[]", CALLBACK_SECRET.encode(), POSTED.replace(b"b1", b"b2")):
                    if CALLBACK_SECRET.encode() not in body:
                        yield "receive", one.receive(came, body)
        yield "receiver", [receiver, confirming, receiver.asgi, receiver.wsgi, receiver.too_large()]
        yield "apps", [_asgi(receiver, url), _wsgi(receiver, url)]
        yield "inbox", [inbox, inbox.get("b1"), list(inbox.events())]
        yield "waiting", client.tasks.resume(TOKEN).wait(5, inbox=inbox)
    yield "events", told
    event = callbacks.parse(POSTED, "detectFaces")
    yield "event", [event, event.result, event.ended, event.asked_id]
    signer = Signer(CALLBACK_SECRET)
    ticket = Ticket("detectFaces", "b1")
    yield "signer", [signer, signer.token(ticket), signer.opened(url.partition("?")[2]), ticket]


def stock_clients() -> Iterator[tuple[str, object]]:
    """Give the keys to openapi-python-client's own clients, which hold them; yield what they print and pickle."""
    given = {"X-Key": KEY_SECRET}
    for made in (Client("http://x", headers=given), AuthenticatedClient("http://x", token=KEY_SECRET, headers=given)):
        client = made.with_headers(given).with_cookies(given).with_timeout(httpx.Timeout(1))
        yield "repr", [repr(client), repr(made)]
        yield "pickle", [pickled(client), pickled(made)]
        assert str(pickled(made)) == "a client is not pickled, as it may hold keys: make another one there"
        with made:
            yield "repr", repr(made.with_headers(given).with_cookies(given).with_timeout(httpx.Timeout(1)))
            made.set_httpx_client(made.get_httpx_client())

        async def use(made: Any = made) -> None:
            async with made:
                made.set_async_httpx_client(made.get_async_httpx_client())

        asyncio.run(use())


def _asgi(receiver: Receiver, url: str) -> list[Any]:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": POSTED}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "headers": [], "query_string": url.partition("?")[2].encode()}
    asyncio.run(receiver.asgi(scope, receive, send))
    return sent


def _wsgi(receiver: Receiver, url: str) -> list[Any]:
    sent: list[Any] = []
    environ = {"REQUEST_METHOD": "GET", "QUERY_STRING": url.partition("?")[2]}
    sent += receiver.wsgi(environ, lambda status, headers: sent.append([status, headers]))
    return sent


def test_all_that_can_be_called_is_called_and_shows_nothing(sandbox: Sandbox, hostile: Hostile, tmp_path: Path) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:1"})
    for operation in SPEC.operations.values():
        show(sandbox, operation, operation.request[1]["example"], PORTRAIT)
    kept: list[tuple[str, object]] = []
    with calls() as called:
        for mode in MODES:
            outcomes = drive(mode, sandbox.url, partial(everything, names=OPERATIONS, detailed=True))
            assert [value for _, value in _named(outcomes.kept) if isinstance(value, img_open.TransportError)] == []
            kept += _named(outcomes.kept)
            for echo in ("the values of a success", "an HTML page", "a status line"):
                hostile.echo = ECHOES[echo]
                kept += _named(drive(mode, hostile.url, everything).kept)
            for url in (sandbox.url, hostile.url):
                kept += _named(drive(mode, url, partial(resources, names=SOME), own_http=True).kept)
        with ImgOpen(base_url=sandbox.url) as client:
            kept += received(tmp_path, client)
        kept += [(name, [value.to_dict(), value]) for name, value in kept if isinstance(value, Model)]
        kept += stock_clients()
    found = leaks(kept)
    assert not found, found[:20]
    forgotten = {name.removeprefix("img_open.") for name, code in functions().items() if code not in called}
    assert forgotten - AT_IMPORT == set()


def _named(kept: list[Any]) -> list[tuple[str, object]]:
    return [item if isinstance(item, tuple) else (type(item).__name__, item) for item in kept]


def test_clients_are_not_pickled_and_say_what_to_do_instead(sandbox: Sandbox) -> None:
    with ImgOpen(base_url=sandbox.url) as client:
        task = client.tasks.resume(TOKEN)
        for one in (client, client.with_options(max_retries=0), client._transport, client._auth, client.tools, task):
            told = str(pickled(one))
            assert "not pickled" in told
            assert "make another " in told
            assert told.endswith(" there; a task goes on with client.tasks.resume(task.token)")
        assert not shows(task.token)
        receiver = Receiver(None, secret=CALLBACK_SECRET)  # type: ignore[arg-type]
    assert str(pickled(receiver)) == "a Receiver is not pickled, as it has a secret: make another one there"
    assert str(pickled(Signer())) == "a callback secret is not pickled: make another Receiver there"
    assert str(pickled(AsyncImgOpen(base_url="http://x"))).startswith("keys are not pickled")


SWAPPED: dict[str, Callable[[], object]] = {
    "keys after the URL": lambda: ImgOpen("http://x", KEY_ID, KEY_SECRET),
    "a key in the URL": lambda: ImgOpen(base_url=f"http://{KEY_ID}:{KEY_SECRET}@x"),
    "a key in its query": lambda: ImgOpen(base_url=f"http://x?key={KEY_ID}"),
    "a key as proxy": lambda: ImgOpen(base_url="http://x", proxy=KEY_SECRET),
    "a key with a blank": lambda: ImgOpen(f"{KEY_ID} ", base_url="http://x"),
    "a key that is no ASCII": lambda: ImgOpen(f"{KEY_ID}\u00e9", base_url="http://x"),
    "a key that is bytes": lambda: ImgOpen(KEY_ID.encode(), base_url="http://x"),  # type: ignore[arg-type]
    "a key as token": lambda: ImgOpen(base_url="http://x").tasks.resume(KEY_SECRET),
    "a secret in half a surrogate pair": lambda: callback_url("http://x", "b1", secret=f"{CALLBACK_SECRET}\ud800"),
    "a secret that is bytes": lambda: callback_url("http://x", "b1", secret=CALLBACK_SECRET.encode()),  # type: ignore[arg-type]
    "a secret in the URL": lambda: callback_url(f"http://a:{CALLBACK_SECRET}@x", "b1"),
    "a short secret": lambda: callback_url("http://x", "b1", secret=CALLBACK_SECRET[:15]),
}


@pytest.mark.parametrize("mistake", SWAPPED)
def test_a_mistake_with_a_secret_does_not_show_it(mistake: str) -> None:
    with pytest.raises((ApiError, TypeError)) as caught:
        SWAPPED[mistake]()
    assert not leaks([(mistake, caught.value)])
