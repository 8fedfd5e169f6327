"""What the client read although it was not in the documented form."""

import logging
import re
from collections.abc import Callable

from attrs import frozen

from .errors import shown

_log = logging.getLogger(__package__)


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
    """Passes each drift to `on_drift`, and logs it once per place."""

    def __init__(self, on_drift: OnDrift | None = None) -> None:
        self._on_drift = on_drift
        self._logged: set[tuple[str, str, str]] = set()

    def __call__(self, drift: Drift) -> None:
        place = (drift.operation, re.sub(r"/\d+", "/*", drift.pointer), drift.expected)
        if place not in self._logged:
            self._logged.add(place)
            _log.warning("%s", drift)
        if self._on_drift is not None:
            self._on_drift(drift)
