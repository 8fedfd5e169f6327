"""End tasks and make deliveries when they are due, also when nobody looks."""

import asyncio
import contextlib

from img_open_sandbox.callbacks import Callbacks
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import Store
from img_open_sandbox.tasks import Tasks


class Scheduler:
    """One loop; it sleeps until something is due or until it is woken."""

    def __init__(self, settings: Settings, store: Store, tasks: Tasks, callbacks: Callbacks) -> None:
        self._settings = settings
        self._store = store
        self._tasks = tasks
        self._callbacks = callbacks
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Look again now: something may have become due."""
        self._awake.set()

    async def run(self) -> None:
        """Run until cancelled."""
        while True:
            self._awake.clear()
            now = self._settings.clock()
            self.run_due(now)
            due = self._store.next_due(after=now)
            pause = None if due is None else max(0.0, due - self._settings.clock())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._awake.wait()

    def run_due(self, now: float) -> list[asyncio.Task[None]]:
        """Do what is due; the deliveries that it started."""
        self._tasks.finish_due(now)
        started = self._callbacks.start_due(now)
        for delivery in started:
            # Its next try has a time now, which the loop does not know yet.
            delivery.add_done_callback(lambda _: self.wake())
        return started
