# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT
from ..model import Model, wire

if TYPE_CHECKING:
    pass


@define
class OptimizePromptRequest(Model):
    """What to improve. The page's table was seen up to raw_prompt.

    Attributes:
        task_id: The caller's own id of the task.
        raw_prompt: The prompt to improve.
    """

    task_id: str = field(metadata=wire("task_id", TEXT))
    raw_prompt: str = field(metadata=wire("raw_prompt", TEXT))
