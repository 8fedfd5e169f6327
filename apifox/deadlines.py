"""A deadline for a whole exchange: httpx's limits hold for one read each, and a site that drips could hold us long."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any


class Deadline:
    """Cuts off the connection of an exchange that takes too long, through httpx's `trace` extension.

    For one client with one connection, in one thread; each request within it has `extensions={"trace": its trace}`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.has_passed = False

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Note the socket that a connection, or TLS on it, stands on."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self.has_passed:
                    self._cut()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give what happens within this many seconds. `has_passed` says afterwards whether they were too few."""
        self.has_passed = False
        timer = threading.Timer(seconds, self._pass)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _pass(self) -> None:
        with self._lock:
            self.has_passed = True
            self._cut()

    def _cut(self) -> None:
        # Of the base class: an SSLSocket's own would take its TLS away under the thread that reads.
        if self._socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
