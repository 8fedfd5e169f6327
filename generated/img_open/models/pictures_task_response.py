# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.pictures_task_data import PicturesTaskData


@define
class PicturesTaskResponse(Model):
    """The answer of a tool that makes several pictures.

    Assumed: No page shows it; taken from the tools' own answers.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words.
        data: The task, and its pictures once they are made.
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: PicturesTaskData = field(metadata=wire("data", named(__package__, "pictures_task_data", "PicturesTaskData")))
