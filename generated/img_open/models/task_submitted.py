# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT
from ..model import Model, wire

if TYPE_CHECKING:
    pass


@define
class TaskSubmitted(Model):
    """The task that was started.

    Attributes:
        task_id: The service's id of the task.
    """

    task_id: str = field(metadata=wire("task_id", TEXT, "taskId"))
