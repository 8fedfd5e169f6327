# GENERATED from generator/runtime/sockets.py by "make generate"; do not edit.
"""Connections that keep to a deadline for a whole exchange, and are of no use once their client is closed.

httpcore's time limits hold for one read each, so a server that sends a byte now and then could hold a caller for ever.
Here a limit may be an Until, which every read and write measures anew. And httpcore's pools forget the connections that
are being made when they are closed: these would be used nevertheless, and never closed.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
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
    def __init__(self, inner: httpcore.NetworkStream, is_closed: Callable[[], bool]) -> None:
        self._inner = inner
        self._is_closed = is_closed

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._is_closed():  # here, as the pool knows a connection by its first write
            self.close()
            raise httpcore.WriteError("the client was closed")
        self._inner.write(buffer, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        # First, as closing does not wake a thread that reads: a client that is closed would hold it up still.
        with suppress(OSError):
            self._inner.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        limit = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, limit), self._is_closed)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore.SyncBackend):
    """Opens connections, and says to them when their client is closed."""

    def __init__(self, is_closed: Callable[[], bool]) -> None:
        self._is_closed = is_closed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        limit = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(super().connect_tcp(host, port, limit, local_address, socket_options), self._is_closed)


class _AsyncStream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream, is_closed: Callable[[], bool]) -> None:
        self._inner = inner
        self._is_closed = is_closed

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._is_closed():  # as above
            await self.aclose()
            raise httpcore.WriteError("the client was closed")
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._is_closed)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class AsyncBackend(httpcore.AnyIOBackend):
    """Opens connections, and says to them when their client is closed."""

    def __init__(self, is_closed: Callable[[], bool]) -> None:
        self._is_closed = is_closed

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        stream = await super().connect_tcp(host, port, timeout, local_address, socket_options)
        return _AsyncStream(stream, self._is_closed)
