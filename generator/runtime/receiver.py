"""Receives callbacks, as a plain function, an ASGI app and a WSGI app; acknowledges an event once it is stored."""

import asyncio
import json
import logging
import re
import traceback
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from typing import Any, Protocol

from attrs import evolve

from .callbacks import Event, Signer, event_from, parse
from .drift import DriftReporter
from .errors import ApiError, ConfigurationError, DecodeError, shown
from .inbox import Inbox
from .tasks import token_of

_log = logging.getLogger(__name__)
_ACKNOWLEDGED = b'{"code":"200"}'
_MAX_BODY = 1_000_000  # bytes; the answer with the most in it, of many pictures' URLs, has some thousand
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://|/")  # how a URL or a path begins, and a query does not
_PIECE = 65_536  # bytes read at a time

Answer = tuple[int, bytes]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class _Tasks(Protocol):
    def resume(self, token: str, /) -> Any: ...


class Asker(Protocol):
    """What a Receiver with confirm=True needs of an ImgOpen."""

    @property
    def tasks(self) -> _Tasks: ...


class Receiver:
    """Takes what the service posts, checks it and stores it.

    `asgi` and `wsgi` are it as web apps, which take any path; `receive` is it as a function. All may be used from many
    threads.

    Args:
        inbox: where events are stored, such as SQLiteInbox(path).
        secret: the one that callback_url was given; else from IMG_OPEN_CALLBACK_SECRET.
        client: an ImgOpen, for confirm=True; give it a short timeout, as the service waits meanwhile.
        confirm: ask the service for the task before an event is believed; what is stored then is the service's answer.
            The callback URL must name the operation.
        on_event: called with each event that was news, after it was stored. It is not called again if it fails or if
            the process ends before; who must miss nothing reads `inbox.events()`.
        max_body: bytes; a longer body is refused without being read to the end.

    Raises:
        ConfigurationError
    """

    def __init__(
        self,
        inbox: Inbox,
        *,
        secret: str | None = None,
        client: Asker | None = None,
        confirm: bool = False,
        on_event: Callable[[Event], object] | None = None,
        max_body: int = _MAX_BODY,
    ) -> None:
        self._inbox = inbox
        if confirm and client is None:
            raise ConfigurationError("confirm=True: expected client=ImgOpen(...) to ask with, got none")
        if hasattr(client, "aclose"):
            raise ConfigurationError(
                "client: expected an ImgOpen, also for ASGI, which asks in a thread; got an async one"
            )
        self._signer = Signer(secret)
        self._client = client if confirm else None
        self._on_event = on_event
        self._on_drift = DriftReporter()
        self.max_body = max_body
        self.asgi: _Asgi = _Asgi(self)
        """The Receiver as an ASGI app."""
        self.wsgi: _Wsgi = _Wsgi(self)
        """The Receiver as a WSGI app."""

    def receive(self, url_or_query: str, body: bytes) -> Answer:
        """Take one POST: the URL that it came to, or its query, and its body. Return HTTP status and JSON to answer.

        200 once the event is stored, or was already; 403 for a URL whose token is not that of the task; 400 for a body
        that cannot be read; 409 where the service does not confirm it; 413; 500 when it cannot be stored. All but the
        first let the service try again by its ladder.
        """
        if len(body) > self.max_body:
            return self.too_large()
        try:
            return self._taken(_query_of(url_or_query), body)
        except Exception as error:
            # The text of an error that is not of this package may show anything.
            text = f": {shown(str(error))}" if isinstance(error, ApiError) else ""
            _log.error("callback: not stored, %s%s; %s", type(error).__name__, text, _where(error))
            return refused(500, "the event could not be stored; send it again")

    def too_large(self) -> Answer:
        """Return the answer to a body that is longer than `max_body`."""
        return refused(413, f"expected a body of at most {self.max_body} bytes, got a longer one")

    def _taken(self, query: str, body: bytes) -> Answer:
        ticket = self._signer.opened(query)
        if ticket is None:
            _log.warning("callback: refused, its URL was not made by callback_url with this receiver's secret")
            return refused(403, "expected the URL that was sent as callbackUrl, with its token; got another")
        own_id = ticket.business_task_id
        try:
            event = parse(body, ticket.operation, self._on_drift, business_task_id=own_id)
        except DecodeError as error:
            _log.warning("callback: task %s: cannot be read: %s", own_id, error)
            return refused(400, str(error))
        if event.business_task_id != own_id:
            _log.warning("callback: task %s: refused, its body names task %s", own_id, shown(event.business_task_id))
            return refused(403, "expected the task that the URL was made for, got a body that names another")
        if self._client is not None:
            confirmed = self._confirmed(self._client, event)
            if isinstance(confirmed, str):
                _log.warning("callback: task %s: not stored, %s", own_id, confirmed)
                return refused(409, "expected what the service says of the task when it is asked; got something else")
            event = confirmed
        if self._inbox.put(event) and self._on_event is not None:
            self._tell(self._on_event, event)
        return 200, _ACKNOWLEDGED

    def _confirmed(self, client: Asker, event: Event) -> Event | str:
        """Return the event as the service tells it, or why it does not."""
        if event.operation is None:
            return "it cannot be asked: the URL names no operation (callback_url(..., operation=...))"
        token = token_of(event.operation, event.task_id, event.asked_id)
        try:
            task = client.tasks.resume(token).refresh()
            told = event_from(task._answer, event.operation, None, event.business_task_id)
        except ApiError as error:
            return f"it was asked in vain: {error}"
        if event.asked_id == event.business_task_id != told.business_task_id:
            return "it tells of another task"
        if event.ended and told.state is not event.state:
            return f"the task is {told.state.value} there, and was said to be {event.state.value}"
        return evolve(told, business_task_id=event.business_task_id)

    def _tell(self, on_event: Callable[[Event], object], event: Event) -> None:
        try:
            on_event(event)
        except Exception as error:
            text = "callback: task %s: stored, but on_event failed with %s; %s"
            _log.error(text, event.business_task_id, type(error).__name__, _where(error))

    def __repr__(self) -> str:
        return f"<Receiver into {type(self._inbox).__name__}>"

    def __reduce__(self) -> Any:
        raise TypeError("a Receiver is not pickled, as it has a secret: make another one there")


