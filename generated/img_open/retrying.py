# GENERATED from generator/runtime/retrying.py by "make generate"; do not edit.
"""When to send again: pure decisions, which the sync and the async client share.

A flow is a generator that yields what is to be done (Send, Pause, Peek) and gets back what came of it; a transport runs
it, blocking or awaiting.
"""

import math
from collections.abc import Callable, Generator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, TypeAlias, TypeVar

from .answers import Answer
from .envelope import open_envelope
from .errors import ApiError, DecodeError, StatusError, SubmitUnclear, TransportError, not_ok
from .reading import Reader

T = TypeVar("T")

RETRIED = frozenset({408, 429, 502, 503, 504})
LONGEST_RETRY_AFTER_S = 60.0  # a service that wants a longer pause is not asked again
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 8.0
_JITTER = 0.25  # of the pause, taken off at random, so that many clients do not come back at once
_TIMED_OUT = frozenset({408, 504})
_RETRY_AFTER = b"retry-after"
_REFUSED = 429  # it arrived and was turned away


class Send(NamedTuple):
    """Post a body; the outcome is the Answer, or a TransportError is raised.

    `left` says how many seconds it may take, and is asked when it is sent: it may have to wait for its turn.
    """

    operation: str
    path: str
    body: Any
    left: Callable[[], float] | None = None


class Pause(NamedTuple):
    """Let time pass, in seconds."""

    seconds: float


class Peek(NamedTuple):
    """Call a function that may block on a disk or a database; the outcome is what it returns."""

    look: Callable[[], Any]


Answered: TypeAlias = tuple[str, Answer]  # the operationId that was answered, and its answer
Flow: TypeAlias = Generator[Send | Pause | Peek, Any, T]


class Question(NamedTuple):
    """One way of asking for a task: an id, posted to a path."""

    operation: str
    path: str
    ask: str
    """The field of the body that takes the id."""
    unknown: tuple[str, ...] = ()
    """Codes of the envelope by which the service says that it has no such task."""
    progress_at: str | None = None
    """Pointer to how much of the task is done, in per cent."""

    def send(self, asked: str, left: Callable[[], float] | None = None) -> Send:
        """Return the request that asks for an id."""
        return Send(self.operation, self.path, {self.ask: asked}, left)


def retry_after(text: str | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """Return the seconds for which a Retry-After asks, as seconds or as a date; None without one or unreadable."""
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(text).astimezone(UTC) - now()).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return None if math.isnan(seconds) else max(0.0, seconds)


def pause(tries: int, after: float | None, random: Callable[[], float]) -> float | None:
    """Return how long to wait before the next try, in seconds; None when the service wants to be left alone longer."""
    if after is not None and after > LONGEST_RETRY_AFTER_S:
        return None
    usual = min(_FIRST_PAUSE_S * 2.0 ** min(tries, 10), _LONGEST_PAUSE_S) * (1 - _JITTER * random())
    return usual if after is None else max(after, usual)


def asking(send: Send, retries: int, random: Callable[[], float]) -> Flow[Answer]:
    """Send what changes nothing at the service, again where that may help. Raises TransportError."""
    tries = 0
    while True:
        error: TransportError | None = None
        after: float | None = None
        try:
            answer: Answer = yield send
        except TransportError as caught:
            error = caught
        else:
            if answer.status_code not in RETRIED:
                return answer
            after = retry_after(answer.header(_RETRY_AFTER))
        wait = pause(tries, after, random) if tries < retries else None
        if wait is None:
            if error is not None:
                raise error
            return answer
        tries += 1
        yield Pause(wait)


class Submission(NamedTuple):
    """What costs, and whom to ask whether it arrived."""

    send: Send
    key: str | None
    """The caller's own id of the task."""
    questions: tuple[Question, ...]

    @property
    def can_ask(self) -> bool:
        """Whether the service can be asked by an id that was there before its answer."""
        return self.key is not None and bool(self.questions)


def submitting(it: Submission, retries: int, random: Callable[[], float]) -> Flow[Answered]:
    """Send what costs, never twice: where a try may have arrived, the service is asked before the next.

    Where nobody can be asked, a try that may have arrived is the last. Raises TransportError when the request cannot
    have arrived, SubmitUnclear when it may have.
    """
    return _Submitting(it, retries, random).flow()


