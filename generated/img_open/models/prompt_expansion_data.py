# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, listed, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.zero_is_done_status import ZeroIsDoneStatus


@define
class PromptExpansionData(Model):
    """The task, and the prompts once they are written.

    Attributes:
        status: How far the task of a tool is that says 0 beside its finished result. Whether it is done is told
            by x-task, not by this number alone.
        prompts: The prompts.
        task_id: The service's id of the task.
        tool_task: Which tool.
        business_task_id: The caller's own id of the task.
    """

    status: ZeroIsDoneStatus = field(
        metadata=wire("status", named(__package__, "zero_is_done_status", "ZeroIsDoneStatus"))
    )
    prompts: list[str] = field(metadata=wire("prompts", listed(TEXT)))
    task_id: str = field(metadata=wire("taskId", TEXT))
    tool_task: str = field(metadata=wire("toolTask", TEXT))
    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
