"""Driving the client, of either kind by one piece of code, against a sandbox with real sockets."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from contract_tests.calls import MODES, Mode, resolved
from img_open import ApiError, AsyncImgOpen, ImgOpen
from img_open_sandbox.process import Sandbox
from img_open_sandbox.studio.prompts import improve

__all__ = ["MODES", "Mode", "resolved"]
T = TypeVar("T")
OWN_ID = "b1"
GRACE_S = 0.5  # a deadline may be missed by this much, on a machine that does other things too


def run(mode: Mode, sandbox: Sandbox, use: Callable[[Any], Awaitable[T]], **options: Any) -> T:
    """Run one piece of code with a client of either kind, over its own connections."""
    url = options.pop("base_url", sandbox.url)

    async def go() -> T:
        if mode == "sync":
            with ImgOpen(sandbox.key_id, sandbox.key_secret, url, **options) as client:
                return await use(client)
        async with AsyncImgOpen(sandbox.key_id, sandbox.key_secret, url, **options) as async_client:
            return await use(async_client)

    return asyncio.run(go())


async def submit(client: Any, own_id: str = OWN_ID) -> Any:
    """Start a task that needs no picture, takes no time, and has a result of its own."""
    return await resolved(client.tools.expand_prompt(mode=0, source_prompt=own_id, business_task_id=own_id))


async def wait(task: Any, timeout: float = 60, **options: Any) -> Any:
    return await resolved(task.wait(timeout, **options))


def resumed(client: Any, own_id: str = OWN_ID, operation: str = "expandPrompt") -> Any:
    """The task that the service has under an id of the caller's, as after SubmitUnclear."""
    return client.tasks.find(operation, own_id)


def is_right(data: Any, own_id: str = OWN_ID) -> bool:
    """Whether a result is the task's own: the sandbox's words around its prompt, and nothing else."""
    found: bool = data.prompts == [improve(own_id)]
    return found


async def outcome(call: Callable[[], Any]) -> Any:
    """What a call returns, or the client's error; any other error fails the test."""
    try:
        return await resolved(call())
    except ApiError as error:
        return error


async def at_once(mode: Mode, calls: Iterable[Callable[[], Any]], most: int = 16) -> list[Any]:
    """The outcomes of calls that are made side by side, in threads or as tasks of the loop, in their order."""
    if mode == "sync":
        with ThreadPoolExecutor(most) as pool:
            # A call of the sync client never awaits, so each thread's loop only steps through it.
            return list(pool.map(lambda call: asyncio.run(outcome(call)), calls))
    slots = asyncio.Semaphore(most)

    async def one(call: Callable[[], Any]) -> Any:
        async with slots:
            return await outcome(call)

    return await asyncio.gather(*map(one, calls))


async def each(tasks: Any) -> AsyncIterator[Any]:
    """Go through what as_completed of either client gives."""
    if hasattr(tasks, "__aiter__"):
        async for task in tasks:
            yield task
    else:
        for task in tasks:
            yield task


def submits(sandbox: Sandbox, own_id: str = OWN_ID) -> tuple[int, int]:
    """How many submits of a task the server handled, and how many tasks they started."""
    counts = sandbox.requests(own_id)["submits"].get(own_id, {"handled": 0, "started": 0})
    return counts["handled"], counts["started"]


class Stopwatch:
    """Real seconds since it was made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began


class FastTime:
    """The client's own time, which runs faster: its pauses take a part of what they say, and count in full."""

    SPEED = 25

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def now(self) -> float:
        return time.monotonic() * self.SPEED

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        time.sleep(seconds / self.SPEED)

    async def asleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(seconds / self.SPEED)