def refused(status: int, msg: str) -> Answer:
    """Return an answer in the form of the service's envelope."""
    return status, json.dumps({"code": str(status), "msg": msg, "data": None}).encode("ascii")


def _where(error: Exception) -> str:
    """Say where an error was raised, without the lines of code, which may have anything in them too."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)


def _query_of(url_or_query: str) -> str:
    if not _URL.match(url_or_query):
        return url_or_query.removeprefix("?")
    return url_or_query.partition("#")[0].partition("?")[2]


def _not_posted() -> Answer:
    return refused(405, "expected POST")


class _Asgi:
    """An ASGI app; an object, as servers tell ASGI 3 by its __call__."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                answer = await self._answer(scope, receive)
                if answer is not None:
                    await _respond(send, answer)
            case "lifespan":
                await _live(receive, send)
            case "websocket":
                await receive()
                await send({"type": "websocket.close", "code": 1003})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer | None:
        if scope["method"] != "POST":
            return _not_posted()
        body = bytearray()
        more = True
        while more:
            if len(body) > self._receiver.max_body or _announced(scope) > self._receiver.max_body:
                return self._receiver.too_large()
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            more = message.get("more_body", False)
        query = scope.get("query_string", b"").decode("ascii", "replace")
        return await asyncio.to_thread(self._receiver.receive, f"?{query}", bytes(body))

    def __repr__(self) -> str:
        return f"<ASGI app of {self._receiver!r}>"


def _announced(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


async def _respond(send: Send, answer: Answer) -> None:
    status, content = answer
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode("ascii"))]
    if status == 405:
        headers.append((b"allow", b"POST"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


class _Wsgi:
    """A WSGI app."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[[str, list[tuple[str, str]]], object]
    ) -> Iterable[bytes]:
        status, content = self._answer(environ)
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        if status == 405:
            headers.append(("Allow", "POST"))
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [content]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        if environ["REQUEST_METHOD"] != "POST":
            return _not_posted()
        limit = self._receiver.max_body
        length = environ.get("CONTENT_LENGTH") or ""
        if environ.get("wsgi.input_terminated") and not length:  # the server ends a chunked body itself
            announced = limit + 1
        elif "HTTP_TRANSFER_ENCODING" in environ:  # and this one does not: reading on would wait for ever
            return refused(411, "expected a Content-Length, got a body in chunks")
        else:
            announced = int(length) if length.isdecimal() else 0
            if announced > limit:
                return self._receiver.too_large()
        body = bytearray()
        while len(body) < announced and (piece := environ["wsgi.input"].read(min(_PIECE, announced - len(body)))):
            body += piece
        # WSGI has the bytes of the query as Latin-1; those that make a token are ASCII.
        return self._receiver.receive(f"?{environ.get('QUERY_STRING', '')}", bytes(body))

    def __repr__(self) -> str:
        return f"<WSGI app of {self._receiver!r}>"
