"""Faults below HTTP. An ASGI application cannot reset a connection or leave an answer half sent: the server's own
protocol can, so this one hands itself to the application, and looks at each request's first bytes.

It is uvicorn's pure-Python one, as httptools has no state that tells where a request begins.
"""

import socket
import struct
import sys
from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast
from urllib.parse import unquote

import h11
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

EXTENSION = "img_open_sandbox.wire"  # in the scope's extensions
# On, no time to linger: closing sends RST instead of FIN.
_NO_LINGER = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Wire(Protocol):
    """A request's connection."""

    def reset(self) -> None:
        """End it with a TCP reset; what was not sent yet is lost."""

    def close(self) -> None:
        """End it after what was sent."""


def wire_of(scope: Mapping[str, Any]) -> Wire | None:
    """The connection under a request; None when the application runs without a server."""
    return cast("Wire | None", scope.get("extensions", {}).get(EXTENSION))


def protocol(resets: Callable[[str, str], bool]) -> type[H11Protocol]:
    """For uvicorn's ``http``. ``resets`` gets a request's method and path, and says whether to reset it unread."""

    class FaultyProtocol(H11Protocol):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            served: Any = self.app

            async def app(scope: Scope, receive: Receive, send: Send) -> None:
                extensions = {**(scope.get("extensions") or {}), EXTENSION: self}
                await served({**scope, "extensions": extensions}, receive, send)

            self.app = cast("Any", app)

        def data_received(self, data: bytes) -> None:
            target = _target(data) if self._is_between_requests() else None
            if target is not None and resets(*target):
                self.reset()
            else:
                super().data_received(data)

        def _is_between_requests(self) -> bool:
            return self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]

        def reset(self) -> None:
            connection: socket.socket = self.transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            self.transport.abort()

        def close(self) -> None:
            self.transport.close()

    return FaultyProtocol


def _target(data: bytes) -> tuple[str, str] | None:
    """Method and path of a request line; None while they are not all there."""
    method, *rest = data.split(b"\r\n", 1)[0].split(b" ")
    if len(rest) < 2:
        return None
    path = unquote(rest[0].partition(b"?")[0].decode("latin-1"))
    return method.decode("latin-1"), path
