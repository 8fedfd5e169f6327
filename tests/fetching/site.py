"""A documentation site on 127.0.0.1 that misbehaves as a test asks, and a forward proxy."""

import contextlib
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

MODIFIED = "Mon, 23 Nov 2026 10:00:00 GMT"

Act = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """`texts` by path are served with an ETag; a path's `acts` are done first, once each; `requests` are noted."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.acts: defaultdict[str, list[Act]] = defaultdict(list)
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.with_etag = True
        self.url = ""

    def publish(self, *names: str, folder: str = "image tool") -> None:
        """Write llms.txt of these pages, and each page that is not there yet."""
        lines = [f"- {folder} [Page {name}]({self.url}/{name}.md): words on [it](http://x)" for name in names]
        self.texts["/llms.txt"] = "\n".join(["# Project", "## API Docs", *lines, ""])
        for name in names:
            self.texts.setdefault(f"/{name}.md", f"# Page {name}\n")

    def asked(self) -> list[str]:
        """The paths asked for since the last look, in their order."""
        paths = [path for path, _ in self.requests]
        self.requests.clear()
        return paths

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.requests.append((handler.path, dict(handler.headers)))
        if acts := self.acts[handler.path]:
            acts.pop(0)(handler)
        elif handler.path not in self.texts:
            reply(handler, 404)
        else:
            body = self.texts[handler.path].encode("utf-8", "surrogateescape")
            tag = f'"{sha256(body).hexdigest()[:12]}"'
            headers = {"ETag": tag, "Last-Modified": MODIFIED} if self.with_etag else {}
            is_known = self.with_etag and handler.headers["If-None-Match"] == tag
            reply(handler, 304 if is_known else 200, b"" if is_known else body, **headers)


@contextlib.contextmanager
def running_site() -> Iterator[Site]:
    """A site that is served."""
    made = Site()
    with serving(made.answer) as server:
        made.url = f"http://127.0.0.1:{server.server_port}"
        yield made


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """Answer in whole; an underscore in a header's name is a hyphen."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if status != 304:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def replies(status: int, body: bytes = b"", **headers: str) -> Act:
    return lambda handler: reply(handler, status, body, **headers)


def drips(head: bytes, drop: bytes, released: threading.Event) -> Act:
    """Send the head and then a drop every 20 ms for ever: no single read takes long."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        with contextlib.suppress(OSError):
            handler.wfile.write(head)
            while not released.wait(0.02):
                handler.wfile.write(drop)

    return act


def floods(handler: BaseHTTPRequestHandler) -> None:
    """Send a body without an end as fast as it is taken."""
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"# more\n" * 10_000)


def cuts(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than comes."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n# half")


@contextlib.contextmanager
def serving(answer: Act) -> Iterator[ThreadingHTTPServer]:
    """A server whose GET is this."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """Keep the report readable."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that goes away in the middle is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class Proxy:
    """A forward proxy: passes absolute GETs on, and notes them."""

    def __init__(self) -> None:
        self.passed: list[str] = []

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.passed.append(handler.path)
        parts = urlsplit(handler.path)
        connection = HTTPConnection(parts.netloc)
        try:
            connection.request("GET", parts.path, headers=dict(handler.headers))
            response = connection.getresponse()
            kept = {name.replace("-", "_"): value for name, value in response.getheaders() if name != "Content-Length"}
            reply(handler, response.status, response.read(), **kept)
        finally:
            connection.close()


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 10, tzinfo=UTC)
        self.slept: list[float] = []
        self.breaks_after: int | None = None

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        if self.breaks_after is not None and len(self.slept) >= self.breaks_after:
            raise KeyboardInterrupt
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


def unused_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
