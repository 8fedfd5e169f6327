"""What the client read although it was not in the documented form."""

import logging
import re
from collections.abc import Callable

from attrs import frozen

from .errors import DriftError, shown
from .types import Unset

_log = logging.getLogger(__package__)
_MOST_PLACES = 10_000  # remembered; a server can make up names for ever


@frozen
class Drift:
    """One place at which an answer departed from the specification and was understood all the same."""

    operation: str
    pointer: str
    expected: str
    actual: str

    def __str__(self) -> str:
        return f"{self.operation}: {shown(self.pointer)}: expected {self.expected}, got {self.actual}"


OnDrift = Callable[[Drift], None]


class DriftReporter:
    """Logs each drift and passes it to `on_drift`, once per place; with `strict`, raises DriftError instead."""

    def __init__(self, on_drift: OnDrift | None = None, strict: bool = False) -> None:
        self.on_drift = on_drift
        self.strict = strict
        self._told: set[tuple[str, str, str]] = set()

    def changed(self, on_drift: OnDrift | Unset | None, strict: bool | Unset) -> "DriftReporter":
        """Return one with other settings; without any, itself, so that nothing is told twice."""
        if isinstance(on_drift, Unset) and isinstance(strict, Unset):
            return self
        return DriftReporter(
            self.on_drift if isinstance(on_drift, Unset) else on_drift,
            self.strict if isinstance(strict, Unset) else strict,
        )

    def __call__(self, drift: Drift) -> None:
        if self.strict:
            raise DriftError(drift.pointer, drift.expected, drift.actual, operation=drift.operation)
        place = (drift.operation, re.sub(r"/\d+", "/*", drift.pointer), drift.expected)
        if place in self._told:
            return
        if len(self._told) < _MOST_PLACES:
            self._told.add(place)
        _log.warning("%s", drift)
        if self.on_drift is not None:
            self.on_drift(drift)
