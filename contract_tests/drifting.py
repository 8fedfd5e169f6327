"""A server that departs from the contract on purpose: a proxy on loopback that changes what passes through it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from contract.values import Json
from img_open_sandbox.process import Sandbox

CONTROL = "/_sandbox/"


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    media_type: str
    body: bytes
    allow: str | None = None

    @property
    def json(self) -> Json:
        """The body as JSON."""
        return json.loads(self.body)

    def saying(self, answer: Json) -> "Reply":
        """The same reply with another JSON body."""
        return replace(self, body=json.dumps(answer).encode())


Departure = Callable[[Reply], Reply]
"""How a server departs: what it makes of each reply."""


@contextmanager
def departing(sandbox: Sandbox, departure: Departure, ending: str = "") -> Iterator[Sandbox]:
    """Yield the sandbox as seen through the departure, on paths with this ending; its control paths stay the same."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet: two would wait for an acknowledgement in between

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            apart = self.path.endswith(ending) and not self.path.startswith(CONTROL)
            reply = forward(sandbox.url, self.command, self.path, headers, body)
            reply = departure(reply) if apart else reply
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(reply.body)))
            if reply.allow is not None:
                self.send_header("Allow", reply.allow)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):
                return self.handle_any
            raise AttributeError(name)

        def log_message(self, *_: object) -> None:
            """The tests print what matters."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield replace(sandbox, url=f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()


def forward(base_url: str, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
    """Pass a request on as it came."""
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=30)
    try:
        connection.request(method, target, body, headers)
        response = connection.getresponse()
        answered = response.headers
        return Reply(response.status, answered.get("Content-Type", ""), response.read(), answered.get("Allow"))
    finally:
        connection.close()
