# GENERATED from generator/runtime/tasks.py by "make generate"; do not edit.
"""Tasks: one object whether the answer comes at once, by asking or by a callback."""

import json
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .answers import Answer
from .codec import TEXT
from .envelope import open_envelope
from .errors import (
    ApiError,
    ArgumentError,
    StatusError,
    TaskError,
    TaskFailed,
    TaskTimeout,
    TransportError,
    shown,
)
from .open_enum import OpenIntEnum
from .polling import State, TaskRules, percentage
from .reading import Reader, look_up, place
from .retrying import Flow, asking, retry_after
from .types import Unset
from .waiting import Inbox, OnProgress, Progress, Watch

if TYPE_CHECKING:
    from .transport import AsyncTransport, SyncTransport

T = TypeVar("T")
C = TypeVar("C", bound="SyncTransport | AsyncTransport")
DEFAULT_WAIT_S = 300.0
_TOKEN_VERSION = 1


def token_of(operation: str, known_id: str | None, business_task_id: str) -> str:
    """Return the token of a task."""
    said = {"v": _TOKEN_VERSION, "operation": operation, "id": known_id, "businessTaskId": business_task_id}
    return json.dumps(said)


class TaskState(Generic[T, C]):
    """What both kinds of task know; it only ever changes by taking an answer."""

    def __init__(
        self,
        caller: C,
        rules: TaskRules,
        key: str | None,
        first: tuple[str, Answer] | None,
        known_id: str | None = None,
    ) -> None:
        self._caller = caller
        self._rules = rules
        self._state = State.WAITING
        self._data: T | None = None
        self._status: OpenIntEnum | None = None
        self._percentage: float | None = None
        self._error: ApiError | None = None
        self._response: Answer | None = None
        self._answer: Mapping[str, Any] | None = None
        self._id = known_id or key or ""
        if first is not None:
            operation, answer = first
            self._id = self._find_id(self._take(operation, answer), Reader(operation, caller.on_drift, answer), key)
        self._key = key
        self.business_task_id: str = key if rules.by_key and key is not None else self._id
        """The id by which the service is asked for the task."""

    def _find_id(self, answer: Mapping[str, Any], reader: Reader, key: str | None) -> str:
        at = next((at for at in self._rules.id_at if not isinstance(look_up(answer, at), Unset)), None)
        if at is None and key is not None and reader.operation != self._rules.operation:
            return key  # found by the caller's id after an unclear submit, in an answer that has no other
        at = at or self._rules.id_at[0]
        found: str = TEXT.decode(look_up(answer, at), reader, place(at))
        return found

    @property
    def id(self) -> str:
        """The service's id of the task; the caller's own where the service's has not been told."""
        return self._id

    @property
    def operation(self) -> str:
        """The operationId of what started it."""
        return self._rules.operation

    @property
    def status(self) -> OpenIntEnum | None:
        """The last status, None where the answer has none. Whether the task is done, `done` tells."""
        return self._status

    @property
    def done(self) -> bool:
        """Whether the result is there."""
        return self._state is State.DONE

    @property
    def failed(self) -> bool:
        """Whether it ended without a result."""
        return self._state is State.FAILED

    @property
    def data(self) -> T | None:
        """The result, None until it is there."""
        return self._data

    @property
    def token(self) -> str:
        """What another process needs to go on: client.tasks.resume(token). JSON text, without any secret."""
        return token_of(self.operation, self._id, self.business_task_id)

    def result(self) -> T:
        """Return the result, asking nobody. Raises what ended the task or the waiting, and TaskTimeout before that."""
        return self._outcome(0.0)

    def _take(self, operation: str, response: Answer) -> Mapping[str, Any]:
        reader = Reader(operation, self._caller.on_drift, response)
        answer = open_envelope(response, reader)
        if operation == self._rules.operation and not self._rules.at_once:
            self._part(answer, reader)
            self._response, self._answer = response, answer
        else:
            self._learn(answer, reader)
            self._response = response
        return answer

    def _part(self, answer: Mapping[str, Any], reader: Reader) -> Mapping[str, Any]:
        at = self._rules.result_at
        result = look_up(answer, at)
        if not isinstance(result, Mapping):
            raise reader.refuse(place(at), "an object", result)
        return result

    def _learn(self, answer: Mapping[str, Any], reader: Reader) -> None:
        rules = self._rules
        result = self._part(answer, reader)
        state = rules.judge(answer)
        data: T | None = None
        if state is State.DONE:
            data = rules.result.decode(result, reader, place(rules.result_at))
        # Read twice, as a part of the result and by itself; what is strange about it is told once.
        status = self._read_status(answer, reader if data is None else Reader(reader.operation, None, reader.response))
        # All at once and last: an answer that cannot be read leaves the task as it was.
        self._state, self._data, self._status, self._answer = state, data, status, answer

    def _read_status(self, answer: Mapping[str, Any], reader: Reader) -> OpenIntEnum | None:
        rules = self._rules
        if rules.status_at is None or rules.status is None:
            return None
        raw = look_up(answer, rules.status_at)
        if isinstance(raw, Unset):
            return None
        status: OpenIntEnum = rules.status.decode(raw, reader, place(rules.status_at))
        return status

    def _look(self, left: Callable[[], float], retries: int) -> Flow[float | None]:
        """Ask how the task stands; return the service's Retry-After. Raises as refresh does."""
        last = self._rules.questions[-1]
        for question in self._rules.questions:
            remaining = left()
            if remaining <= 0:
                break
            send = question.send(self.business_task_id, None if remaining == math.inf else left)
            answer = yield from asking(send, retries, self._caller.random)
            try:
                self._percentage = percentage(question, self._take(question.operation, answer))
            except StatusError as error:
                # Where it refuses, the next one may know the task.
                if error.code is None or question is last:
                    raise
            else:
                return retry_after(answer.header(b"retry-after"))
        return None

    def _refreshing(self) -> Flow[None]:
        if self._state is State.WAITING:
            yield from self._look(lambda: math.inf, self._caller.options.max_retries)

    def _waiting(
        self, timeout: float | None, on_progress: OnProgress | None, inbox: Inbox | None, confirm: bool
    ) -> Flow[T]:
        if timeout is not None and not (isinstance(timeout, int | float) and timeout >= 0):
            raise ArgumentError(f"timeout: expected seconds from 0 on, or None to wait forever, got {timeout!r}")
        watch = Watch(self, timeout, inbox, confirm)
        self._error = None
        while self._state is State.WAITING and (delay := watch.delay()) is not None:
            yield from watch.sleep(delay)
            if self._state is not State.WAITING or watch.left() <= 0:
                break
            try:
                watch.got_answer((yield from self._look(watch.left, 0)))
            except (TransportError, StatusError) as error:
                watch.put_up_with(error)
            except ApiError as error:
                self._error = error
                raise
            if on_progress is not None:
                task: Any = self
                on_progress(Progress(task, self._percentage, self._status, watch.elapsed(), watch.looks))
        return self._outcome(timeout, watch.failure)

    def _outcome(self, timeout: float | None, cause: ApiError | None = None) -> T:
        if self._data is not None:
            return self._data
        if self._error is not None:
            raise self._error
        if self._state is State.FAILED:
            raise self._ended(TaskFailed, "failed")
        late = f"did not end within {timeout:g} s" if timeout else "has not ended"
        raise self._ended(TaskTimeout, f"{late}; wait again, or later with its token") from cause

    def _ended(self, error: type[TaskError], what: str) -> TaskError:
        said = "no answer yet" if self._answer is None else f"last answer: {shown(json.dumps(self._answer))}"
        return error(
            f"task {self.id} {what}; {said}",
            operation=self.operation,
            response=self._response,
            task_id=self.id,
            business_task_id=self.business_task_id,
            answer=self._answer,
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} {self._state.value}>"


