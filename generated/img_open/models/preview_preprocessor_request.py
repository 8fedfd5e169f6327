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
class PreviewPreprocessorRequest(Model):
    """Which preprocessor, and on which picture. Flags are not shown on the page.

    Attributes:
        business_task_id: The caller's own id of the task.
        source_image: URL of the picture.
        preprocessor: Name of a preprocessor; canny in the example.
        callback_url: URL to which the result is posted when it is ready, http or https.
    """

    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    source_image: str = field(metadata=wire("sourceImage", TEXT))
    preprocessor: str = field(metadata=wire("preprocessor", TEXT))
    callback_url: str | Unset = field(default=UNSET, metadata=wire("callbackUrl", TEXT))
