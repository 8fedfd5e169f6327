"""The in-body code is read as the HTTP status that it stands for, and everything else passes unchanged."""

import asyncio
import json
import threading
from collections.abc import Iterator, MutableMapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from contract.gateway import Gateway, status_of

Message = MutableMapping[str, Any]


@pytest.mark.parametrize(
    ("http_status", "body", "status"),
    [
        (200, b'{"code": "200"}', 200),
        (200, b'{"code": 200}', 200),
        (200, b'{"code": "404"}', 404),
        (200, b'{"code": 500}', 500),
        (200, b'{"code": "80"}', 400),
        (200, b'{"code": null}', 400),
        (200, b'{"code": "none"}', 400),
        (200, b"{}", 200),
        (200, b"[]", 200),
        (200, b"<html>", 200),
        (201, b'{"code": "404"}', 201),
        (502, b'{"code": "200"}', 502),
    ],
)
def test_the_code_is_the_status(http_status: int, body: bytes, status: int) -> None:
    assert status_of(http_status, body) == status


@pytest.fixture
def echo() -> Iterator[str]:
    """A server that answers with what it was asked, as a refusal."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            body = json.dumps({"code": "409", "path": self.path, "key": self.headers["X-Key"], "body": sent}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Allow", "POST")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/prefix/"
        server.shutdown()


def test_a_request_passes_as_it_came(echo: str) -> None:
    scope = {
        "type": "http",
        "method": "POST",
        "raw_path": b"/tool/a%2Fb/../c",
        "query_string": b"x=%20",
        "headers": [(b"host", b"testserver"), (b"x-key", b"value"), (b"content-length", b"99")],
    }
    answers: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"hello"}

    async def send(message: Message) -> None:
        answers.append(message)

    gateway = Gateway(echo)
    try:
        for _ in range(2):
            asyncio.run(gateway(scope, receive, send))
    finally:
        gateway.close()
    start, body = answers[:2]
    assert start["status"] == 409
    assert (b"allow", b"POST") in start["headers"]
    assert json.loads(body["body"]) == {
        "code": "409",
        "path": "/prefix/tool/a%2Fb/../c?x=%20",
        "key": "value",
        "body": "hello",
    }
    assert answers[2:] == answers[:2]
