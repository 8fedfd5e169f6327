"""The running service's parts, put together."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from img_open_sandbox import net, pictures
from img_open_sandbox.callbacks import Callbacks
from img_open_sandbox.files import Files
from img_open_sandbox.operations import Operation
from img_open_sandbox.planting import Faults
from img_open_sandbox.registry import Presenter
from img_open_sandbox.request_log import RequestLog
from img_open_sandbox.scheduler import Scheduler
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import Store
from img_open_sandbox.tasks import Tasks

DOWNLOADS_AT_ONCE = 8  # each holds up to 20 MB until its picture has been examined

_Found = TypeVar("_Found")


class Sandbox:
    """Everything that a handler may use.

    Raises StateError when the state folder cannot be used, FaultError when the settings' faults cannot be planted.
    """

    def __init__(
        self, settings: Settings, operations: Sequence[Operation], presenters: Mapping[str, Presenter]
    ) -> None:
        by_id = {operation.id: operation for operation in operations}
        self.settings = settings
        self.operations = by_id
        self.faults = Faults(by_id)
        self.faults.plant(settings.faults)
        self.requests = RequestLog()
        self.store = Store(settings.state)
        self.files = Files(settings.state / "files", settings.base_url)
        self.tasks = Tasks(settings, self.store, self.files, by_id, presenters)
        self._client = net.new_client()
        self.callbacks = Callbacks(settings, self.store, self.tasks, by_id, self._client, faults=self.faults)
        self.scheduler = Scheduler(settings, self.store, self.tasks, self.callbacks)
        self._downloads = asyncio.Semaphore(DOWNLOADS_AT_ONCE)
        # One thread, as a picture at the limit takes some 500 MB, and as each further thread would keep a part of
        # the memory that it freed.
        self._examiner = ThreadPoolExecutor(1, "examiner")
        if settings.progress is not None:
            self.tasks.progress = settings.progress

    async def examine(self, url: str, function: Callable[[pictures.Picture], _Found]) -> _Found:
        """What a function finds in the picture at a URL: uploaded, standing in for it, or fetched.

        Runs beside the event loop, one picture at a time from decoding to the end. Raises PictureError.
        """
        return await self._with_content(url, lambda content: function(pictures.decode(content)))

    async def redraw(self, url: str, function: Callable[[pictures.Picture], pictures.Picture]) -> bytes:
        """PNG of what a function makes of the picture at a URL, as ``examine`` does."""
        # Encoded outside the function, so that the first picture is let go before; both may have 50 megapixels.
        return await self._with_content(url, lambda content: pictures.encode_png(function(pictures.decode(content))))

    async def _with_content(self, url: str, function: Callable[[bytes], _Found]) -> _Found:
        async with self._downloads:
            content = await self._content(url)
            return await self.work(lambda: function(content))

    async def work(self, function: Callable[[], _Found]) -> _Found:
        """What a function makes, beside the event loop and never beside another one's picture."""
        return await asyncio.get_running_loop().run_in_executor(self._examiner, function)

    async def _content(self, url: str) -> bytes:
        name = self.store.stand_in(url) or self.files.name_of(url)
        path = self.files.path(name) if name else None
        if path is not None:
            return path.read_bytes()
        settings = self.settings
        return await pictures.fetch(
            self._client, url, loopback_only=settings.loopback_only, timeout_s=settings.fetch_timeout
        )

    def reset(self) -> None:
        """Empty the state folder; the progress is the one of the start again. No fault is planted any more."""
        self.faults.clear()
        self.requests.clear()
        self.store.clear()
        self.files.clear()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the scheduler; let go of everything at the end."""
        loop = asyncio.create_task(self.scheduler.run())
        try:
            yield
        finally:
            loop.cancel()
            await asyncio.gather(loop, return_exceptions=True)
            await self.callbacks.aclose()
            await self._client.aclose()
            self._examiner.shutdown(wait=False, cancel_futures=True)
            self.store.close()
