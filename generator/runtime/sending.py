"""What carries one request: the caller's own httpx client here, httpcore's pools in pools.py."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol

import httpx

from .answers import Answer
from .cancelling import to_its_end
from .keys import KeyAuth


class _Kinds(NamedTuple):
    """Exceptions of httpx and httpcore by what they mean for a retry."""

    failures: tuple[type[Exception], ...]
    """All that mean that no answer came."""
    never_arrived: tuple[type[Exception], ...]
    timed_out: tuple[type[Exception], ...]


@cache
def kinds() -> _Kinds:
    """Return them; httpcore is not imported before something is sent."""
    import httpcore  # noqa: PLC0415

    never_arrived = (
        httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol,
        httpx.InvalidURL, httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout, httpcore.ProxyError,
        httpcore.UnsupportedProtocol,
    )  # fmt: skip
    timed_out = (httpx.TimeoutException, httpcore.TimeoutException, TimeoutError)
    others = (httpx.HTTPError, httpx.StreamError, httpcore.NetworkError, httpcore.ProtocolError)
    return _Kinds((*never_arrived, *timed_out, *others), never_arrived, timed_out)


class Outgoing(NamedTuple):
    """One request, ready but for the keys; the time limits in seconds by httpcore's phases."""

    url: str
    body: bytes
    timeout: Mapping[str, float | None]

    def within(self, left: float | None) -> "Outgoing":
        """Return it with no time limit above the seconds that are left."""
        if left is None:
            return self
        shorter = {phase: left if limit is None else min(limit, left) for phase, limit in self.timeout.items()}
        return self._replace(timeout=shorter)


class Sender(Protocol):
    """Carries requests, blocking."""

    @property
    def is_closed(self) -> bool: ...

    def post(self, out: Outgoing, left: float | None) -> Answer:
        """Send, and read all of the answer, within `left` seconds if given. Raises one of kinds().failures."""

    def close(self) -> None: ...


class AsyncSender(Protocol):
    """Carries requests, with await."""

    @property
    def is_closed(self) -> bool: ...

    async def post(self, out: Outgoing, left: float | None) -> Answer: ...

    async def aclose(self) -> None: ...


def _request(http: httpx.Client | httpx.AsyncClient, out: Outgoing, agent: str) -> httpx.Request:
    headers = {"content-type": "application/json"}
    if http.headers.get("user-agent", "").startswith("python-httpx/"):
        headers["user-agent"] = agent
    timeout = httpx.Timeout(**out.timeout)
    return http.build_request("POST", out.url, content=out.body, headers=headers, timeout=timeout)


def answered(out: Outgoing, response: httpx.Response, auth: KeyAuth) -> Answer:
    """Return what httpx got, without the keys."""
    headers = [(auth.hide(name), auth.hide(value)) for name, value in response.headers.raw]
    content = auth.hide(response.content)
    reason = response.extensions.get("reason_phrase", b"")
    untouched = (content, headers, auth.hide(reason)) == (response.content, response.headers.raw, reason)
    # Both hold on to the connection and to the request as it was sent, with the keys.
    response.stream = httpx.ByteStream(content)
    response.extensions = {
        "http_version": response.extensions.get("http_version", b"HTTP/1.1"),
        "reason_phrase": reason,
    }
    sent = ("POST", out.url, out.body)
    return Answer(response.status_code, headers, content, sent, response if untouched else None)


class ClientSender:
    """Sends through the caller's httpx.Client. `left` bounds each phase, and not the whole of a dripping answer."""

    def __init__(self, http: httpx.Client, auth: KeyAuth, agent: str) -> None:
        self._http, self._auth, self._agent = http, auth, agent

    @property
    def is_closed(self) -> bool:
        """Whether its owner has closed it."""
        return self._http.is_closed

    def post(self, out: Outgoing, left: float | None) -> Answer:
        """Send once; redirects are not followed: the service has none, and the keys are for nobody else."""
        out = out.within(left)
        request = _request(self._http, out, self._agent)
        try:
            return answered(out, self._http.send(request, auth=self._auth, follow_redirects=False), self._auth)
        except Exception as error:
            self._auth.hide_in(error)
            raise

    def close(self) -> None:
        """Do nothing: it is the caller's."""


class AsyncClientSender:
    """Sends through the caller's httpx.AsyncClient."""

    def __init__(self, http: httpx.AsyncClient, auth: KeyAuth, agent: str) -> None:
        self._http, self._auth, self._agent = http, auth, agent

    @property
    def is_closed(self) -> bool:
        """Whether its owner has closed it."""
        return self._http.is_closed

    async def post(self, out: Outgoing, left: float | None) -> Answer:
        """Send once, as ClientSender does."""
        request = _request(self._http, out.within(left), self._agent)
        from asyncio import timeout  # noqa: PLC0415  # importing it takes longer than most of this package

        try:
            async with timeout(left):
                response = await to_its_end(self._http.send(request, auth=self._auth, follow_redirects=False))
            return answered(out, response, self._auth)
        except Exception as error:
            self._auth.hide_in(error)
            raise

    async def aclose(self) -> None:
        """Do nothing: it is the caller's."""


def cause_of(error: BaseException) -> str:
    """Say what failed, in the words of httpx or httpcore."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def phases(timeout: float | httpx.Timeout | None) -> dict[str, Any]:
    """Return a time limit as seconds by phase: connect, read, write, pool."""
    return httpx.Timeout(timeout).as_dict()
