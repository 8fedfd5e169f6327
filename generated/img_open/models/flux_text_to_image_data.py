# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.one_is_done_status import OneIsDoneStatus


@define
class FluxTextToImageData(Model):
    """The task, and its picture once it is made.

    Attributes:
        task_id: The service's id of the task.
        status: How far the task of a tool is that says 1 beside its finished result. Whether it is done is told
            by x-task, not by this number alone.
        output_image_url: URL of the picture.
        business_task_id: The caller's own id of the task.
    """

    task_id: str = field(metadata=wire("taskId", TEXT))
    status: OneIsDoneStatus = field(
        metadata=wire("status", named(__package__, "one_is_done_status", "OneIsDoneStatus"))
    )
    output_image_url: str = field(metadata=wire("outputImageUrl", TEXT))
    business_task_id: str | Unset = field(default=UNSET, metadata=wire("businessTaskId", TEXT))
