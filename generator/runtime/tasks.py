"""Tasks: one object whether the answer comes at once or must be waited for."""

from collections.abc import Mapping
from typing import Any, Generic, Protocol, TypeVar

import httpx

from .codec import TEXT
from .drift import OnDrift
from .envelope import open_envelope
from .errors import ArgumentError, StatusError, TaskError, TaskFailed, TransportError, WaitTimeout, shown
from .open_enum import OpenIntEnum
from .polling import Look, Question, State, Stop, TaskRules, next_step
from .reading import Reader, look_up, place
from .types import Unset

T = TypeVar("T")
C = TypeVar("C", bound="SyncCaller | AsyncCaller")
DEFAULT_WAIT_S = 300.0


class SyncCaller(Protocol):
    """What a Task needs of its client."""

    on_drift: OnDrift

    def send(self, operation: str, request: Mapping[str, Any], left: float | None = None) -> httpx.Response: ...
    def now(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class AsyncCaller(Protocol):
    """What an AsyncTask needs of its client."""

    on_drift: OnDrift

    async def send(self, operation: str, request: Mapping[str, Any], left: float | None = None) -> httpx.Response: ...
    def now(self) -> float: ...
    async def sleep(self, seconds: float) -> None: ...


class _TaskState(Generic[T, C]):
    """What both kinds of task know; it only ever changes by taking an answer."""

    def __init__(self, caller: C, rules: TaskRules, key: str | None, response: httpx.Response) -> None:
        self._caller = caller
        self._rules = rules
        self._state = State.WAITING
        self._data: T | None = None
        self._status: OpenIntEnum | None = None
        answer = self._take(rules.operation, response)
        reader = Reader(rules.operation, caller.on_drift, response)
        at = next((at for at in rules.id_at if not isinstance(look_up(answer, at), Unset)), rules.id_at[0])
        self._id: str = TEXT.decode(look_up(answer, at), reader, place(at))
        self.business_task_id: str = key if rules.by_key and key is not None else self._id
        """The id by which the service is asked for the task."""

    @property
    def id(self) -> str:
        """The service's id of the task."""
        return self._id

    @property
    def status(self) -> OpenIntEnum | None:
        """The last status, None where the answer has none. Whether the task is done, `done` tells."""
        return self._status

    @property
    def done(self) -> bool:
        """Whether the result is there."""
        return self._state is State.DONE

    @property
    def data(self) -> T | None:
        """The result, None until it is there."""
        return self._data

    def _take(self, operation: str, response: httpx.Response) -> Mapping[str, Any]:
        reader = Reader(operation, self._caller.on_drift, response)
        answer = open_envelope(response, reader)
        rules = self._rules
        result = look_up(answer, rules.result_at)
        if not isinstance(result, Mapping):
            raise reader.refuse(place(rules.result_at), "an object", result)
        if operation == rules.operation and not rules.at_once:
            self._response, self._answer = response, answer
            return answer
        state = rules.judge(answer)
        data: T | None = None
        if state is State.DONE:
            data = rules.result.decode(result, reader, place(rules.result_at))
        # Read twice, as a part of the result and by itself; what is strange about it is told once.
        status = self._read_status(answer, reader if data is None else Reader(operation, None, response))
        # All at once and last: an answer that cannot be read leaves the task as it was.
        self._state, self._data, self._status = state, data, status
        self._response, self._answer = response, answer
        return answer

    def _knows(self, question: Question, response: httpx.Response) -> bool:
        """Take an answer; say no where it refuses and another question is left, which may know the task."""
        try:
            self._take(question.operation, response)
        except StatusError as error:
            if error.code is None or question is self._rules.questions[-1]:
                raise
            return False
        return True

    def _read_status(self, answer: Mapping[str, Any], reader: Reader) -> OpenIntEnum | None:
        rules = self._rules
        if rules.status_at is None or rules.status is None:
            return None
        raw = look_up(answer, rules.status_at)
        if isinstance(raw, Unset):
            return None
        status: OpenIntEnum = rules.status.decode(raw, reader, place(rules.status_at))
        return status

    def _outcome(self, timeout: float | None) -> T:
        if self._data is not None:
            return self._data
        failed = self._state is State.FAILED
        error: type[TaskError] = TaskFailed if failed else WaitTimeout
        what = "failed" if failed else f"did not end within {timeout} s; wait again or refresh later"
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


class _Deadline:
    """How long a waiter has waited, and how long it may."""

    def __init__(self, caller: SyncCaller | AsyncCaller, timeout: float | None) -> None:
        if timeout is not None and not timeout >= 0:
            raise ArgumentError(f"timeout: expected seconds from 0 on, or None to wait forever, got {timeout}")
        self._now = caller.now
        self._began = caller.now()
        self._timeout = timeout

    @property
    def left(self) -> float | None:
        """Seconds until the end, None without one."""
        return None if self._timeout is None else self._timeout - (self._now() - self._began)

    @property
    def over(self) -> bool:
        """Whether the time is up, as after a sleep that took longer than it should."""
        return self.left is not None and self.left <= 0

    def next_step(self, state: State) -> Look | Stop:
        """Decide what the waiter does next."""
        return next_step(state, self._now() - self._began, self._timeout)

    def excuses(self, error: TransportError) -> bool:
        """Whether a question got no answer because the time was up: then that is what is to be told."""
        timed_out = isinstance(error.__cause__, httpx.TimeoutException | TimeoutError)
        return timed_out and isinstance(self.next_step(State.WAITING), Stop)


class Task(_TaskState[T, SyncCaller]):
    """A task at the service. A call that answers at once gives a task that is already done."""

    def refresh(self) -> "Task[T]":
        """Ask how the task stands, unless it has ended. Raises TransportError, StatusError, DecodeError."""
        if self._state is State.WAITING:
            self._look(None)
        return self

    def wait(self, timeout: float | None = DEFAULT_WAIT_S) -> T:
        """Return the result, asking until it is there, for at most `timeout` seconds (None: forever).

        A server that sends its answer in drips can hold it longer: then each drip has the time that is left.
        Raises TaskFailed, WaitTimeout, and what `refresh` raises.
        """
        deadline = _Deadline(self._caller, timeout)
        while isinstance(step := deadline.next_step(self._state), Look):
            self._caller.sleep(step.delay)
            if deadline.over:
                break
            try:
                self._look(deadline)
            except TransportError as error:
                if not deadline.excuses(error):
                    raise
        return self._outcome(timeout)

    def _look(self, deadline: _Deadline | None) -> None:
        for question in self._rules.questions:
            request = question.request(self.business_task_id)
            response = self._caller.send(question.operation, request, deadline.left if deadline else None)
            if self._knows(question, response) or (deadline and deadline.over):
                return


class AsyncTask(_TaskState[T, AsyncCaller]):
    """A task at the service. A call that answers at once gives a task that is already done."""

    async def refresh(self) -> "AsyncTask[T]":
        """Ask how the task stands, unless it has ended. Raises TransportError, StatusError, DecodeError."""
        if self._state is State.WAITING:
            await self._look(None)
        return self

    async def wait(self, timeout: float | None = DEFAULT_WAIT_S) -> T:
        """Return the result, asking until it is there, for at most `timeout` seconds (None: forever).

        Raises TaskFailed, WaitTimeout, and what `refresh` raises.
        """
        deadline = _Deadline(self._caller, timeout)
        while isinstance(step := deadline.next_step(self._state), Look):
            await self._caller.sleep(step.delay)
            if deadline.over:
                break
            try:
                await self._look(deadline)
            except TransportError as error:
                if not deadline.excuses(error):
                    raise
        return self._outcome(timeout)

    async def _look(self, deadline: _Deadline | None) -> None:
        for question in self._rules.questions:
            request = question.request(self.business_task_id)
            response = await self._caller.send(question.operation, request, deadline.left if deadline else None)
            if self._knows(question, response) or (deadline and deadline.over):
                return
