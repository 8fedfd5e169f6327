"""Receivers of callbacks behind real servers, and what the sandbox says of its deliveries."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any, Literal
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import uvicorn

from img_open.inbox import SQLiteInbox
from img_open.receiver import Receiver
from img_open_sandbox.process import Sandbox
from tests.faults.driving import Stopwatch

App = Literal["wsgi", "asgi"]
SECRET = "a secret of the callbacks' tests"
SETTLED_S = 20.0


class Noting(Receiver):
    """A receiver that remembers with which HTTP status it answered each post, in order."""

    def __init__(self, inbox: Any, **options: Any) -> None:
        super().__init__(inbox, secret=SECRET, **options)
        self.statuses: list[int] = []

    def receive(self, url_or_query: str, body: bytes) -> tuple[int, bytes]:
        answer = super().receive(url_or_query, body)
        self.statuses.append(answer[0])
        return answer


class Refusing(SQLiteInbox):
    """An inbox that cannot keep the first events."""

    refused = 0

    def put(self, event: Any) -> bool:
        if self.refused < 2:
            self.refused += 1
            raise OSError("the disk is full")
        return super().put(event)


class _Threads(ThreadingMixIn, WSGIServer):
    request_queue_size = 128


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(receiver: Receiver, app: App) -> Iterator[str]:
    """The URL of a receiver behind a server in a thread."""
    if app == "wsgi":
        with make_server("127.0.0.1", 0, receiver.wsgi, _Threads, _Quiet) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}/callback"
            finally:
                server.shutdown()
                thread.join()
        return
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        config = uvicorn.Config(receiver.asgi, http="h11", ws="none", log_level="warning")
        asgi_server = uvicorn.Server(config)
        thread = threading.Thread(target=asgi_server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/callback"
        finally:
            asgi_server.should_exit = True
            thread.join()


def settled(sandbox: Sandbox, count: int = 1) -> list[dict[str, Any]]:
    """The sandbox's callbacks, once there are so many and none of them is pending."""
    watch = Stopwatch()
    while True:
        rows: list[dict[str, Any]] = sandbox.control("GET", "callbacks")["callbacks"]
        if len(rows) == count and all(row["state"] != "pending" for row in rows):
            return rows
        assert watch.seconds < SETTLED_S, rows
