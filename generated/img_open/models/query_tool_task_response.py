# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.tool_task_data import ToolTaskData


@define
class QueryToolTaskResponse(Model):
    """The answer to a question for a tool's task.

    Assumed: The page's response is not known; taken from the tools' own answers.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words.
        data: The task as it stands; beside these fields stand those of the tool's own answer (x-task leads to
            it).
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: ToolTaskData = field(metadata=wire("data", named(__package__, "tool_task_data", "ToolTaskData")))
