# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import FLAG, INTEGER, TEXT, listed, named
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.image_audit import ImageAudit


@define
class GeneratedImage(Model):
    """One finished picture.

    Attributes:
        image_url: Where the picture is.
        image_status: Not explained; 1 in the examples.
        img_audit_status: Not explained; true in the examples.
        img_audit: What an audit of the picture found.
        seed: The seed of this picture.
    """

    image_url: str = field(metadata=wire("image_url", TEXT))
    image_status: int | Unset = field(default=UNSET, metadata=wire("image_status", INTEGER))
    img_audit_status: bool | Unset = field(default=UNSET, metadata=wire("img_audit_status", FLAG))
    img_audit: list[ImageAudit] | Unset = field(
        default=UNSET, metadata=wire("img_audit", listed(named(__package__, "image_audit", "ImageAudit")))
    )
    seed: int | Unset = field(default=UNSET, metadata=wire("seed", INTEGER))
