# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.tool_task_status import ToolTaskStatus


@define
class ToolTaskData(Model):
    """The task as it stands; beside these fields stand those of the tool's own answer (x-task leads to it).

    Attributes:
        task_id: The service's id of the task.
        business_task_id: The caller's own id of the task.
        status: How far a tool's task is. The pages do not say what the numbers mean, and they differ between
            tools; whether a task is done is told by x-task, not by this number alone.
        tool_task: Which tool.
    """

    _open: ClassVar[bool] = True

    task_id: str = field(metadata=wire("taskId", TEXT))
    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    status: ToolTaskStatus = field(metadata=wire("status", named(__package__, "tool_task_status", "ToolTaskStatus")))
    tool_task: str | Unset = field(default=UNSET, metadata=wire("toolTask", TEXT))
