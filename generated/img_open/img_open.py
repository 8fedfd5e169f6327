# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""The client."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import httpx

from .client import Client
from .drift import OnDrift
from .resources.images import AsyncImages, Images
from .resources.tasks import AsyncTasks, Tasks
from .resources.tools import AsyncTools, Tools
from .resources.training import AsyncTraining, Training
from .transport import DEFAULT_TIMEOUT_S, AsyncTransport, KeyAuth, SyncTransport, base_url_from, key_from

DEFAULT_BASE_URL = "https://api.zhiqite.com"


def _auth(
    access_key_id: str | None,
    access_key_secret: str | None,
) -> KeyAuth:
    return KeyAuth(
        {
            "X-Request-req-accessKeyId": key_from(access_key_id, "access_key_id"),
            "X-Request-req-accessKeySecret": key_from(access_key_secret, "access_key_secret"),
        }
    )


class ImgOpen:
    """The Img Open image API.

    Keys come from the arguments or, when the client is made, from IMG_OPEN_ACCESS_KEY_ID and IMG_OPEN_ACCESS_KEY_SECRET;
    the base URL likewise from IMG_OPEN_BASE_URL, else it is the service's own.

    Args:
        access_key_id: sent as the header X-Request-req-accessKeyId.
        access_key_secret: sent as the header X-Request-req-accessKeySecret.
        base_url: of the service or of a sandbox.
        timeout: seconds for each phase of a request, or an httpx.Timeout.
        on_drift: called with each Drift, a departure from the specification that was understood all the same.
        http_client: an httpx.Client to send through; it stays the caller's to close, and `timeout` is its own.

    Raises:
        ConfigurationError: a key is missing, or the base URL is none.
    """

    def __init__(
        self,
        access_key_id: str | None = None,
        access_key_secret: str | None = None,
        base_url: str | None = None,
        *,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT_S,
        on_drift: OnDrift | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        auth = _auth(
            access_key_id,
            access_key_secret,
        )
        url = base_url_from(base_url, DEFAULT_BASE_URL)
        http = httpx.Client(timeout=timeout) if http_client is None else http_client
        self._owned = http if http_client is None else None
        self._timeout = httpx.Timeout(timeout)
        self._transport = SyncTransport(auth, url, on_drift, http)
        self.images = Images(self._transport)
        self.tasks = Tasks(self._transport)
        self.training = Training(self._transport)
        self.tools = Tools(self._transport)

    def api_client(self) -> Client:
        """Return a new client with the same keys for the function modules under `api`; it is the caller's to close."""
        args = {"auth": self._transport.auth}
        return Client(base_url=self._transport.base_url, timeout=self._timeout, httpx_args=args)

    def close(self) -> None:
        """Close the connections, unless they belong to the caller's `http_client`."""
        if self._owned is not None:
            self._owned.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<ImgOpen {self._transport.base_url}>"


class AsyncImgOpen:
    """The Img Open image API, with await.

    Keys come from the arguments or, when the client is made, from IMG_OPEN_ACCESS_KEY_ID and IMG_OPEN_ACCESS_KEY_SECRET;
    the base URL likewise from IMG_OPEN_BASE_URL, else it is the service's own.

    Args:
        access_key_id: sent as the header X-Request-req-accessKeyId.
        access_key_secret: sent as the header X-Request-req-accessKeySecret.
        base_url: of the service or of a sandbox.
        timeout: seconds for each phase of a request, or an httpx.Timeout.
        on_drift: called with each Drift, a departure from the specification that was understood all the same.
        http_client: an httpx.AsyncClient to send through; it stays the caller's to close, and `timeout` is its own.

    Raises:
        ConfigurationError: a key is missing, or the base URL is none.
    """

    def __init__(
        self,
        access_key_id: str | None = None,
        access_key_secret: str | None = None,
        base_url: str | None = None,
        *,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT_S,
        on_drift: OnDrift | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        auth = _auth(
            access_key_id,
            access_key_secret,
        )
        url = base_url_from(base_url, DEFAULT_BASE_URL)
        http = httpx.AsyncClient(timeout=timeout) if http_client is None else http_client
        self._owned = http if http_client is None else None
        self._timeout = httpx.Timeout(timeout)
        self._transport = AsyncTransport(auth, url, on_drift, http)
        self.images = AsyncImages(self._transport)
        self.tasks = AsyncTasks(self._transport)
        self.training = AsyncTraining(self._transport)
        self.tools = AsyncTools(self._transport)

    def api_client(self) -> Client:
        """Return a new client with the same keys for the function modules under `api`; it is the caller's to close."""
        args = {"auth": self._transport.auth}
        return Client(base_url=self._transport.base_url, timeout=self._timeout, httpx_args=args)

    async def aclose(self) -> None:
        """Close the connections, unless they belong to the caller's `http_client`."""
        if self._owned is not None:
            await self._owned.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<AsyncImgOpen {self._transport.base_url}>"
