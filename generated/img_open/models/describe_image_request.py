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
class DescribeImageRequest(Model):
    """What to describe.

    Attributes:
        business_task_id: The caller's own id of the task.
        image: URL of the picture.
        model: Which model writes the caption; clip when left out. One of clip, deepdanbooru.
        callback_url: URL to which the result is posted when it is ready, http or https.
    """

    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    image: str = field(metadata=wire("image", TEXT))
    model: str | Unset = field(default=UNSET, metadata=wire("model", TEXT))
    callback_url: str | Unset = field(default=UNSET, metadata=wire("callbackUrl", TEXT))
