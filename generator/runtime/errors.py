"""Every error that the client raises.

ApiError
├── ConfigurationError  the client cannot be made: no keys, no usable base URL
├── ArgumentError       a value that must not be sent
├── TransportError      no answer came: refused, timed out, broken off
│   └── SubmitUnclear   a submit without a usable answer may have arrived, and may cost
├── StatusError         an answer came, and it is a refusal or a failure
│   └── UnexpectedStatus  the same, from a function module under api/
├── DecodeError         an answer came, and it is not in the documented form
│   └── DriftError      the same, where it could have been understood: strict=True
└── TaskError           a task gave no result
    ├── TaskFailed      it ended without one
    ├── TaskTimeout     it did not end in time; it goes on at the service
    └── TaskLost        the service says again and again that it does not know it
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from .answers import Answer, HttpAnswer, as_response

_SHOWN = 200


def shown(value: object, most: int = _SHOWN) -> str:
    """Return a value as one line that can be printed anywhere, cut after so many characters."""
    text = value if isinstance(value, str) else repr(value)
    text = " ".join(text[: 4 * most].split())
    cut = text if len(text) <= most else text[:most] + "..."
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in cut)


class ApiError(Exception):
    """The base of all. `operation` is the operationId, `response` the last answer; each is None where there is none.

    Where a task was submitted, `business_task_id` is the caller's own id of it: after a submit without an answer, it is
    what to ask for.
    """

    business_task_id: str | None = None

    def __init__(
        self, message: str, *, operation: str | None = None, response: httpx.Response | Answer | None = None
    ) -> None:
        super().__init__(f"{operation}: {message}" if operation else message)
        self.operation = operation
        self.response: httpx.Response | None = as_response(response)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(kind: type[ApiError], args: tuple[Any, ...], state: dict[str, Any]) -> ApiError:
    """Make a copied or unpickled error; the constructors want more than the message."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


@contextmanager
def about_task(business_task_id: str) -> Iterator[None]:
    """Let an error know which task it is about."""
    try:
        yield
    except ApiError as error:
        error.business_task_id = business_task_id
        raise


class ConfigurationError(ApiError, ValueError):
    """The client cannot be made from what it was given."""


class ArgumentError(ApiError, ValueError):
    """A value that must not be sent; nothing was sent."""


class TransportError(ApiError):
    """No answer came; the cause is httpx's or httpcore's own error.

    `never_arrived` says that the service cannot have got the request, `timed_out` that a time limit ended it.
    """

    never_arrived = False
    timed_out = False


class SubmitUnclear(TransportError):
    """A submit may have arrived and started a task that costs; `business_task_id` is what to ask for.

    Raised after the service was asked, where it can be; `response` is the last answer, as HTTP 504, if there was one.
    """


class StatusError(ApiError):
    """The service refused or failed.

    `http_status` is the HTTP status; `code` and `msg` are the envelope's, None where the answer has no envelope.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str | None,
        response: httpx.Response | Answer,
        code: str | None = None,
        msg: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation, response=response)
        self.http_status: int = response.status_code
        self.code = code
        self.msg = msg


class UnexpectedStatus(StatusError):
    """A function module met an HTTP status that the specification does not have."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(not_ok(response), operation=None, response=response)


class DecodeError(ApiError):
    """An answer is not in the documented form. `pointer` is the JSON pointer of the place, "" for the whole body."""

    def __init__(
        self,
        pointer: str,
        expected: str,
        actual: str,
        *,
        operation: str | None = None,
        response: httpx.Response | Answer | None = None,
    ) -> None:
        place = pointer or "the whole body"
        super().__init__(f"{shown(place)}: expected {expected}, got {actual}", operation=operation, response=response)
        self.pointer = pointer
        self.expected = expected
        self.actual = actual


class DriftError(DecodeError):
    """With strict=True, an answer that could have been understood is not in the documented form."""


class TaskError(ApiError):
    """A task gave no result. `answer` is the last answer about it, as JSON; `response` the HTTP answer it came in.

    Both are None where no answer has come yet, or where it came by a callback.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        response: httpx.Response | Answer | None,
        task_id: str,
        business_task_id: str,
        answer: Any,
    ) -> None:
        super().__init__(message, operation=operation, response=response)
        self.task_id = task_id
        self.business_task_id: str = business_task_id
        self.answer = answer


class TaskFailed(TaskError):
    """The task ended without a result."""


class TaskTimeout(TaskError, TimeoutError):
    """The task did not end in time; it goes on at the service, and waiting again is fine.

    The cause is the last failure to ask, if the last question got no answer.
    """


class TaskLost(TaskError):
    """The service says again and again that it does not know the task."""


def text_of(response: HttpAnswer) -> str:
    """Return the body as text whatever it is; httpx's own `text` trusts the charset that the server names."""
    return response.content.decode("utf-8", "replace")


def not_ok(response: HttpAnswer) -> str:
    """Say what came instead of a success."""
    kind = shown(response.headers.get("content-type", "no content type"))
    return (
        f"the service answered HTTP {response.status_code} ({kind}), expected 200 with JSON: {shown(text_of(response))}"
    )
