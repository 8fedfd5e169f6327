# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""The client."""

from __future__ import annotations

import platform
from copy import copy
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import httpx

from . import logs
from ._version import SPEC_SHA256, __version__
from .drift import DriftReporter, OnDrift
from .errors import ConfigurationError
from .keys import KeyAuth, key_from
from .sending import AsyncClientSender, AsyncSender, ClientSender, Sender
from .transport import DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT_S, AsyncTransport, Options, SyncTransport, base_url_from
from .types import UNSET, Unset

if TYPE_CHECKING:
    from .client import Client
    from .resources.images import AsyncImages, Images
    from .resources.tasks import AsyncTasks, Tasks
    from .resources.tools import AsyncTools, Tools
    from .resources.training import AsyncTraining, Training

DEFAULT_BASE_URL = "https://api.zhiqite.com"
USER_AGENT = (
    f"img-open/{__version__} (contract {SPEC_SHA256[:12]}) httpx/{httpx.__version__} python/{platform.python_version()}"
)


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
    the base URL likewise from IMG_OPEN_BASE_URL, else it is the service's own. IMG_OPEN_LOG=info or debug logs to stderr.
    Safe from many threads.

    Args:
        access_key_id: sent as the header X-Request-req-accessKeyId.
        access_key_secret: sent as the header X-Request-req-accessKeySecret.
        base_url: of the service or of a sandbox.
        timeout: seconds for each phase of a request, or an httpx.Timeout; None is 30 s, or what `http_client` has.
        max_retries: how often a request is sent again where that is safe: what only asks on HTTP 408, 429, 502, 503, 504
            and lost connections, what starts a task only when the service cannot have got it or says that it has not.
        on_drift: called with each Drift, a departure from the specification that was understood all the same; once a
            place.
        strict: raise DriftError instead.
        http_client: an httpx.Client to send through; it stays the caller's to close.
        proxy: URL of a proxy, such as http://proxy.example:3128; else HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY
            count.

    Raises:
        ConfigurationError: a key is missing, or an argument is not of its form.
    """

    def __init__(
        self,
        access_key_id: str | None = None,
        access_key_secret: str | None = None,
        base_url: str | None = None,
        *,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        on_drift: OnDrift | None = None,
        strict: bool = False,
        http_client: httpx.Client | None = None,
        proxy: str | None = None,
    ) -> None:
        logs.set_up()
        self._auth = _auth(
            access_key_id,
            access_key_secret,
        )
        url = base_url_from(base_url, DEFAULT_BASE_URL)
        if http_client is None:
            limit = DEFAULT_TIMEOUT_S if timeout is None else timeout
            from .pools import PoolSender

            sender: Sender = PoolSender(url, self._auth, USER_AGENT, proxy)
        elif proxy is not None:
            raise ConfigurationError(
                "proxy: expected none beside http_client, which has its own; make it with that proxy"
            )
        else:
            limit = http_client.timeout if timeout is None else timeout
            sender = ClientSender(http_client, self._auth, USER_AGENT)
        self._drift = DriftReporter(on_drift, strict)
        self._transport = SyncTransport(sender, url, Options.of(limit, max_retries), self._drift)
        self._resources: dict[str, Any] = {}
        self._is_copy = False

    @property
    def images(self) -> Images:
        """Pictures from prompts and from other pictures."""
        if "images" not in self._resources:
            from .resources.images import Images

            self._resources["images"] = Images(self._transport)
        found: Images = self._resources["images"]
        return found

    @property
    def tasks(self) -> Tasks:
        """Ask for a task that was submitted before."""
        if "tasks" not in self._resources:
            from .resources.tasks import Tasks

            self._resources["tasks"] = Tasks(self._transport)
        found: Tasks = self._resources["tasks"]
        return found

    @property
    def training(self) -> Training:
        """Train a model on own pictures."""
        if "training" not in self._resources:
            from .resources.training import Training

            self._resources["training"] = Training(self._transport)
        found: Training = self._resources["training"]
        return found

    @property
    def tools(self) -> Tools:
        """Image tools: one picture in, faces, captions or another picture out."""
        if "tools" not in self._resources:
            from .resources.tools import Tools

            self._resources["tools"] = Tools(self._transport)
        found: Tools = self._resources["tools"]
        return found

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        on_drift: OnDrift | None | Unset = UNSET,
        strict: bool | Unset = UNSET,
    ) -> Self:
        """Return a client with other options over the same connections, which closing it leaves open.

        Raises ConfigurationError.
        """
        old = self._transport.options
        limit = httpx.Timeout(**old.timeout) if isinstance(timeout, Unset) else timeout
        options = Options.of(limit, old.max_retries if isinstance(max_retries, Unset) else max_retries)
        other = copy(self)
        other._resources = {}
        other._drift = self._drift.changed(on_drift, strict)
        other._transport = self._transport.with_options(options, other._drift)
        other._is_copy = True
        return other

    def api_client(self) -> Client:
        """Return a new client with the same keys for the function modules under `api`; it is the caller's to close."""
        from .client import Client
        from .keyed import KeyTransport

        url, timeout = self._transport.base_url, httpx.Timeout(**self._transport.options.timeout)
        return Client(base_url=url, timeout=timeout, httpx_args={"transport": KeyTransport(self._auth, url)})

    def close(self) -> None:
        """Close the connections, unless they belong to the caller's `http_client` or to another client's options."""
        if not self._is_copy:
            self._transport.sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        transport = vars(self).get("_transport")  # there is none in the traceback of a constructor that failed
        return f"<ImgOpen {transport.base_url if transport else 'not made'}>"


