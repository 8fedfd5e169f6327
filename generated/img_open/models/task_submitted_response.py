# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.task_submitted import TaskSubmitted


@define
class TaskSubmittedResponse(Model):
    """The answer to a submit that tells no more than the task's id.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words; success in the example.
        data: The task that was started.
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: TaskSubmitted = field(metadata=wire("data", named(__package__, "task_submitted", "TaskSubmitted")))
