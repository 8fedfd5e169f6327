"""A server that departs from the contract on purpose: a proxy on loopback that changes what passes through it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote, urlsplit

from contract.values import Json
from img_open_sandbox.process import Sandbox

CONTROL = "/_sandbox/"
_RELAY = "/_relay/"


@dataclass(frozen=True)
class Asked:
    """What the server was asked; the target as it was on the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


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
Arrival = Callable[[Asked], Asked | Reply]
"""How it departs in what it takes: what it makes of each request, or how it answers without looking further."""
Posting = Callable[[bytes], bytes | None]
"""What it makes of the body that it posts to a callback's address; None: it posts nothing."""


@contextmanager
def departing(
    sandbox: Sandbox,
    departure: Departure = lambda reply: reply,
    ending: str = "",
    *,
    arriving: Arrival = lambda asked: asked,
    posting: Posting | None = None,
) -> Iterator[Sandbox]:
    """Yield the sandbox as seen through the departure, on paths with this ending; its control paths stay the same."""

    def handled(asked: Asked, relay: str) -> Reply:
        if asked.target.startswith(_RELAY):
            return _posted(asked, posting)
        if asked.target.startswith(CONTROL) or not asked.target.endswith(ending):
            return _forward(sandbox.url, asked)
        taken = arriving(asked if posting is None else _relayed(asked, relay))
        return taken if isinstance(taken, Reply) else departure(_forward(sandbox.url, taken))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet: two would wait for an acknowledgement in between

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            asked = Asked(self.command, self.path, headers, body)
            reply = handled(asked, f"http://{self.headers['Host']}{_RELAY}")
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
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield replace(sandbox, url=f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()


def _relayed(asked: Asked, relay: str) -> Asked:
    """The same request, its callback led through this proxy."""
    body = json.loads(asked.body)
    if not isinstance(body, dict) or "callbackUrl" not in body:
        return asked
    return replace(
        asked, body=json.dumps({**body, "callbackUrl": relay + quote(body["callbackUrl"], safe="")}).encode()
    )


def _posted(asked: Asked, posting: Posting | None) -> Reply:
    content = asked.body if posting is None else posting(asked.body)
    if content is None:
        return Reply(200, "application/json", b'{"code": "200"}')
    address = urlsplit(unquote(asked.target.removeprefix(_RELAY)))
    headers = {"Content-Type": "application/json"}
    return _forward(f"http://{address.netloc}", Asked("POST", address.path, headers, content))


def _forward(base_url: str, asked: Asked) -> Reply:
    """Pass a request on as it came."""
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=30)
    headers = {name: value for name, value in asked.headers.items() if name.lower() != "content-length"}
    try:
        connection.request(asked.method, asked.target, asked.body, headers)
        response = connection.getresponse()
        answered = response.headers
        return Reply(response.status, answered.get("Content-Type", ""), response.read(), answered.get("Allow"))
    finally:
        connection.close()
