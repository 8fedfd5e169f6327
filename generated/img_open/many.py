# GENERATED from generator/runtime/many.py by "make generate"; do not edit.
"""Many tasks at once, and tasks of another process: what client.tasks can do beside its operations."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import suppress
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from .errors import ApiError, ArgumentError
from .retrying import Flow, Pause, Peek, Send
from .tasks import DEFAULT_WAIT_S, AsyncTask, Task, token_of
from .waiting import OnProgress

if TYPE_CHECKING:
    from .transport import AsyncTransport, SyncTransport

T = TypeVar("T")
DEFAULT_CONCURRENCY = 10


def _known(token: str, caller: Any, kind: Any) -> Any:
    """Make a task from its token. Raises ArgumentError."""
    from .task_rules import rules_for  # noqa: PLC0415  # all operations' rules, which few programs need

    said = _said(token)
    if said is None:  # raised here, as the error of reading it has the text, which may be a secret by mistake
        raise ArgumentError("token: expected what task.token gave, got another text")
    version, operation, known_id, key = said
    if version != 1:
        raise ArgumentError(f"token: expected version 1, got {version!r}; resume it with the client that made it")
    if not (isinstance(operation, str) and isinstance(key, str) and key and isinstance(known_id, str | None)):
        raise ArgumentError("token: expected what task.token gave, got other types of values")
    return kind(caller, rules_for(operation), key, None, known_id)


def _said(token: str) -> tuple[Any, Any, Any, Any] | None:
    try:
        said = json.loads(token)
        return said["v"], said["operation"], said["id"], said["businessTaskId"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _concurrency(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise ArgumentError(f"concurrency: expected a whole number from 1 on, got {given!r}")
    return given


def _results(tasks: Sequence[Any], return_exceptions: bool) -> list[Any]:
    """Return each task's result, or raise the first one's error."""
    found: list[Any] = []
    for task in tasks:
        try:
            found.append(task.result())
        except ApiError as error:
            if not return_exceptions:
                raise
            found.append(error)
    return found


class _Run(Generic[T]):
    """A flow on its way, and the step that it waits for."""

    def __init__(self, task: Task[T], flow: Flow[T]) -> None:
        self.task = task
        self._flow = flow
        self.step: Send | Pause | Peek | None = None
        self._advance(lambda: next(flow))

    def _advance(self, move: Any) -> None:
        try:
            self.step = move()
        except StopIteration:
            self.step = None
        except ApiError as error:
            self.step = None
            self.task._error = error

    def go_on(self, outcome: Any) -> None:
        """Hand over what came of the step."""
        self._advance(lambda: self._flow.send(outcome))

    def fail(self, error: ApiError) -> None:
        """Hand over why the step failed."""
        self._advance(lambda: self._flow.throw(error))

    def close(self) -> None:
        """End it wherever it is."""
        self._flow.close()


def _drive(transport: "SyncTransport", runs: list[_Run[T]], concurrency: int) -> Iterator[Task[T]]:
    """Run flows side by side, their requests in so many threads; yield each task that has ended."""
    order = count()
    due: list[tuple[float, int, _Run[T]]] = []
    under_way: dict[Future[Any], _Run[T]] = {}
    pool = ThreadPoolExecutor(concurrency, "img-open-wait")
    fresh = runs
    try:
        while fresh or due or under_way:
            for run in fresh:
                match run.step:
                    case None:
                        yield run.task
                    case Pause(seconds=seconds):
                        heappush(due, (transport.now() + seconds, next(order), run))
                    case step:
                        under_way[pool.submit(run.task._caller.do, step)] = run
            fresh = []
            pause = max(0.0, due[0][0] - transport.now()) if due else None
            if not under_way and pause:
                transport.sleep(pause)
            for future in wait_for(under_way, pause, FIRST_COMPLETED).done if under_way else ():
                run = under_way.pop(future)
                try:
                    run.go_on(future.result())
                except ApiError as error:
                    run.fail(error)
                fresh.append(run)
            while due and due[0][0] <= transport.now():
                fresh.append(heappop(due)[2])
                fresh[-1].go_on(None)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for run in runs:
            run.close()


class TaskMethods:
    """What client.tasks can do beside its operations."""

    _transport: "SyncTransport"

    def find(self, operation: str, business_task_id: str) -> Task[Any]:
        """Go on with a task of which no more is known than its id, as after SubmitUnclear. Asks nobody.

        Args:
            operation: what started it, such as "detectFaces" or "tools.submit(hair/change)".
            business_task_id: the caller's own id of it.

        Raises:
            ArgumentError
        """
        return self.resume(token_of(operation, None, business_task_id))

    def resume(self, token: str) -> Task[Any]:
        """Go on with a task of another process, from its token. Asks nobody. Raises ArgumentError."""
        task: Task[Any] = _known(token, self._transport, Task)
        return task

    def as_completed(
        self,
        tasks: Iterable[Task[T]],
        timeout: float | None = DEFAULT_WAIT_S,
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        on_progress: OnProgress | None = None,
    ) -> Iterator[Task[T]]:
        """Yield each task as soon as it has ended, well or not; `task.result()` returns or raises.

        Args:
            tasks: of this client, or of others with the same options.
            timeout: seconds for all of them; then those that have not ended are yielded as well.
            concurrency: requests at once, one thread each.
            on_progress: called after each question, in this thread.

        Raises:
            ArgumentError
        """
        waiting = [(task, task._waiting(timeout, on_progress, None, False)) for task in tasks]
        return _drive(self._transport, [_Run(task, flow) for task, flow in waiting], _concurrency(concurrency))

    @overload
    def wait_all(
        self,
        tasks: Iterable[Task[T]],
        timeout: float | None = ...,
        *,
        concurrency: int = ...,
        on_progress: OnProgress | None = ...,
        return_exceptions: Literal[False] = ...,
    ) -> list[T]: ...
    @overload
    def wait_all(
        self,
        tasks: Iterable[Task[T]],
        timeout: float | None = ...,
        *,
        concurrency: int = ...,
        on_progress: OnProgress | None = ...,
        return_exceptions: bool,
    ) -> list[T | ApiError]: ...
    def wait_all(
        self,
        tasks: Iterable[Task[T]],
        timeout: float | None = DEFAULT_WAIT_S,
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        on_progress: OnProgress | None = None,
        return_exceptions: bool = False,
    ) -> Any:
        """Return the results in the order of the tasks, once all have ended or the time is up.

        Args:
            tasks: as as_completed takes them, and the next three as well.
            timeout: seconds for all of them.
            concurrency: requests at once.
            on_progress: called after each question.
            return_exceptions: put a task's error in its place, instead of raising the first one.

        Raises:
            ArgumentError, and what Task.wait raises
        """
        every = list(tasks)
        for _ in self.as_completed(every, timeout, concurrency=concurrency, on_progress=on_progress):
            pass
        return _results(every, return_exceptions)


class AsyncTaskMethods:
    """What client.tasks can do beside its operations."""

    _transport: "AsyncTransport"

    def find(self, operation: str, business_task_id: str) -> AsyncTask[Any]:
        """Go on with a task of which no more is known than its id, as TaskMethods.find does."""
        return self.resume(token_of(operation, None, business_task_id))

    def resume(self, token: str) -> AsyncTask[Any]:
        """Go on with a task of another process, from its token. Asks nobody. Raises ArgumentError."""
        task: AsyncTask[Any] = _known(token, self._transport, AsyncTask)
        return task

    async def as_completed(
        self,
        tasks: Iterable[AsyncTask[T]],
        timeout: float | None = DEFAULT_WAIT_S,
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        on_progress: OnProgress | None = None,
    ) -> AsyncIterator[AsyncTask[T]]:
        """Yield each task as soon as it has ended, well or not; arguments and errors as TaskMethods.as_completed."""
        slots = asyncio.Semaphore(_concurrency(concurrency))
        ended: asyncio.Queue[AsyncTask[T] | BaseException] = asyncio.Queue()

        async def wait(task: AsyncTask[T], flow: Flow[T]) -> None:
            try:
                await task._caller.run(flow, slots)
            except ApiError as error:
                task._error = error
            except Exception as error:  # on_progress is the caller's
                ended.put_nowait(error)
                return
            ended.put_nowait(task)

        flows = [(task, task._waiting(timeout, on_progress, None, False)) for task in tasks]
        running = [asyncio.create_task(wait(task, flow)) for task, flow in flows]
        try:
            for _ in running:
                task = await ended.get()
                if isinstance(task, BaseException):
                    raise task
                yield task
        finally:
            for each in running:
                each.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*running, return_exceptions=True)

    @overload
    async def wait_all(
        self,
        tasks: Iterable[AsyncTask[T]],
        timeout: float | None = ...,
        *,
        concurrency: int = ...,
        on_progress: OnProgress | None = ...,
        return_exceptions: Literal[False] = ...,
    ) -> list[T]: ...
    @overload
    async def wait_all(
        self,
        tasks: Iterable[AsyncTask[T]],
        timeout: float | None = ...,
        *,
        concurrency: int = ...,
        on_progress: OnProgress | None = ...,
        return_exceptions: bool,
    ) -> list[T | ApiError]: ...
    async def wait_all(
        self,
        tasks: Iterable[AsyncTask[T]],
        timeout: float | None = DEFAULT_WAIT_S,
        *,
        concurrency: int = DEFAULT_CONCURRENCY,
        on_progress: OnProgress | None = None,
        return_exceptions: bool = False,
    ) -> Any:
        """Return the results in the order of the tasks; arguments and errors as TaskMethods.wait_all."""
        every = list(tasks)
        async for _ in self.as_completed(every, timeout, concurrency=concurrency, on_progress=on_progress):
            pass
        return _results(every, return_exceptions)
