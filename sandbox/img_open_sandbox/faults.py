"""Faults that can be planted; each docstring says what the client sees. planting.py reads their JSON."""

import math
import re
from dataclasses import dataclass
from typing import ClassVar, Literal

from img_open_sandbox.envelope import shown

Kind = Literal["submit", "query", "other", "callback"]
# When a fault strikes: at a request's first bytes, after it was read, at the look at its task, or at a delivery.
Stage = Literal["connection", "request", "look", "callback"]

STATUS_CODES = (408, 429, 500, 502, 503, 504)
SECONDS_MAX = 600.0
PIECES_MAX = 1000
TEXT_MAX = 1000

_REQUESTS: frozenset[Kind] = frozenset({"submit", "query", "other"})


class FaultError(ValueError):
    """A fault that cannot be planted; the text says what was expected and what came."""


@dataclass(frozen=True)
class Occasion:
    """Where a fault may strike; ``ids`` are the task's, the caller's and the service's.

    ``operation_ids`` of a query are its own and that of the task that it asks for.
    """

    kind: Kind
    operation_ids: frozenset[str]
    ids: frozenset[str] = frozenset()
    has_callback: bool = False


@dataclass(frozen=True)
class Fault:
    """One way of failing."""

    stage: ClassVar[Stage] = "request"
    hits: ClassVar[frozenset[Kind]] = _REQUESTS
    needs_socket: ClassVar[bool] = False

    @classmethod
    def name(cls) -> str:
        """In kebab case, as on the wire."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    def fits(self, occasion: Occasion) -> bool:
        """Whether it can strike there."""
        return occasion.kind in self.hits


@dataclass(frozen=True)
class ResetBeforeRead(Fault):
    """The connection is reset at the request's first bytes: it cannot have been processed.

    Looks at the request line only: control paths pass, on.operationId and on.kind go by the path, and a line that
    comes in pieces passes if nothing can be told from the first.
    """

    stage = "connection"
    needs_socket = True


@dataclass(frozen=True)
class ResetAfterRead(Fault):
    """The request is handled to its end (a submit starts its task); then the connection is reset, without an answer."""

    needs_socket = True


@dataclass(frozen=True)
class SlowHeaders(Fault):
    """The request is handled, and its answer held back for so many seconds."""

    seconds: float

    def __post_init__(self) -> None:
        _in_range("seconds", self.seconds, 0, SECONDS_MAX)


@dataclass(frozen=True)
class SlowBody(Fault):
    """The headers come at once, the body in pieces, so many seconds before each."""

    seconds: float
    pieces: int = 10

    def __post_init__(self) -> None:
        _in_range("seconds", self.seconds, 0, SECONDS_MAX)
        whole("pieces", self.pieces, 1, PIECES_MAX)


@dataclass(frozen=True)
class TruncatedBody(Fault):
    """The connection is closed after half of the body that Content-Length announces."""

    needs_socket = True


@dataclass(frozen=True)
class Status(Fault):
    """Another HTTP status than 200, with a text instead of the envelope, and Retry-After as it is written here.

    handled: whether the request was processed before.
    """

    code: int
    retry_after: str | int | float | None = None
    handled: bool = False
    body: str = ""

    def __post_init__(self) -> None:
        if self.code not in STATUS_CODES or type(self.code) is not int:
            raise FaultError(f"code: expected one of {', '.join(map(str, STATUS_CODES))}, got {shown(self.code)}")
        if self.retry_after is not None:
            _header("retryAfter", self.retry_after)
        _flag("handled", self.handled)
        if not isinstance(self.body, str) or len(self.body) > TEXT_MAX:
            raise FaultError(f"body: expected a text of at most {TEXT_MAX} characters, got {shown(self.body)}")


@dataclass(frozen=True)
class Html(Fault):
    """A gateway's HTML page instead of the envelope, with any HTTP status.

    handled: whether the request was processed before.
    """

    code: int = 502
    handled: bool = False

    def __post_init__(self) -> None:
        whole("code", self.code, 200, 599)
        if self.code in {204, 304}:
            raise FaultError(f"code: expected a status whose answer has a body, got {self.code}")
        _flag("handled", self.handled)


@dataclass(frozen=True)
class LoseTask(Fault):
    """The task is forgotten: after a submit's good answer, or before a query's; queries say unknown, none is posted."""

    hits = frozenset({"submit", "query"})


@dataclass(frozen=True)
class StatusBackwards(Fault):
    """A query of a task that has ended answers as if it had just been submitted: waiting, at 0 percent.

    Strikes a query that no other fault strikes.
    """

    stage = "look"
    hits = frozenset({"query"})


@dataclass(frozen=True)
class CallbackBeforeAnswer(Fault):
    """The task is finished, and its callback posted and answered, before the submit's own answer is sent.

    The answer is that of the submit's moment: waiting, unless tasks end at once. Strikes a submit with a callbackUrl.
    """

    hits = frozenset({"submit"})

    def fits(self, occasion: Occasion) -> bool:
        """Only where there is somebody to call."""
        return super().fits(occasion) and occasion.has_callback


@dataclass(frozen=True)
class CallbackFault(Fault):
    """Strikes one try of a delivery."""

    stage = "callback"
    hits = frozenset({"callback"})


@dataclass(frozen=True)
class DropCallback(CallbackFault):
    """This delivery is never posted, but counts as delivered."""


@dataclass(frozen=True)
class DoubleCallback(CallbackFault):
    """This delivery is posted twice, one after the other; it counts as delivered if one of them is acknowledged."""


@dataclass(frozen=True)
class LateCallback(CallbackFault):
    """This delivery is posted so many seconds later."""

    seconds: float

    def __post_init__(self) -> None:
        _in_range("seconds", self.seconds, 0, SECONDS_MAX)


@dataclass(frozen=True)
class ForgedCallback(CallbackFault):
    """Before the true one, a made-up one is posted: same task, same URL less its query, finished with other results."""


@dataclass(frozen=True)
class WrongTokenCallback(CallbackFault):
    """Before the true one, its body is posted to its URL with other values in the query (?token=wrong if it has none).

    The first character of each value is another.
    """


FAULTS: dict[str, type[Fault]] = {
    fault.name(): fault
    for fault in (
        ResetBeforeRead, ResetAfterRead, SlowHeaders, SlowBody, TruncatedBody, Status, Html, LoseTask, StatusBackwards,
        DropCallback, DoubleCallback, LateCallback, CallbackBeforeAnswer, ForgedCallback, WrongTokenCallback,
    )
}  # fmt: skip


def _in_range(at: str, value: object, low: float, high: float) -> None:
    # True is a number for Python, nan for JSON's reader.
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high or math.isnan(value):
        raise FaultError(f"{at}: expected a number from {low:g} to {high:g}, got {shown(value)}")


def whole(at: str, value: object, low: int, high: int) -> int:
    """A whole number of JSON's. Raises FaultError."""
    if type(value) is not int or not low <= value <= high:
        raise FaultError(f"{at}: expected a whole number from {low} to {high}, got {shown(value)}")
    return value


def _flag(at: str, value: object) -> None:
    if not isinstance(value, bool):
        raise FaultError(f"{at}: expected true or false, got {shown(value)}")


def _header(at: str, value: object) -> None:
    text = value if isinstance(value, str) else str(value)
    usable = isinstance(value, str | int | float) and not isinstance(value, bool)
    if not usable or not text.isascii() or not text.isprintable() or not 0 < len(text) <= TEXT_MAX:
        raise FaultError(f"{at}: expected seconds or an HTTP date that a header can carry, got {shown(value)}")
