# GENERATED from generator/runtime/polling.py by "make generate"; do not edit.
"""When a task is done and when to look again: pure decisions on data, which the sync and the async client share."""

import math
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from attrs import field, frozen

from .codec import Codec, whole
from .reading import look_up
from .retrying import Question

_FIRST_DELAY_S = 0.25
_GROWTH = 0.27  # of the time waited so far: the lag behind the task's end stays a fixed share of its duration
_LONGEST_DELAY_S = 60.0
_JITTER = 0.1  # of the delay, either way, so that many waiters do not ask in step
_BEFORE_THE_END = 0.9  # of the time left: the last question needs some of it for its answer
_LAST_MOMENT_S = 0.05  # with less time left, asking once more is pointless


class State(Enum):
    """How a task stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


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
        if not isinstance(result, Mapping):
            return False
        own = {name: value for name, value in result.items() if name not in self.shared}
        return any(isinstance(value, str | list | dict) and value for value in own.values())


def percentage(question: Question, answer: Mapping[str, Any]) -> float | None:
    """Return how much of the task is done, from 0 to 100; None where the answer does not say."""
    found = None if question.progress_at is None else look_up(answer, question.progress_at)
    try:
        number = float(found) if isinstance(found, int | float | str) and not isinstance(found, bool) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def next_delay(
    elapsed: float, left: float, random: Callable[[], float], after: float | None = None, usual: float | None = None
) -> float | None:
    """Decide how long a waiter sleeps before it asks again, in seconds; None when the time is up.

    `elapsed` seconds after it began, with `left` until it has to end; `after` is the service's Retry-After, and `usual`
    a shorter delay than a task of this age has.
    """
    if left < _LAST_MOMENT_S:
        return None
    delay = min(max(_FIRST_DELAY_S, elapsed * _GROWTH), _LONGEST_DELAY_S)
    if usual is not None:
        delay = min(delay, usual)
    delay *= 1 - _JITTER + 2 * _JITTER * random()
    return min(max(delay, after or 0.0), left * _BEFORE_THE_END)