class _Submitting:
    """What is known of a submit so far."""

    def __init__(self, it: Submission, retries: int, random: Callable[[], float]) -> None:
        self._it = it
        self._retries = retries
        self._random = random
        self._problem: TransportError | Answer | None = None
        self._unclear = False
        # It may be at work still, and unknown for that reason alone: it is asked for, and not sent again.
        self._late = False

    def flow(self) -> Flow[Answered]:
        for tries in range(self._retries + 1):
            answer = None if self._late else (yield from self._try())
            if answer is not None:
                return (yield from self._answered(answer))
            wait = self._pause(tries)
            if wait is None:
                break
            yield Pause(wait)
            found = (yield from self._find()) if self._may_be_there else None
            if found is not None:
                return found
        return self._given_up()

    def _answered(self, answer: Answer) -> Flow[Answered]:
        found: Answered | None = None
        # A refusal after an unclear try may say no more than that the first one is there already; and what is no
        # answer of the service, as a page of HTML, says nothing of what the service did.
        if self._unclear and _is_refusal(answer):
            found = yield from self._ask()
        elif self._retries and self._it.can_ask and _says_nothing(answer):
            with suppress(SubmitUnclear):
                found = yield from self._ask()
        return found or (self._it.send.operation, answer)

    @property
    def _may_be_there(self) -> bool:
        return self._unclear or isinstance(self._problem, Answer)

    def _try(self) -> Flow[Answer | None]:
        """Send once; None when that was no success and no refusal."""
        try:
            answer: Answer = yield self._it.send
        except TransportError as error:
            self._problem = error
            self._unclear = self._unclear or not error.never_arrived
            self._late = error.timed_out and not error.never_arrived
            return None
        if answer.status_code not in RETRIED:
            return answer
        self._problem = answer
        self._unclear = self._unclear or answer.status_code != _REFUSED
        self._late = answer.status_code in _TIMED_OUT
        return None

    def _pause(self, tries: int) -> float | None:
        may_go_on = self._it.can_ask if self._may_be_there else tries < self._retries
        if not self._retries or not may_go_on:
            return None
        after = retry_after(self._problem.header(_RETRY_AFTER)) if isinstance(self._problem, Answer) else None
        return pause(tries, after, self._random)

    def _find(self) -> Flow[Answered | None]:
        try:
            return (yield from self._ask())
        except SubmitUnclear:
            if self._unclear:
                raise
            return self._given_up()

    def _ask(self) -> Flow[Answered | None]:
        """Ask whether it arrived; None when the service knows of no such task. Raises SubmitUnclear."""
        assert self._it.key is not None
        for question in self._it.questions:
            try:
                answer = yield from asking(question.send(self._it.key), self._retries, self._random)
                open_envelope(answer, Reader(question.operation, None, answer))
            except StatusError as refusal:
                if refusal.code not in question.unknown:
                    raise _unclear(self._it, refusal) from refusal
            except ApiError as failure:
                raise _unclear(self._it, failure) from failure
            else:
                return question.operation, answer
        return None

    def _given_up(self) -> Answered:
        problem = self._problem
        assert problem is not None
        if isinstance(problem, Answer):
            if self._unclear:
                raise _unclear(self._it, not_ok(problem), problem)
            return self._it.send.operation, problem
        if self._unclear:
            raise _unclear(self._it, problem) from problem
        raise problem


def _is_refusal(answer: Answer) -> bool:
    try:
        open_envelope(answer, Reader())
    except ApiError:
        return True
    return False


def _says_nothing(answer: Answer) -> bool:
    try:
        open_envelope(answer, Reader())
    except StatusError as error:
        return error.code is None and answer.status_code >= 500
    except DecodeError:
        return True
    return False


def _unclear(it: Submission, why: object, answer: Answer | None = None) -> SubmitUnclear:
    what = f"ask for task {it.key} before it is sent again" if it.can_ask else "nobody can be asked whether it did"
    return SubmitUnclear(
        f"the submit may have arrived, and may cost: {what}; last problem: {why}",
        operation=it.send.operation,
        response=answer,
    )
