"""What fetching a picture and posting a callback have in common."""

import os
import re
import socket
import ssl
from ipaddress import ip_address

import httpx

# Beside httpx's own: what sockets, IDNA and odd URLs raise.
FAILURES = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError)

_LOOPBACK_MOUNTS = {"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None}


def new_client() -> httpx.AsyncClient:
    """A client without timeouts (callers set a deadline over everything), redirects and reused connections."""
    return httpx.AsyncClient(
        mounts=_LOOPBACK_MOUNTS,  # a proxy of the environment never sees this machine's own addresses
        timeout=None,  # noqa: S113 - one deadline stands over the whole exchange instead
        limits=httpx.Limits(max_keepalive_connections=0),
        headers={"Accept-Encoding": "identity", "User-Agent": "img-open-sandbox"},
    )


def is_loopback(host: str) -> bool:
    """Whether the name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def usable_url(text: str, *, loopback_only: bool) -> httpx.URL:
    """The URL to ask next; ValueError says why it cannot be."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise ValueError(f"expected a URL, but it cannot be read: {error}") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise ValueError(f"expected http:// or https:// and a host, got {short(text)}")
    if (url.port or 0) > 65535:  # httpx lets it pass, the socket raises OverflowError
        raise ValueError(f"expected a port up to 65535, got {short(text)}")
    if url.userinfo:
        raise ValueError("expected a URL without user and password")
    if loopback_only and not is_loopback(url.host):
        raise ValueError(f"expected a loopback address, as the sandbox runs with --loopback-only, got {short(text)}")
    return url


def short(text: object, limit: int = 120) -> str:
    """A URL for a message, without a password."""
    url = re.sub(r"(?<=//)[^/?#]*@", "***@", str(text))
    return url if len(url) <= limit else url[:limit] + "..."


async def read_body(response: httpx.Response, limit: int) -> bytes | None:
    """The body, or None as soon as it is longer than ``limit`` bytes."""
    if int(response.headers.get("Content-Length", "0")) > limit:
        return None
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > limit:
            return None
    return bytes(content)


def cause(error: BaseException) -> str:
    """Why a connection failed, in the words of its deepest cause: ``connection refused``."""
    while True:
        if isinstance(error, BaseExceptionGroup):
            error = error.exceptions[-1]
        elif (below := error.__cause__ or error.__context__) is not None:
            error = below
        else:
            break
    if isinstance(error, socket.gaierror) and error.strerror:
        return error.strerror.lower()
    # asyncio puts addresses into strerror; TLS errors have numbers of their own.
    if isinstance(error, OSError) and error.errno and not isinstance(error, ssl.SSLError):
        return os.strerror(error.errno).lower()
    return str(error) or type(error).__name__
