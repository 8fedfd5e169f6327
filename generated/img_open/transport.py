# GENERATED from generator/runtime/transport.py by "make generate"; do not edit.
"""Sending: what a client knows, and running flows through a sender, blocking or awaiting."""

from __future__ import annotations

import json
import logging
import os
import random
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar
from uuid import uuid4

import httpx

from . import logs
from .answers import Answer
from .codec import Codec
from .drift import DriftReporter, OnDrift
from .envelope import open_envelope
from .errors import ApiError, ArgumentError, ConfigurationError, TransportError
from .reading import Reader, look_up, place
from .retrying import Answered, Flow, Pause, Peek, Question, Send, Submission, asking, submitting
from .sending import AsyncSender, Outgoing, Sender, cause_of, kinds, phases

if TYPE_CHECKING:
    import asyncio

    from .polling import TaskRules

ENV_BASE_URL = "IMG_OPEN_BASE_URL"
DEFAULT_TIMEOUT_S = 30.0
DEFAULT_MAX_RETRIES = 2
T = TypeVar("T")


def new_business_task_id() -> str:
    """Make an id of the caller's own for a task: 32 hexadecimal digits."""
    return uuid4().hex


class Options(NamedTuple):
    """What with_options changes."""

    timeout: dict[str, float | None]
    max_retries: int

    @classmethod
    def of(cls, timeout: float | httpx.Timeout, max_retries: int) -> Options:
        """Check them. Raises ConfigurationError."""
        if isinstance(max_retries, bool) or not isinstance(max_retries, int) or max_retries < 0:
            raise ConfigurationError(f"max_retries: expected a whole number from 0 on, got {max_retries!r}")
        limits = phases(timeout) if isinstance(timeout, int | float | httpx.Timeout) else {"all": 0.0}
        if not all(limit is None or limit > 0 for limit in limits.values()):
            raise ConfigurationError(
                f"timeout: expected seconds above 0 or an httpx.Timeout, as httpx.Timeout(None) without a limit, "
                f"got {timeout!r}"
            )
        return cls(limits, max_retries)


