# GENERATED from generator/runtime/pools.py by "make generate"; do not edit.
"""Sending through httpcore's pools, which is what httpx.Client does in the end.

They are used directly because most of a small call's time goes into what httpx.Client does anew for each request.
"""

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from .answers import Answer
from .cancelling import to_its_end
from .errors import ConfigurationError
from .keys import KeyAuth
from .sending import Outgoing
from .sockets import AsyncBackend, Backend, Until

if TYPE_CHECKING:
    from asyncio import Semaphore

_AT_ONCE = 100  # requests; the others wait for their turn
# Few are kept idle, as httpcore looks at every idle one for each request.
_LIMITS = {"max_connections": _AT_ONCE, "max_keepalive_connections": 20, "keepalive_expiry": 5.0}  # seconds
_MOST_URLS = 1000  # remembered; a tool's code is a part of its URL, and a caller may make up many


class _Pool:
    """What the requests of a pool have in common, prepared once."""

    def __init__(self, base_url: str, auth: KeyAuth, agent: str) -> None:
        headers = {
            "Host": urlsplit(base_url).netloc,
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": agent,
            "Content-Type": "application/json",
        }
        self._auth = auth
        self._headers = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
        self._urls: dict[str, httpcore.URL] = {}
        self.is_closed = False

    def _request(self, out: Outgoing) -> httpcore.Request:
        url = self._urls.get(out.url)
        if url is None:
            parsed = httpx.URL(out.url)
            url = httpcore.URL(scheme=parsed.raw_scheme, host=parsed.raw_host, port=parsed.port, target=parsed.raw_path)
            if len(self._urls) < _MOST_URLS:
                self._urls[out.url] = url
        headers = [*self._headers, *self._auth.raw, (b"Content-Length", b"%d" % len(out.body))]
        return httpcore.Request(b"POST", url, headers=headers, content=out.body, extensions={"timeout": out.timeout})

    def _answer(self, out: Outgoing, response: httpcore.Response, content: bytes) -> Answer:
        hide, headers = self._auth.hide, response.headers
        together = b"\n".join([part for pair in headers for part in pair])
        if hide(together) != together:
            headers = [(hide(name), hide(value)) for name, value in headers]
        content = hide(content)  # before it is unpacked as well: this frame has it should that fail
        answer = Answer(response.status, headers, content, ("POST", out.url, out.body))
        if answer.header(b"content-encoding") is not None:
            content = hide(httpx.Response(200, headers=headers, content=content).content)
        answer.content = content
        return answer


class PoolSender(_Pool):
    """Sends through an httpcore.ConnectionPool; safe from many threads."""

    def __init__(self, base_url: str, auth: KeyAuth, agent: str, proxy: str | None) -> None:
        super().__init__(base_url, auth, agent)
        proxied = _proxied(base_url, proxy)
        kind = httpcore.HTTPProxy if proxied else httpcore.ConnectionPool
        self._pool = kind(**_arguments(base_url), **proxied, network_backend=Backend(lambda: self.is_closed))

    def post(self, out: Outgoing, left: float | None) -> Answer:
        """Send, and read all of the answer, within `left` seconds if given. Raises one of kinds().failures."""
        if left is not None:
            at = time.monotonic() + left
            out = out.within(left)
            out = out._replace(timeout={phase: Until(limit or 0.0, at) for phase, limit in out.timeout.items()})
        try:
            response = self._pool.handle_request(self._request(out))
            try:
                return self._answer(out, response, response.read())
            finally:
                response.close()
        except Exception as error:
            self._auth.hide_in(error)
            raise

    def close(self) -> None:
        """Close every connection."""
        self.is_closed = True
        self._pool.close()


class AsyncPoolSender(_Pool):
    """Sends through an httpcore.AsyncConnectionPool; safe from many tasks of one event loop."""

    def __init__(self, base_url: str, auth: KeyAuth, agent: str, proxy: str | None) -> None:
        super().__init__(base_url, auth, agent)
        proxied = _proxied(base_url, proxy)
        kind = httpcore.AsyncHTTPProxy if proxied else httpcore.AsyncConnectionPool
        self._pool = kind(**_arguments(base_url), **proxied, network_backend=AsyncBackend(lambda: self.is_closed))
        self._turns: Semaphore | None = None

    async def post(self, out: Outgoing, left: float | None) -> Answer:
        """Send, and read all of the answer, within `left` seconds if given. Raises one of kinds().failures."""
        from asyncio import Semaphore, timeout  # noqa: PLC0415  # importing it takes longer than most of this package

        # The pool itself looks at all that wait for each that is answered, which is slow with a thousand of them.
        self._turns = self._turns or Semaphore(_AT_ONCE)
        async with timeout(left), self._turns:
            return await to_its_end(self._post(out))

    async def _post(self, out: Outgoing) -> Answer:
        try:
            response = await self._pool.handle_async_request(self._request(out))
            try:
                return self._answer(out, response, await response.aread())
            finally:
                await response.aclose()
        except Exception as error:
            self._auth.hide_in(error)
            raise

    async def aclose(self) -> None:
        """Close every connection."""
        self.is_closed = True
        await self._pool.aclose()


def _arguments(base_url: str) -> dict[str, Any]:
    # Without TLS nothing reads the authorities' certificates, which takes longer than all else here.
    tls = {"ssl_context": httpx.create_ssl_context()} if base_url.startswith("https:") else {}
    return {**_LIMITS, **tls}


def _proxied(base_url: str, given: str | None) -> dict[str, Any]:
    """Return the proxy's arguments: the given one, or the environment's. Raises ConfigurationError."""
    url = given if given is not None else _of_environment(base_url)
    if not url:
        return {}
    try:
        proxy = httpx.Proxy(url)
    except (ValueError, httpx.InvalidURL):
        proxy = None
    if proxy is None or proxy.url.scheme not in {"http", "https"} or not proxy.url.host:
        # Said without what came, which may hold a password.
        raise ConfigurationError(
            "proxy: expected such as http://proxy.example:3128, got another form; for other kinds of proxy give an "
            "httpx client that has it as http_client"
        )
    return {"proxy_url": str(proxy.url), "proxy_auth": proxy.raw_auth}


def _of_environment(base_url: str) -> str | None:
    parts = urlsplit(base_url)
    if proxy_bypass(parts.netloc):
        return None
    found = getproxies()
    return found.get(parts.scheme) or found.get("all")