class AsyncImgOpen:
    """The Img Open image API, with await.

    Keys come from the arguments or, when the client is made, from IMG_OPEN_ACCESS_KEY_ID and IMG_OPEN_ACCESS_KEY_SECRET;
    the base URL likewise from IMG_OPEN_BASE_URL, else it is the service's own. IMG_OPEN_LOG=info or debug logs to stderr.
    Safe for many tasks of one event loop.

    Args:
        access_key_id: sent as the header X-Request-req-accessKeyId.
        access_key_secret: sent as the header X-Request-req-accessKeySecret.
        base_url: of the service or of a sandbox.
        timeout: seconds for each phase of a request, or an httpx.Timeout; None is 30 s, or what `http_client` has.
        max_retries: how often a request is sent again where that is safe: what only asks on HTTP 408, 429, 502, 503, 504
            and lost connections, what starts a task only when the service cannot have got it or says that it has not.
        on_drift: called with each Drift, a departure from the specification that was understood all the same; once a
            place.
        strict: raise DriftError instead.
        http_client: an httpx.AsyncClient to send through; it stays the caller's to close.
        proxy: URL of a proxy, such as http://proxy.example:3128; else HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY
            count.

    Raises:
        ConfigurationError: a key is missing, or an argument is not of its form.
    """

    def __init__(
        self,
        access_key_id: str | None = None,
        access_key_secret: str | None = None,
        base_url: str | None = None,
        *,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        on_drift: OnDrift | None = None,
        strict: bool = False,
        http_client: httpx.AsyncClient | None = None,
        proxy: str | None = None,
    ) -> None:
        logs.set_up()
        self._auth = _auth(
            access_key_id,
            access_key_secret,
        )
        url = base_url_from(base_url, DEFAULT_BASE_URL)
        if http_client is None:
            limit = DEFAULT_TIMEOUT_S if timeout is None else timeout
            from .pools import AsyncPoolSender

            sender: AsyncSender = AsyncPoolSender(url, self._auth, USER_AGENT, proxy)
        elif proxy is not None:
            raise ConfigurationError(
                "proxy: expected none beside http_client, which has its own; make it with that proxy"
            )
        else:
            limit = http_client.timeout if timeout is None else timeout
            sender = AsyncClientSender(http_client, self._auth, USER_AGENT)
        self._drift = DriftReporter(on_drift, strict)
        self._transport = AsyncTransport(sender, url, Options.of(limit, max_retries), self._drift)
        self._resources: dict[str, Any] = {}
        self._is_copy = False

    @property
    def images(self) -> AsyncImages:
        """Pictures from prompts and from other pictures."""
        if "images" not in self._resources:
            from .resources.images import AsyncImages

            self._resources["images"] = AsyncImages(self._transport)
        found: AsyncImages = self._resources["images"]
        return found

    @property
    def tasks(self) -> AsyncTasks:
        """Ask for a task that was submitted before."""
        if "tasks" not in self._resources:
            from .resources.tasks import AsyncTasks

            self._resources["tasks"] = AsyncTasks(self._transport)
        found: AsyncTasks = self._resources["tasks"]
        return found

    @property
    def training(self) -> AsyncTraining:
        """Train a model on own pictures."""
        if "training" not in self._resources:
            from .resources.training import AsyncTraining

            self._resources["training"] = AsyncTraining(self._transport)
        found: AsyncTraining = self._resources["training"]
        return found

    @property
    def tools(self) -> AsyncTools:
        """Image tools: one picture in, faces, captions or another picture out."""
        if "tools" not in self._resources:
            from .resources.tools import AsyncTools

            self._resources["tools"] = AsyncTools(self._transport)
        found: AsyncTools = self._resources["tools"]
        return found

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        on_drift: OnDrift | None | Unset = UNSET,
        strict: bool | Unset = UNSET,
    ) -> Self:
        """Return a client with other options over the same connections, which closing it leaves open.

        Raises ConfigurationError.
        """
        old = self._transport.options
        limit = httpx.Timeout(**old.timeout) if isinstance(timeout, Unset) else timeout
        options = Options.of(limit, old.max_retries if isinstance(max_retries, Unset) else max_retries)
        other = copy(self)
        other._resources = {}
        other._drift = self._drift.changed(on_drift, strict)
        other._transport = self._transport.with_options(options, other._drift)
        other._is_copy = True
        return other

    def api_client(self) -> Client:
        """Return a new client with the same keys for the function modules under `api`; it is the caller's to close."""
        from .client import Client
        from .keyed import KeyTransport

        url, timeout = self._transport.base_url, httpx.Timeout(**self._transport.options.timeout)
        return Client(base_url=url, timeout=timeout, httpx_args={"transport": KeyTransport(self._auth, url)})

    async def aclose(self) -> None:
        """Close the connections, unless they belong to the caller's `http_client` or to another client's options."""
        if not self._is_copy:
            await self._transport.sender.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        transport = vars(self).get("_transport")  # there is none in the traceback of a constructor that failed
        return f"<AsyncImgOpen {transport.base_url if transport else 'not made'}>"
