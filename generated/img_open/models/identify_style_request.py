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
class IdentifyStyleRequest(Model):
    """What to look at. Flags are not shown on the page.

    Attributes:
        source_image: URL of the picture.
        business_task_id: The caller's own id of the task.
        callback_url: URL to which the result is posted when it is ready, http or https.
    """

    source_image: str = field(metadata=wire("sourceImage", TEXT))
    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    callback_url: str | Unset = field(default=UNSET, metadata=wire("callbackUrl", TEXT))
