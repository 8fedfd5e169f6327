"""The client's errors as exit codes and paragraphs."""

from collections.abc import Iterator
from contextlib import contextmanager

from img_open.errors import (
    ApiError,
    ArgumentError,
    ConfigurationError,
    DecodeError,
    StatusError,
    TaskError,
    TaskTimeout,
    TransportError,
)

from .exits import CliError, Exit

# The first that fits; subclasses stand before their parents.
_CODES: tuple[tuple[type[ApiError], Exit], ...] = (
    (ConfigurationError, Exit.CONFIGURATION),
    (ArgumentError, Exit.USAGE),
    (TransportError, Exit.NO_ANSWER),
    (StatusError, Exit.REFUSED),
    (DecodeError, Exit.NOT_AS_DOCUMENTED),
    (TaskTimeout, Exit.TIMED_OUT),
    (TaskError, Exit.TASK_FAILED),
)


def exit_code(error: ApiError) -> Exit:
    """The code that an error of the client ends the command with."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.FAULT)


@contextmanager
def told() -> Iterator[None]:
    """Turn an error of the client into one of the command; the client says itself what is to be asked for."""
    try:
        yield
    except ApiError as error:
        raise CliError(exit_code(error), str(error)) from error
