# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, listed, named, nullable
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.generated_image import GeneratedImage
    from ..models.image_task_status import ImageTaskStatus
    from ..models.temporary_image import TemporaryImage


@define
class ImageTaskData(Model):
    """The task, and its pictures once they are made.

    Attributes:
        task_id: The id of the task; in V2's example it is the one that was asked with.
        status: How far a Stable Diffusion task is; the pages do not say what the numbers mean. Whether it is
            done is told by x-task, not by this number alone.
        differential_image_rsp_list: The finished pictures.
        desc: The status in words.
        temporary_image_dto: How far the task is while it runs; null when it has ended.
    """

    task_id: str = field(metadata=wire("task_id", TEXT, "id_task"))
    status: ImageTaskStatus = field(metadata=wire("status", named(__package__, "image_task_status", "ImageTaskStatus")))
    differential_image_rsp_list: list[GeneratedImage] = field(
        metadata=wire("differentialImageRspList", listed(named(__package__, "generated_image", "GeneratedImage")))
    )
    desc: str | Unset = field(default=UNSET, metadata=wire("desc", TEXT))
    temporary_image_dto: None | TemporaryImage | Unset = field(
        default=UNSET,
        metadata=wire("temporaryImageDto", nullable(named(__package__, "temporary_image", "TemporaryImage"))),
    )
