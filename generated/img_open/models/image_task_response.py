# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.image_task_data import ImageTaskData


@define
class ImageTaskResponse(Model):
    """The answer to a question for a Stable Diffusion task.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words; success in the example.
        data: The task, and its pictures once they are made.
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: ImageTaskData = field(metadata=wire("data", named(__package__, "image_task_data", "ImageTaskData")))
