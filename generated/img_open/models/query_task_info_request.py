# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT
from ..model import Model, wire

if TYPE_CHECKING:
    pass


@define
class QueryTaskInfoRequest(Model):
    """Which task.

    Attributes:
        business_task_id: The id of the task: the task_id of the submit's answer.
    """

    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
