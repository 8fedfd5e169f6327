# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.one_is_done_status import OneIsDoneStatus


@define
class ImageDescriptionData(Model):
    """The task, and the caption once it is written.

    Attributes:
        business_task_id: The caller's own id of the task.
        caption: What the picture shows.
        status: How far the task of a tool is that says 1 beside its finished result. Whether it is done is told
            by x-task, not by this number alone.
        task_id: The service's id of the task.
    """

    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    caption: str = field(metadata=wire("caption", TEXT))
    status: OneIsDoneStatus = field(
        metadata=wire("status", named(__package__, "one_is_done_status", "OneIsDoneStatus"))
    )
    task_id: str = field(metadata=wire("taskId", TEXT))
