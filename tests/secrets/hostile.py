"""A service on 127.0.0.1 that says everything back that it was sent, in each place of an answer that it can."""

import gzip
import html
import json
import socket
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import quote

_NAMES = ("x-request-req-accesskeyid", "x-request-req-accesskeysecret")


@dataclass(frozen=True)
class Seen:
    """A request as it came over the wire."""

    head: bytes
    body: bytes
    url: str

    @property
    def lines(self) -> list[str]:
        """The header lines."""
        return self.head.decode("latin-1").split("\r\n")[1:]

    @property
    def echo(self) -> str:
        """Every header, as text."""
        return "; ".join(self.lines)

    @property
    def keys(self) -> list[str]:
        """The values of the key headers, or of one that stands for them where there are none."""
        pairs = dict(line.split(": ", 1) for line in self.lines if ": " in line)
        return [value for name, value in pairs.items() if name.lower() in _NAMES] or ["no key came"]


def _answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def _json(value: Any, *headers: str, **more: Any) -> bytes:
    return _answer(json.dumps(value).encode(), "Content-Type: application/json", *headers, **more)


def _refusal(seen: Seen) -> bytes:
    return _json({"code": "500", "msg": f"{seen.keys[0]} {seen.keys[1:]} {seen.echo}", "data": seen.lines})


def _escaped(seen: Seen) -> bytes:
    """As PHP, .NET and templates write JSON: each character beyond letters and digits in another way."""
    key = seen.keys[-1]
    ways = (
        json.dumps(key).replace("/", "\\/"),
        '"' + "".join(char if char.isalnum() else f"\\u{ord(char):04X}" for char in key) + '"',
        json.dumps([html.escape(key), quote(key, safe=""), quote(key), repr(key), repr(key.encode())]),
    )
    return _answer(b'{"code": "400", "msg": %s, "data": [%s, %s]}' % tuple(way.encode() for way in ways))


def _filled(seen: Seen) -> bytes:
    """A success whose every value is a key, some under names that are keys."""
    first, last = seen.keys[0], seen.keys[-1]
    data: dict[str, Any] = {
        "taskId": first, "task_id": first, "id_task": first, "businessTaskId": last, "toolTask": last, "desc": first,
        "status": last, first: last, last: {first: [last]}, "faceUrls": [first, last], "imageUrl": first,
        "prompt": last, "records": [{last: first}], "total": 1,
        "differentialImageRspList": [{"imageUrl": last, first: 1}],
    }  # fmt: skip
    return _json({"code": "200", "msg": last, "data": data, last: first})


def _headers(seen: Seen) -> bytes:
    said = [*(f"X-Echo-{number}: {key}" for number, key in enumerate(seen.keys)), f"Server: {seen.keys[0]}"]
    said += [f"Content-Type: {seen.keys[-1]}", f"Retry-After: {seen.keys[0]}", f"{seen.keys[0]}: as a name"]
    said += [f"Set-Cookie: {seen.keys[0]}={seen.keys[0]}", f"Date: {seen.keys[-1]}"]
    return _answer(seen.echo.encode(), *said, status=f"503 {' '.join(seen.keys)}")


def _good_with_headers(seen: Seen) -> bytes:
    data = {"taskId": "pre1", "task_id": "1", "businessTaskId": "b1", "toolTask": "x", "status": 1, "records": []}
    envelope = {"code": "200", "msg": "success", "data": {**data, "total": 0, "desc": seen.keys[-1]}}
    return _json(envelope, f"X-Echo: {seen.keys[0]}", f"Server: {seen.keys[-1]}", status=f"200 {seen.keys[0]}")


def _redirect(seen: Seen) -> bytes:
    return _answer(b"", f"Location: {seen.url}/{quote(seen.keys[0])}?{quote(seen.keys[-1])}", status="307 Over There")


def _bad_redirect(seen: Seen) -> bytes:
    return _answer(seen.echo.encode(), f"Location: http://{seen.keys[0]}:{seen.keys[0]}/", status="302 Found")


def _gzipped(seen: Seen) -> bytes:
    return _answer(gzip.compress(seen.echo.encode()), "Content-Encoding: gzip", "Content-Type: text/html")


def _chunk(seen: Seen) -> bytes:
    return f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{seen.keys[0]}\r\n".encode("latin-1")


ECHOES: dict[str, Callable[[Seen], bytes]] = {
    "a refusal's msg": _refusal,
    "a refusal's msg, escaped": _escaped,
    "the values of a success": _filled,
    "headers and reason phrase": _headers,
    "headers of a success": _good_with_headers,
    "a body that is no JSON": lambda seen: _answer(seen.echo.encode(), "Content-Type: text/plain"),
    "a JSON list": lambda seen: _json(seen.lines),
    "a code": lambda seen: _json({"code": seen.keys[-1], "msg": 1, "data": None}),
    "UTF-16": lambda seen: _answer(json.dumps({"code": "500", "msg": seen.echo}).encode("utf-16")),
    "an HTML page": lambda seen: _answer(f"<p>{html.escape(seen.echo)}".encode(), status="502 Bad Gateway"),
    "a redirect": _redirect,
    "a redirect that leads nowhere": _bad_redirect,
    "a packed body": _gzipped,
    "a body that is not packed": lambda seen: _answer(seen.echo.encode(), "Content-Encoding: gzip"),
    "a status line": lambda seen: f"{seen.keys[0]} {seen.keys[-1]}\r\n\r\n".encode("latin-1"),
    "a header line": lambda seen: f"HTTP/1.1 200 OK\r\n{seen.keys[0]} {seen.keys[-1]}\r\n\r\n".encode("latin-1"),
    "a chunk's length": _chunk,
    "half of a body": lambda seen: b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + seen.echo.encode(),
}


@dataclass
class Hostile:
    """The running service."""

    echo: Callable[[Seen], bytes] = _refusal
    received: list[Seen] = field(default_factory=list)

    def __enter__(self) -> Self:
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                self.request.settimeout(10)
                seen = _read(self.request, outer.url)
                if seen is None:
                    return
                outer.received.append(seen)
                self.request.sendall(outer.echo(seen))

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = False
            block_on_close = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # a client that is gone

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"


def _read(connection: socket.socket, url: str) -> Seen | None:
    came = b""
    while b"\r\n\r\n" not in came:
        piece = connection.recv(65536)
        if not piece:
            return None
        came += piece
    head, _, body = came.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        piece = connection.recv(65536)
        if not piece:
            return None
        body += piece
    return Seen(head, body, url)