class _Caller:
    """What both transports know."""

    random: Callable[[], float] = staticmethod(random.random)

    def __init__(self, base_url: str, options: Options, on_drift: DriftReporter) -> None:
        self.base_url = base_url
        self.options = options
        self.on_drift: OnDrift = on_drift
        self.seen: list[Answer] | None = None
        """Where answers are kept for with_raw_response."""

    def with_options(self, options: Options, on_drift: DriftReporter) -> Self:
        """Return one with other options over the same connections."""
        other = self._twin()
        other.options, other.on_drift = options, on_drift
        return other

    def capturing(self) -> Self:
        """Return one that keeps its answers in `seen`."""
        other = self._twin()
        other.seen = []
        return other

    def _twin(self) -> Self:
        other = object.__new__(type(self))
        vars(other).update(vars(self))
        return other

    def now(self) -> float:
        return time.monotonic()

    def read(self, operation: str, answer: Answer, at: str, codec: Codec) -> Any:
        """Return what a success carries at a pointer. Raises StatusError, DecodeError."""
        reader = Reader(operation, self.on_drift, answer)
        return codec.decode(look_up(open_envelope(answer, reader), at), reader, place(at))

    def _flow(self, send: Send) -> Flow[Answer]:
        return asking(send, self.options.max_retries, self.random)

    def _submission(self, send: Send, key: str | None = None, questions: tuple[Question, ...] = ()) -> Flow[Answered]:
        return submitting(Submission(send, key, questions), self.options.max_retries, self.random)

    def _outgoing(self, send: Send, closed: bool) -> Outgoing:
        if closed:
            raise ArgumentError("the client is closed; make another one", operation=send.operation)
        try:
            body = json.dumps(send.body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        except (ValueError, TypeError) as error:
            why = f"{type(error).__name__}: {error}"
            raise ArgumentError(f"the request cannot be written as JSON: {why}", operation=send.operation) from error
        return Outgoing(self.base_url + send.path, body, self.options.timeout)

    def _left(self, send: Send) -> float | None:
        left = None if send.left is None else send.left()
        if left is not None and left <= 0:
            late = TransportError("the time was up before it could be sent", operation=send.operation)
            late.never_arrived = late.timed_out = True
            raise late
        return left

    def _came(self, send: Send, out: Outgoing, answer: Answer, began: float) -> Answer:
        if logs.log.isEnabledFor(logging.INFO):
            logs.exchange(send.operation, out.url, out.body, answer, time.monotonic() - began)
        if self.seen is not None:
            self.seen.append(answer)
        return answer

    def _failed(self, send: Send, error: BaseException, began: float) -> TransportError:
        if logs.log.isEnabledFor(logging.INFO):
            logs.failure(send.operation, self.base_url + send.path, cause_of(error), time.monotonic() - began)
        made = TransportError(f"no answer from {self.base_url}: {cause_of(error)}", operation=send.operation)
        made.never_arrived = isinstance(error, kinds().never_arrived)
        made.timed_out = isinstance(error, kinds().timed_out)
        return made

    def __reduce__(self) -> Any:
        raise TypeError(
            "a client is not pickled, as it holds keys and connections: make another one there; "
            "a task goes on with client.tasks.resume(task.token)"
        )


class SyncTransport(_Caller):
    """Runs flows, blocking; safe from many threads."""

    def __init__(self, sender: Sender, base_url: str, options: Options, on_drift: DriftReporter) -> None:
        super().__init__(base_url, options, on_drift)
        self.sender = sender

    def ask(self, operation: str, path: str, body: Mapping[str, Any]) -> Answer:
        """Send what changes nothing at the service. Raises TransportError, ArgumentError."""
        return self.run(self._flow(Send(operation, path, body)))

    def submit(self, rules: TaskRules, path: str, body: Mapping[str, Any], key: str | None) -> Answered:
        """Send what starts a task, once. Raises TransportError, SubmitUnclear, ArgumentError."""
        return self.run(self._submission(Send(rules.operation, path, body), key, rules.questions))

    def submit_alone(self, operation: str, path: str, body: Mapping[str, Any]) -> Answer:
        """Send what starts something that nobody can ask for, once. Raises as submit does."""
        return self.run(self._submission(Send(operation, path, body)))[1]

    def run(self, flow: Flow[T]) -> T:
        """Do what a flow wants, until it returns."""
        try:
            step = next(flow)
            while True:
                try:
                    outcome = self.do(step)
                except ApiError as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            flow.close()

    def do(self, step: Send | Pause | Peek) -> Any:
        """Do one step. Raises TransportError, ArgumentError."""
        match step:
            case Send():
                return self.post(step)
            case Pause():
                self.sleep(step.seconds)
            case Peek():
                return step.look()
        return None

    def post(self, send: Send) -> Answer:
        """Send once. Raises TransportError, ArgumentError."""
        out, left = self._outgoing(send, self.sender.is_closed), self._left(send)
        began = time.monotonic()
        try:
            answer = self.sender.post(out, left)
        except kinds().failures as error:
            raise self._failed(send, error, began) from error
        return self._came(send, out, answer, began)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class AsyncTransport(_Caller):
    """Runs flows, with await; for the tasks of one event loop."""

    def __init__(self, sender: AsyncSender, base_url: str, options: Options, on_drift: DriftReporter) -> None:
        super().__init__(base_url, options, on_drift)
        self.sender = sender

    async def ask(self, operation: str, path: str, body: Mapping[str, Any]) -> Answer:
        """Send as SyncTransport does."""
        return await self.run(self._flow(Send(operation, path, body)))

    async def submit(self, rules: TaskRules, path: str, body: Mapping[str, Any], key: str | None) -> Answered:
        """Send as SyncTransport does."""
        return await self.run(self._submission(Send(rules.operation, path, body), key, rules.questions))

    async def submit_alone(self, operation: str, path: str, body: Mapping[str, Any]) -> Answer:
        """Send as SyncTransport does."""
        return (await self.run(self._submission(Send(operation, path, body))))[1]

    async def run(self, flow: Flow[T], slots: asyncio.Semaphore | None = None) -> T:
        """Do what a flow wants, until it returns; with `slots`, only so many requests at once."""
        try:
            step = next(flow)
            while True:
                try:
                    outcome = await self.do(step, slots)
                except ApiError as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(outcome)
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            flow.close()

    async def do(self, step: Send | Pause | Peek, slots: asyncio.Semaphore | None) -> Any:
        """Do one step. Raises TransportError, ArgumentError."""
        match step:
            case Send() if slots is not None:
                async with slots:
                    return await self.post(step)
            case Send():
                return await self.post(step)
            case Pause():
                await self.sleep(step.seconds)
            case Peek():
                from asyncio import to_thread  # noqa: PLC0415  # importing asyncio takes longer than most of this package

                return await to_thread(step.look)
        return None

    async def post(self, send: Send) -> Answer:
        """Send once, as SyncTransport does."""
        out, left = self._outgoing(send, self.sender.is_closed), self._left(send)
        began = time.monotonic()
        try:
            answer = await self.sender.post(out, left)
        except kinds().failures as error:
            raise self._failed(send, error, began) from error
        return self._came(send, out, answer, began)

    async def sleep(self, seconds: float) -> None:
        from asyncio import sleep  # noqa: PLC0415  # as above

        await sleep(seconds)


def base_url_from(given: str | None, default: str) -> str:
    """Return the base URL from its argument, the environment or the specification. Raises ConfigurationError."""
    text = given or os.environ.get(ENV_BASE_URL) or default
    if not _is_base_url(text):
        # Raised here, as the errors of reading it have the text.
        expected = f"base_url: expected such as {default}, with http or https and a host only"
        raise ConfigurationError(f"{expected}, got {_without_secrets(text)}")
    return text.rstrip("/")


def _is_base_url(text: str) -> bool:
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, TypeError):
        return False
    whole = url.scheme in {"http", "https"} and url.host
    return bool(whole) and not url.userinfo and "?" not in text and "#" not in text


def _without_secrets(text: object) -> str:
    """Say what came without what may be a password, or a key in the wrong place."""
    if not isinstance(text, str):
        return f"a Python {type(text).__name__}"
    head = text.partition("?")[0].partition("#")[0]
    if "://" not in head:
        return "a text without http:// or https://"
    if "@" in head:
        return "a URL with @ in it"
    return repr(head if head == text else f"{head}...")
