"""What the API was asked for: by which operation, for which task, with which end. No headers, no bodies."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from img_open_sandbox.faults import Kind
from img_open_sandbox.times import iso

ROWS_MAX = 100_000
ID_MAX = 200  # characters; a longer id is cut off, so that the log stays small


@dataclass(slots=True)
class Entry:
    """One request. ``handled``: it reached the operation's checks and handler, whatever these made of it.

    ``code`` is what they made of it, ``status`` what the caller was sent: None where that was nothing.
    ``started``: it made a task.
    """

    at: float
    operation_id: str | None
    kind: Kind | None
    business_task_id: str | None = None
    task_id: str | None = None
    handled: bool = False
    started: bool = False
    fault: str | None = None
    code: str | None = None
    status: int | None = None

    def row(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "at": iso(self.at),
            "operationId": self.operation_id,
            "kind": self.kind,
            "businessTaskId": self.business_task_id,
            "taskId": self.task_id,
            "handled": self.handled,
            "started": self.started,
            "fault": self.fault,
            "code": self.code,
            "status": self.status,
        }


class RequestLog:
    """The last requests, oldest first; in memory only."""

    def __init__(self, limit: int = ROWS_MAX) -> None:
        self._entries: deque[Entry] = deque(maxlen=limit)
        self._total = 0

    def add(self, entry: Entry) -> Entry:
        """Keep one; it may be filled in later."""
        entry.business_task_id = entry.business_task_id and entry.business_task_id[:ID_MAX]
        self._entries.append(entry)
        self._total += 1
        return entry

    def clear(self) -> None:
        """Forget all."""
        self._entries.clear()
        self._total = 0

    def report(self, asked: str | None = None) -> dict[str, Any]:
        """All requests, or those for a task by the caller's id or the service's, and the submits' counts."""
        cut = asked and asked[:ID_MAX]
        found = [entry for entry in self._entries if cut is None or cut in {entry.business_task_id, entry.task_id}]
        return {
            "requests": [entry.row() for entry in found],
            "submits": _counts(found),
            "forgotten": self._total - len(self._entries),
        }


def _counts(entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """By the caller's id, or the service's where there is none: submits handled, tasks that they started."""
    counts: dict[str, dict[str, int]] = {}
    for entry in entries:
        key = entry.business_task_id or entry.task_id
        if entry.kind == "submit" and entry.handled and key:
            count = counts.setdefault(key, {"handled": 0, "started": 0})
            count["handled"] += 1
            count["started"] += entry.started
    return counts
