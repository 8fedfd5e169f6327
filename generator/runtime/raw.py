"""with_raw_response: a method's result together with the HTTP answer that it came in."""

from collections.abc import Awaitable, Callable
from typing import Concatenate, Generic, ParamSpec, TypeVar

import httpx
from attrs import frozen

from .transport import AsyncTransport, SyncTransport

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


@frozen
class RawResponse(Generic[R]):
    """What a method returned, and how it came. An error has its answer in `error.response`."""

    parsed: R
    http_response: httpx.Response
    """The answer that was parsed; its request has no key headers."""
    tries: int
    """How many answers there were; more than one where it was sent, or asked for, again."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The answer's headers."""
        return self.http_response.headers

    @property
    def content(self) -> bytes:
        """The body, decoded from any Content-Encoding."""
        return self.http_response.content


def _with(parsed: R, transport: SyncTransport | AsyncTransport) -> RawResponse[R]:
    seen = transport.seen or []
    transport.seen = None  # the task that this may be asks on without it
    return RawResponse(parsed, seen[-1].response(), len(seen))


def raw(
    resource: Callable[[SyncTransport], S], method: Callable[Concatenate[S, P], R], transport: SyncTransport
) -> Callable[P, RawResponse[R]]:
    """Return the method with its HTTP answer."""

    def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[R]:
        own = transport.capturing()
        return _with(method(resource(own), *args, **kwargs), own)

    return call


def raw_async(
    resource: Callable[[AsyncTransport], S],
    method: Callable[Concatenate[S, P], Awaitable[R]],
    transport: AsyncTransport,
) -> Callable[P, Awaitable[RawResponse[R]]]:
    """Return the method with its HTTP answer."""

    async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[R]:
        own = transport.capturing()
        return _with(await method(resource(own), *args, **kwargs), own)

    return call
