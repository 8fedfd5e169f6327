"""A server seen through the code of its envelope.

The service tells a refusal by `code` in the body of an HTTP 200, and no tool for HTTP APIs reads that. The gateway
stands in front of a running server and passes everything on as it is, but for the HTTP status of an answer, which
becomes the one that `code` stands for.
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from contract.values import Json

_TIMEOUT_S = 30.0
_PER_HOP = {b"host", b"connection", b"content-length", b"transfer-encoding", b"accept-encoding"}

Message = MutableMapping[str, Any]


def status_of(http_status: int, body: bytes) -> int:
    """The HTTP status for which an answer stands; a code that is no error's number is a refusal too."""
    if http_status != 200:
        return http_status
    try:
        answer: Json = json.loads(body)
    except ValueError:
        return http_status
    code = str(answer.get("code", "200")) if isinstance(answer, dict) else "200"
    if code == "200":
        return http_status
    return int(code) if code.isascii() and code.isdecimal() and 400 <= int(code) < 600 else 400


class Gateway:
    """An ASGI application that passes requests on to a server."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host = parts.netloc
        self._prefix = parts.path.rstrip("/")
        self._connection = kind(parts.netloc, timeout=_TIMEOUT_S)

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Pass one request on, as it came: the path with its percent signs, the headers in their order."""
        assert scope["type"] == "http", "the gateway has no start and no end of its own"
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        query = f"?{scope['query_string'].decode()}" if scope["query_string"] else ""
        target = f"{self._prefix}{scope['raw_path'].decode()}{query}"
        headers = [(name, value) for name, value in scope["headers"] if name not in _PER_HOP]
        status, answered, content = self._exchange(scope["method"], target, headers, body)
        start = {"type": "http.response.start", "status": status_of(status, content), "headers": answered}
        await send(start)
        await send({"type": "http.response.body", "body": content})

    def _exchange(
        self, method: str, target: str, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        connection = self._connection
        for last in (False, True):  # a server may have closed a kept connection meanwhile
            try:
                connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
                for name, value in [(b"host", self._host.encode()), *headers, (b"content-length", b"%d" % len(body))]:
                    connection.putheader(name.decode("latin-1"), value)
                connection.endheaders(body)
                response = connection.getresponse()
                content = response.read()
            except (HTTPException, ConnectionError):
                connection.close()
                if last:
                    raise
            else:
                answered = [
                    (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response.getheaders()
                ]
                return response.status, [item for item in answered if item[0] not in _PER_HOP], content
        raise AssertionError("the loop above returns or raises")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