class Task(TaskState[T, "SyncTransport"]):
    """A task at the service. A call that answers at once gives a task that is already done."""

    def refresh(self) -> "Task[T]":
        """Ask how the task stands, unless it has ended. Raises TransportError, StatusError, DecodeError."""
        self._caller.run(self._refreshing())
        return self

    def wait(
        self,
        timeout: float | None = DEFAULT_WAIT_S,
        *,
        on_progress: OnProgress | None = None,
        inbox: Inbox | None = None,
        confirm: bool = False,
    ) -> T:
        """Return the result, asking until it is there, for at most `timeout` seconds (None: forever).

        A question that gets no answer, or one of HTTP 408, 429, 502, 503, 504, is put again until the time is up.

        Args:
            timeout: seconds for all of it; no request outlasts them.
            on_progress: called after each question.
            inbox: where a Receiver keeps callbacks; the wait ends on whichever comes first, callback or answer.
            confirm: ask the service before a callback is believed.

        Raises:
            TaskFailed, TaskTimeout, TaskLost, StatusError, DecodeError; TransportError without a time limit, when
            question after question fails
        """
        return self._caller.run(self._waiting(timeout, on_progress, inbox, confirm))


class AsyncTask(TaskState[T, "AsyncTransport"]):
    """A task at the service. A call that answers at once gives a task that is already done."""

    async def refresh(self) -> "AsyncTask[T]":
        """Ask how the task stands, unless it has ended. Raises TransportError, StatusError, DecodeError."""
        await self._caller.run(self._refreshing())
        return self

    async def wait(
        self,
        timeout: float | None = DEFAULT_WAIT_S,
        *,
        on_progress: OnProgress | None = None,
        inbox: Inbox | None = None,
        confirm: bool = False,
    ) -> T:
        """Return the result as Task.wait does, with its arguments and its errors; the inbox is read in a thread."""
        return await self._caller.run(self._waiting(timeout, on_progress, inbox, confirm))
