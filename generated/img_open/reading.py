# GENERATED from generator/runtime/reading.py by "make generate"; do not edit.
"""Where a value stands in an answer, and what is to be said of it."""

from collections.abc import Mapping
from typing import Any

import httpx

from .answers import Answer, as_response
from .drift import Drift, OnDrift
from .errors import DecodeError, DriftError, shown
from .types import UNSET, Unset

# Where a value stands: (where its holder stands, its key), or None for the root. A chain, so that a pointer is only
# spelled out when something is to be said about it.
Where = tuple[Any, str | int] | None


def pointer(where: Where) -> str:
    """Spell out a JSON pointer (RFC 6901)."""
    parts: list[str] = []
    while where is not None:
        where, key = where
        parts.append(str(key).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{part}" for part in reversed(parts))


def place(at: str) -> Where:
    """The reverse of `pointer`, for pointers that hold names only."""
    where: Where = None
    for key in at.split("/")[1:]:
        where = (where, key)
    return where


def look_up(answer: Any, at: str) -> Any:
    """Return the value at a pointer that holds names only, or UNSET where there is none."""
    for key in at.split("/")[1:]:
        if not isinstance(answer, Mapping) or key not in answer:
            return UNSET
        answer = answer[key]
    return answer


def kind(value: object) -> str:
    """Name what came, briefly: its JSON type and, for scalars, itself."""
    match value:
        case None:
            return "null"
        case bool():
            return f"boolean {str(value).lower()}"
        case int() | float():
            return f"number {value}"
        case str():
            return f'string "{shown(value)}"'
        case Mapping():
            return "an object"
        case list():
            return "a list"
        case Unset():
            return "nothing"
    return f"a Python {type(value).__name__}"


class Reader:
    """The circumstances of one decoding: which operation answered, in which response, and who hears of drift."""

    def __init__(
        self,
        operation: str | None = None,
        on_drift: OnDrift | None = None,
        response: httpx.Response | Answer | None = None,
    ) -> None:
        self.operation = operation
        self.response = response
        self._on_drift = on_drift

    def drift(self, where: Where, expected: str, value: object) -> None:
        """Report a departure that was understood. Raises DriftError where that is wanted."""
        if self._on_drift is None:
            return
        try:
            self._on_drift(Drift(self.operation or "", pointer(where), expected, kind(value)))
        except DriftError as error:
            error.response = as_response(self.response)
            raise

    def refuse(self, where: Where, expected: str, value: object) -> DecodeError:
        """Return the error for a departure that cannot be understood."""
        return DecodeError(pointer(where), expected, kind(value), operation=self.operation, response=self.response)
