# GENERATED from generator/runtime/transport.py by "make generate"; do not edit.
"""Sending: keys, base URL, timeouts, and httpx's failures as errors of this package."""

import asyncio
import os
import time
from collections.abc import Generator, Mapping
from typing import Any
from uuid import uuid4

import httpx

from .codec import Codec
from .drift import DriftReporter, OnDrift
from .envelope import open_envelope
from .errors import ArgumentError, ConfigurationError, TransportError
from .reading import Reader, look_up, place

ENV_BASE_URL = "IMG_OPEN_BASE_URL"
DEFAULT_TIMEOUT_S = 30.0


def new_business_task_id() -> str:
    """Make an id of the caller's own for a task: 32 hexadecimal digits."""
    return uuid4().hex


class KeyAuth(httpx.Auth):
    """Adds the key headers for the time of one exchange, so that no request that is kept or logged has them."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers.update(self._headers)
        onward: httpx.Request | None = None
        try:
            response = yield request
            onward = response.next_request  # httpx copies the headers for a redirect, wherever it leads
        finally:
            for kept in filter(None, (request, onward)):
                for name in self._headers:
                    kept.headers.pop(name, None)

    def __repr__(self) -> str:
        return f"KeyAuth({', '.join(self._headers)})"


class _Caller:
    """What both transports know."""

    def __init__(self, auth: KeyAuth, base_url: str, on_drift: OnDrift | None) -> None:
        self.auth = auth
        self.base_url = base_url
        self.on_drift: OnDrift = DriftReporter(on_drift)

    def now(self) -> float:
        return time.monotonic()

    def read(self, operation: str, response: httpx.Response, at: str, codec: Codec) -> Any:
        """Return what a success carries at a pointer. Raises StatusError, DecodeError."""
        reader = Reader(operation, self.on_drift, response)
        return codec.decode(look_up(open_envelope(response, reader), at), reader, place(at))

    def _written(
        self, http: httpx.Client | httpx.AsyncClient, operation: str, request: Mapping[str, Any], left: float | None
    ) -> httpx.Request:
        if http.is_closed:
            raise ArgumentError("the client is closed; make another one", operation=operation)
        timeout = http.timeout.as_dict()
        if left is not None:
            timeout = {phase: left if limit is None else min(limit, left) for phase, limit in timeout.items()}
        try:
            return http.build_request(
                **{**request, "url": self.base_url + request["url"]}, timeout=httpx.Timeout(**timeout)
            )
        except (ValueError, TypeError) as error:
            why = f"{type(error).__name__}: {error}"
            raise ArgumentError(f"the request cannot be written as JSON: {why}", operation=operation) from error

    def _failed(self, operation: str, error: Exception) -> TransportError:
        why = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return TransportError(f"no answer from {self.base_url}: {why}", operation=operation)


class SyncTransport(_Caller):
    """Sends through an httpx.Client."""

    def __init__(self, auth: KeyAuth, base_url: str, on_drift: OnDrift | None, http: httpx.Client) -> None:
        super().__init__(auth, base_url, on_drift)
        self.http = http

    def send(self, operation: str, request: Mapping[str, Any], left: float | None = None) -> httpx.Response:
        """Send what a function module prepared; with `left`, no phase takes longer than these seconds.

        Redirects are not followed: the service has none, and the keys are for nobody else. Raises TransportError,
        ArgumentError.
        """
        written = self._written(self.http, operation, request, left)
        try:
            return self.http.send(written, auth=self.auth, follow_redirects=False)
        except httpx.HTTPError as error:
            raise self._failed(operation, error) from error

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class AsyncTransport(_Caller):
    """Sends through an httpx.AsyncClient."""

    def __init__(self, auth: KeyAuth, base_url: str, on_drift: OnDrift | None, http: httpx.AsyncClient) -> None:
        super().__init__(auth, base_url, on_drift)
        self.http = http

    async def send(self, operation: str, request: Mapping[str, Any], left: float | None = None) -> httpx.Response:
        """Send as SyncTransport does; with `left`, the whole exchange takes no longer than these seconds."""
        written = self._written(self.http, operation, request, left)
        try:
            async with asyncio.timeout(left):
                return await self.http.send(written, auth=self.auth, follow_redirects=False)
        except (httpx.HTTPError, TimeoutError) as error:
            raise self._failed(operation, error) from error

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def key_from(given: str | None, argument: str) -> str:
    """Return a key from its argument or from the environment. Raises ConfigurationError, which never shows the key."""
    variable = f"IMG_OPEN_{argument.upper()}"
    key = given if given is not None else os.environ.get(variable)
    if not key:
        raise ConfigurationError(
            f"no {argument}: pass {argument}=... or set {variable}; the local sandbox prints a pair when it starts"
        )
    if not key.isascii() or not key.isprintable() or key != key.strip():
        raise ConfigurationError(f"{argument}: expected printable ASCII without surrounding blanks, got something else")
    return key


def base_url_from(given: str | None, default: str) -> str:
    """Return the base URL from its argument, the environment or the specification. Raises ConfigurationError."""
    text = given or os.environ.get(ENV_BASE_URL) or default
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise ConfigurationError(f"base_url: expected such as {default}, got {text!r}: {error}") from error
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo or "?" in text or "#" in text:
        raise ConfigurationError(
            f"base_url: expected such as {default}, with http or https and a host only, got {text!r}"
        )
    return text.rstrip("/")
