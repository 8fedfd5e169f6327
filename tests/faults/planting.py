"""Faults in the form that plants them."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from tests.faults.driving import OWN_ID

Planted = dict[str, Any]
ALWAYS = 1_000_000


def on(kind: str, fault: str, own_id: str = OWN_ID, **fields: Any) -> Planted:
    """A fault of one task's submits, queries or callbacks."""
    return {"fault": fault, "on": {"businessTaskId": own_id, "kind": kind}, **fields}


def unread(kind: str, times: int = 1, operation: str = "expandPrompt") -> Planted:
    """A reset before the request is read: nobody knows which task it was for."""
    return {"fault": "reset-before-read", "on": {"operationId": operation, "kind": kind}, "times": times}


def of_task(planted: Planted, own_id: str) -> Planted:
    """The same fault, of another task."""
    return {**planted, "on": {**planted["on"], "businessTaskId": own_id}}


def in_seconds(seconds: float) -> str:
    """A moment to come as Retry-After has it; its fraction of a second is lost."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
