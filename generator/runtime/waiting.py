"""One waiting for a task: how long it has gone on, what it has met, and when to look again."""

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from attrs import frozen

from .errors import ApiError, DecodeError, StatusError, TaskLost, TransportError
from .open_enum import OpenIntEnum
from .polling import State, next_delay
from .reading import Reader
from .retrying import RETRIED, Flow, Pause, Peek, pause, retry_after

if TYPE_CHECKING:
    from .tasks import AsyncTask, Task, TaskState

_PEEK_S = 0.25  # between two looks into an inbox
_LOST_AFTER = 3  # answers in a row that know no such task; one or two may only be late
_FAILURES_WITHOUT_END = 10  # in a row, that a waiter without a time limit puts up with


@frozen
class Progress:
    """How a task stands that is waited for."""

    task: "Task[Any] | AsyncTask[Any]"
    percentage: float | None
    """How much of it is done, from 0 to 100; None where the service does not say. Only queryTaskInfo V2 does."""
    status: OpenIntEnum | None
    elapsed: float
    """Seconds since the waiting began."""
    looks: int
    """How often the service was asked."""


OnProgress = Callable[[Progress], None]


class Delivered(Protocol):
    """What a waiter reads of a callback's event."""

    @property
    def answer(self) -> Mapping[str, Any]: ...
    @property
    def state(self) -> State: ...


class Inbox(Protocol):
    """Where a waiter looks for callbacks: img_open.inbox has one."""

    def get(self, business_task_id: str, operation: str | None = None) -> Delivered | None: ...


class Watch:
    """One waiting: how long it has gone on, what it has met, and when to look again."""

    def __init__(self, task: "TaskState[Any, Any]", timeout: float | None, inbox: Inbox | None, confirm: bool) -> None:
        self._task = task
        self._caller = task._caller
        self._inbox = inbox
        self._confirm = confirm
        self._began = self._caller.now()
        self._timeout = math.inf if timeout is None else timeout
        self._after: float | None = None
        self._failures = self._unknown = 0
        self.failure: ApiError | None = None
        """The last question's, if it got no answer."""
        self.looks: int = 0

    def elapsed(self) -> float:
        """Seconds since the beginning."""
        found: float = self._caller.now() - self._began
        return found

    def left(self) -> float:
        """Seconds until the end; infinite without one."""
        return self._timeout - self.elapsed()

    def delay(self) -> float | None:
        """Seconds until the next question, None when the time is up."""
        usual = pause(self._failures - 1, None, self._caller.random) if self._failures else None
        return next_delay(self.elapsed(), self.left(), self._caller.random, self._after, usual)

    def sleep(self, seconds: float) -> Flow[None]:
        """Let time pass, looking into the inbox meanwhile."""
        while seconds > 0:
            if self._inbox is not None and (yield from self._peek(self._inbox)):
                return
            step = seconds if self._inbox is None else min(seconds, _PEEK_S)
            yield Pause(step)
            seconds -= step

    def _peek(self, inbox: Inbox) -> Flow[bool]:
        task = self._task
        event: Delivered | None = yield Peek(lambda: inbox.get(task.business_task_id, task.operation))
        if event is None:
            return False
        judged = task._rules.judge(event.answer)
        refused = judged is State.WAITING and event.state is State.FAILED  # by the envelope's code
        if judged is State.WAITING and not refused:
            return False
        if self._confirm:
            self._inbox = None  # the service is asked now, and again by the usual rule should it know better
            return True
        if refused:
            task._state, task._answer, task._response = State.FAILED, event.answer, None
            return True
        try:
            task._learn(event.answer, Reader(task.operation, self._caller.on_drift))
        except DecodeError:
            self._inbox = None  # nobody knows who posted it: the service is asked
        else:
            task._response = None
        return True

    def got_answer(self, after: float | None) -> None:
        """Note a question that was answered, with the service's Retry-After."""
        self.looks += 1
        self._after, self.failure = after, None
        self._failures = self._unknown = 0

    def put_up_with(self, error: TransportError | StatusError) -> None:
        """Note a question that was not. Raises what ends the waiting."""
        if (end := self._judge(error)) is not None:
            self._task._error = end
            raise end from (error if end is not error else error.__cause__)

    def _judge(self, error: TransportError | StatusError) -> ApiError | None:
        self.looks += 1
        self._failures += 1
        self.failure, self._after = error, None
        if isinstance(error, StatusError):
            if error.http_status in RETRIED:
                self._after = retry_after(error.response.headers.get("retry-after")) if error.response else None
            elif any(error.code in asked.unknown for asked in self._task._rules.questions):
                self._unknown += 1
                if self._unknown >= _LOST_AFTER:
                    return self._task._ended(TaskLost, f"is unknown to the service: {error}")
            else:
                return error
        if self._timeout == math.inf and self._failures >= _FAILURES_WITHOUT_END:
            return error
        return None
