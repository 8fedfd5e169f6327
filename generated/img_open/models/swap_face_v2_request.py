# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class SwapFaceV2Request(Model):
    """Whose face goes onto which picture. The page's table was seen up to fidelityWeight.

    Attributes:
        source_url: URL of the picture that gives the face.
        target_url: URL of the picture that gets the face.
        business_task_id: The caller's own id of the task.
        fidelity_weight: Balance of the restoration, a number from 0 to 1 as a text.
    """

    source_url: str = field(metadata=wire("sourceUrl", TEXT))
    target_url: str = field(metadata=wire("targetUrl", TEXT))
    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    fidelity_weight: str | Unset = field(default=UNSET, metadata=wire("fidelityWeight", TEXT))
