"""A deadline for a whole exchange over blocking sockets.

httpcore's time limits hold for one read each, so a server that sends a byte now and then could hold a caller for ever.
Here a limit may be an Until, which every read and write measures anew.
"""

import socket
import ssl
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore


class Until(float):
    """So many seconds for one read or write, and none after a moment of time.monotonic()."""

    at: float

    def __new__(cls, seconds: float, at: float) -> "Until":
        made = super().__new__(cls, seconds)
        made.at = at
        return made


def _left(limit: float | None, error: type[Exception]) -> float | None:
    if not isinstance(limit, Until):
        return limit
    left = min(float(limit), limit.at - time.monotonic())
    if left <= 0:
        raise error("the time is up")
    return left


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        # First, as closing does not wake a thread that reads: a client that is closed would hold it up still.
        with suppress(OSError):
            self._inner.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout, httpcore.ConnectTimeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class DeadlineBackend(httpcore.SyncBackend):
    """Opens connections whose reads and writes keep to an Until."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        limit = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(super().connect_tcp(host, port, limit, local_address, socket_options))
