# GENERATED from generator/runtime/polling.py by "make generate"; do not edit.
"""When a task is done and when to look again: pure decisions on data, which the sync and the async client share."""

import math
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from attrs import field, frozen

from .codec import Codec, whole
from .reading import look_up

_FIRST_DELAY_S = 0.25
_GROWTH = 0.2  # of the time waited so far: the lag behind the task's end stays a fixed share of its duration
_LONGEST_DELAY_S = 30.0
_BEFORE_THE_END = 0.9  # of the time left: the last question needs some of it for its answer
_LAST_MOMENT_S = 0.05  # with less time left, asking once more is pointless


class State(Enum):
    """How a task stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@frozen
class Question:
    """One way of asking for a task."""

    operation: str
    request: Callable[[str], Mapping[str, Any]] = field(repr=False)
    """Makes the request from the id that the question takes."""


@frozen
class TaskRules:
    """An operation's x-task: whom to ask, JSON pointers into the answers, and the statuses that end it."""

    operation: str
    questions: tuple[Question, ...]
    """In the order of asking: the next one is asked when one refuses."""
    id_at: tuple[str, ...]
    """Pointers into the submit's answer; the service's id stands at one of them."""
    result_at: str
    result: Codec = field(repr=False)
    by_key: bool = True
    """Whether questions take the caller's own id; else they take the service's."""
    at_once: bool = True
    """Whether the submit's own answer may carry the result."""
    filled: tuple[str, ...] = ()
    """Pointers; something non-empty at one of them means done, whatever the status says."""
    shared: tuple[str, ...] | None = None
    """For a tool whose page is not known: any other text, list or object in the result means done."""
    status_at: str | None = None
    status: Codec | None = field(default=None, repr=False)
    done: tuple[int, ...] = ()
    failed: tuple[int, ...] = ()

    def judge(self, answer: Mapping[str, Any]) -> State:
        """Say how the task stands that an answer tells of. A status that nobody knows means waiting."""
        if any(look_up(answer, at) for at in self.filled) or self._has_more_than_shared(answer):
            return State.DONE
        status = None if self.status_at is None else look_up(answer, self.status_at)
        number = whole(status)
        if number in self.done:
            return State.DONE
        return State.FAILED if number in self.failed else State.WAITING

    def _has_more_than_shared(self, answer: Mapping[str, Any]) -> bool:
        if self.shared is None:
            return False
        result = look_up(answer, self.result_at)
        own = {name: value for name, value in result.items() if name not in self.shared}
        return any(isinstance(value, str | list | dict) and value for value in own.values())


@frozen
class Look:
    """Ask again after a delay, in seconds."""

    delay: float


@frozen
class Stop:
    """Ask no more: the task has ended, or the time is up while it is still waiting."""

    state: State


def next_step(state: State, elapsed: float, timeout: float | None) -> Look | Stop:
    """Decide what a waiter does next, `elapsed` seconds after it began; a timeout of None is forever."""
    left = math.inf if timeout is None else timeout - elapsed
    if state is not State.WAITING or left < _LAST_MOMENT_S:
        return Stop(state)
    delay = min(max(_FIRST_DELAY_S, elapsed * _GROWTH), _LONGEST_DELAY_S)
    return Look(min(delay, left * _BEFORE_THE_END))
