"""The running service's parts, put together."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import TypeVar

from img_open_sandbox import net, pictures
from img_open_sandbox.callbacks import Callbacks
from img_open_sandbox.files import Files
from img_open_sandbox.operations import Operation
from img_open_sandbox.registry import Presenter
from img_open_sandbox.scheduler import Scheduler
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import Store
from img_open_sandbox.tasks import Tasks

PICTURES_AT_ONCE = 2  # a picture at the limit takes some 200 MB while it is examined

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Sandbox:
    """Everything that a handler may use. Raises StateError when the state folder cannot be used."""

    def __init__(
        self, settings: Settings, operations: Sequence[Operation], presenters: Mapping[str, Presenter]
    ) -> None:
        by_id = {operation.id: operation for operation in operations}
        self.settings = settings
        self.store = Store(settings.state)
        self.files = Files(settings.state / "files", settings.base_url)
        self.tasks = Tasks(settings, self.store, self.files, by_id, presenters)
        self._client = net.new_client()
        self.callbacks = Callbacks(settings, self.store, self.tasks, by_id, self._client)
        self.scheduler = Scheduler(settings, self.store, self.tasks, self.callbacks)
        self._slots = asyncio.Semaphore(PICTURES_AT_ONCE)
        if settings.progress is not None:
            self.tasks.progress = settings.progress

    async def picture(self, url: str) -> pictures.Picture:
        """The picture at a URL: uploaded, standing in for the URL, or fetched. Raises PictureError."""
        name = self.store.stand_in(url) or self.files.name_of(url)
        content = self.files.read(name) if name else None
        if content is None:
            settings = self.settings
            content = await pictures.fetch(
                self._client, url, loopback_only=settings.loopback_only, timeout_s=settings.fetch_timeout
            )
        return await self.work(pictures.decode, content)

    async def work(self, function: Callable[[_In], _Out], value: _In) -> _Out:
        """Run heavy work beside the event loop, a few at once."""
        async with self._slots:
            return await asyncio.to_thread(function, value)

    def reset(self) -> None:
        """Empty the state folder; the progress is the one of the start again."""
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
            self.store.close()
