# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.face_detection_data import FaceDetectionData


@define
class FaceDetectionResponse(Model):
    """The answer to a face detection.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words; success in the example.
        data: The task, and the faces once they are found.
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: FaceDetectionData = field(
        metadata=wire("data", named(__package__, "face_detection_data", "FaceDetectionData"))
    )
