# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.any_tool_status import AnyToolStatus


@define
class ToolTaskData(Model):
    """The task as it stands; beside these fields stand those of the tool's own answer (x-task leads to it).

    Assumed: The page's response is not known; these are the fields that the tools' own answers share.

    Attributes:
        task_id: The service's id of the task.
        status: How far a tool's task is. The same number means one thing with one tool and another with the
            next; x-task tells for each, and looks at the result first.
        business_task_id: The caller's own id of the task.
        tool_task: Which tool.
    """

    _open: ClassVar[bool] = True

    task_id: str = field(metadata=wire("taskId", TEXT))
    status: AnyToolStatus = field(metadata=wire("status", named(__package__, "any_tool_status", "AnyToolStatus")))
    business_task_id: str | Unset = field(default=UNSET, metadata=wire("businessTaskId", TEXT))
    tool_task: str | Unset = field(default=UNSET, metadata=wire("toolTask", TEXT))
