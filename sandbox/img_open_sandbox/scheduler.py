"""End tasks and make deliveries when they are due, also when nobody looks."""

import asyncio
import contextlib
import logging

from img_open_sandbox.callbacks import Callbacks
from img_open_sandbox.settings import Settings
from img_open_sandbox.store import Store
from img_open_sandbox.tasks import Tasks

RETRY_S = 1.0  # after an error of the store, most often a full disk

logger = logging.getLogger(__name__)


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
            pause = self.step()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._awake.wait()

    def step(self) -> float | None:
        """Do what is due; the seconds until the next step, None: until it is woken."""
        now = self._settings.clock()
        try:
            self.run_due(now)
            due = self._store.next_due(after=now)
        except Exception:
            # It stays due in the store, so the next step makes up for it.
            logger.exception("what is due cannot be done; next try in %g s", RETRY_S)
            return RETRY_S
        return None if due is None else max(0.0, due - self._settings.clock())

    def run_due(self, now: float) -> list[asyncio.Task[None]]:
        """Do what is due; the deliveries that it started."""
        self._tasks.finish_due(now)
        started = self._callbacks.start_due(now)
        for delivery in started:
            # Its next try has a time now, which the loop does not know yet.
            delivery.add_done_callback(lambda _: self.wake())
        return started
