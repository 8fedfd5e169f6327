# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import INTEGER, TEXT, listed
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class SwapFacesRequest(Model):
    """Whose faces go onto which picture.

    Attributes:
        source_url: URLs of one or two pictures that give a face each.
        target_url: URL of the picture that gets the faces.
        business_task_id: The caller's own id of the task.
        face_idx: Which face of the target is replaced, counted from the left, from 1; with three faces from 1 to
            3.
        callback_url: URL to which the result is posted when it is ready, http or https.
    """

    source_url: list[str] = field(metadata=wire("sourceUrl", listed(TEXT)))
    target_url: str = field(metadata=wire("targetUrl", TEXT))
    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    face_idx: int | Unset = field(default=UNSET, metadata=wire("faceIdx", INTEGER))
    callback_url: str | Unset = field(default=UNSET, metadata=wire("callbackUrl", TEXT))
