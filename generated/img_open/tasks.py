# GENERATED from generator/runtime/tasks.py by "make generate"; do not edit.
"""Tasks: one object whether the answer comes at once or must be waited for."""

from collections.abc import Mapping
from typing import Any, Generic, Protocol, TypeVar

import httpx

from .codec import TEXT, Reader, look_up, place
from .drift import OnDrift
from .envelope import open_envelope
from .errors import TaskError, TaskFailed, WaitTimeout, shown
from .open_enum import OpenIntEnum
from .polling import Look, State, TaskRules, next_step
from .types import Unset

T = TypeVar("T")
DEFAULT_WAIT_S = 300.0


class SyncCaller(Protocol):
    """What a Task needs of its client."""

    on_drift: OnDrift

    def send(self, operation: str, request: Mapping[str, Any]) -> httpx.Response: ...
    def now(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class AsyncCaller(Protocol):
    """What an AsyncTask needs of its client."""

    on_drift: OnDrift

    async def send(self, operation: str, request: Mapping[str, Any]) -> httpx.Response: ...
    def now(self) -> float: ...
    async def sleep(self, seconds: float) -> None: ...


class _TaskState(Generic[T]):
    """What both kinds of task know; it only ever changes by taking an answer."""

    def __init__(self, rules: TaskRules, business_task_id: str, query: Mapping[str, Any]) -> None:
        self._rules = rules
        self._query = query
        self._data: T | None = None
        self.business_task_id = business_task_id
        """The caller's own id of the task."""
        self.status: OpenIntEnum | None = None
        """The last status, None where the answer has none. Whether the task is done, `done` tells."""

    @property
    def id(self) -> str:
        """The service's id of the task."""
        return self._id

    @property
    def done(self) -> bool:
        """Whether the result is there."""
        return self._state is State.DONE

    @property
    def data(self) -> T | None:
        """The result, None until it is there."""
        return self._data

    def _take(self, operation: str, response: httpx.Response, on_drift: OnDrift) -> None:
        reader = Reader(operation, on_drift, response)
        answer = open_envelope(response, reader)
        rules = self._rules
        result = look_up(answer, rules.result_at)
        if not isinstance(result, Mapping):
            raise reader.refuse(place(rules.result_at), "an object", result)
        self._id: str = TEXT.decode(look_up(answer, rules.id_at), reader, place(rules.id_at))
        self._response, self._answer, self._state = response, answer, rules.judge(answer)
        if self._state is State.DONE:
            self._data = rules.result.decode(result, reader, place(rules.result_at))
        if rules.status_at is not None and rules.status is not None:
            status = look_up(answer, rules.status_at)
            self.status = (
                None if isinstance(status, Unset) else rules.status.decode(status, reader, place(rules.status_at))
            )

    def _outcome(self, waited: float) -> T:
        if self._data is not None:
            return self._data
        failed = self._state is State.FAILED
        error: type[TaskError] = TaskFailed if failed else WaitTimeout
        what = "failed" if failed else f"did not end within {waited:g} s; wait again or refresh later"
        raise error(
            f"task {self.id} {what}; last answer: {shown(str(self._answer))}",
            operation=self._rules.operation,
            response=self._response,
            task_id=self.id,
            business_task_id=self.business_task_id,
            answer=self._answer,
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} {self._state.value}>"


class Task(_TaskState[T]):
    """A task at the service. A call that answers at once gives a task that is already done."""

    def __init__(
        self,
        caller: SyncCaller,
        rules: TaskRules,
        business_task_id: str,
        query: Mapping[str, Any],
        response: httpx.Response,
    ) -> None:
        super().__init__(rules, business_task_id, query)
        self._caller = caller
        self._take(rules.operation, response, caller.on_drift)

    def refresh(self) -> "Task[T]":
        """Ask how the task stands, unless it has ended. Raises TransportError, StatusError, DecodeError."""
        if self._state is State.WAITING:
            self._take(self._rules.query, self._caller.send(self._rules.query, self._query), self._caller.on_drift)
        return self

    def wait(self, timeout: float | None = DEFAULT_WAIT_S) -> T:
        """Return the result, asking until it is there, for at most `timeout` seconds (None: forever).

        Raises TaskFailed, WaitTimeout, and what `refresh` raises.
        """
        began = self._caller.now()
        while isinstance(step := next_step(self._state, self._caller.now() - began, timeout), Look):
            self._caller.sleep(step.delay)
            self.refresh()
        return self._outcome(self._caller.now() - began)


class AsyncTask(_TaskState[T]):
    """A task at the service. A call that answers at once gives a task that is already done."""

    def __init__(
        self,
        caller: AsyncCaller,
        rules: TaskRules,
        business_task_id: str,
        query: Mapping[str, Any],
        response: httpx.Response,
    ) -> None:
        super().__init__(rules, business_task_id, query)
        self._caller = caller
        self._take(rules.operation, response, caller.on_drift)

    async def refresh(self) -> "AsyncTask[T]":
        """Ask how the task stands, unless it has ended. Raises TransportError, StatusError, DecodeError."""
        if self._state is State.WAITING:
            self._take(
                self._rules.query, await self._caller.send(self._rules.query, self._query), self._caller.on_drift
            )
        return self

    async def wait(self, timeout: float | None = DEFAULT_WAIT_S) -> T:  # the deadline is the task's, not a scope's
        """Return the result, asking until it is there, for at most `timeout` seconds (None: forever).

        Raises TaskFailed, WaitTimeout, and what `refresh` raises.
        """
        began = self._caller.now()
        while isinstance(step := next_step(self._state, self._caller.now() - began, timeout), Look):
            await self._caller.sleep(step.delay)
            await self.refresh()
        return self._outcome(self._caller.now() - began)
