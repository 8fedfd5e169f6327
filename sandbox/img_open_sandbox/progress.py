"""When a task ends: at once, at the Nth look, or after seconds."""

from dataclasses import dataclass
from typing import Literal, Self

SECONDS_MAX = 1e9  # some thirty years; a time much later has no date
EXPECTED = "expected now, looks:N (N a whole number from 1) or seconds:S (S a number from 0)"


@dataclass(frozen=True)
class Progress:
    """One way of ending; ``amount`` is a number of looks or of seconds, 0 for now."""

    kind: Literal["now", "looks", "seconds"]
    amount: float = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``now``, ``looks:3`` or ``seconds:1.5``; ValueError says what was expected and what came."""
        kind, _, amount = text.partition(":")
        try:
            if text == "now":
                return cls("now")
            if kind == "looks" and int(amount) >= 1:
                return cls("looks", int(amount))
            if kind == "seconds" and 0 <= float(amount) <= SECONDS_MAX:
                return cls("seconds", float(amount))
        except ValueError:
            pass
        raise ValueError(f"progress: {EXPECTED}, got {text[:40]!r}")

    def __str__(self) -> str:
        if self.kind == "now":
            return "now"
        return f"{self.kind}:{self.amount}" if self.kind == "looks" else f"{self.kind}:{self.amount:.15g}"
