# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.image_description_data import ImageDescriptionData


@define
class ImageDescriptionResponse(Model):
    """The answer to an image description.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words; success in the example.
        data: The task, and the caption once it is written.
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: ImageDescriptionData = field(
        metadata=wire("data", named(__package__, "image_description_data", "ImageDescriptionData"))
    )
