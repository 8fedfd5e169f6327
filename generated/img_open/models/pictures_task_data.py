# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, listed, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.tool_task_status import ToolTaskStatus


@define
class PicturesTaskData(Model):
    """The task, and its pictures once they are made.

    Assumed: No page shows it; the fields are those that the tools' own answers share, outputImageUrl in the
    plural.

    Attributes:
        task_id: The service's id of the task.
        business_task_id: The caller's own id of the task.
        status: How far a tool's task is. The pages do not say what the numbers mean, and they differ between
            tools; whether a task is done is told by x-task, not by this number alone.
        output_image_urls: URL of each picture.
    """

    task_id: str = field(metadata=wire("taskId", TEXT))
    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    status: ToolTaskStatus = field(metadata=wire("status", named(__package__, "tool_task_status", "ToolTaskStatus")))
    output_image_urls: list[str] = field(metadata=wire("outputImageUrls", listed(TEXT)))
