# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.flux_text_to_image_data import FluxTextToImageData


@define
class FluxTextToImageResponse(Model):
    """The answer to a Flux text2image.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words; success in the example.
        data: The task, and its picture once it is made.
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: FluxTextToImageData = field(
        metadata=wire("data", named(__package__, "flux_text_to_image_data", "FluxTextToImageData"))
    )
