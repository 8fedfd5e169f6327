# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.prompt_expansion_data import PromptExpansionData


@define
class PromptExpansionResponse(Model):
    """The answer of a tool that writes prompts.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words; success in the example.
        data: The task, and the prompts once they are written.
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: PromptExpansionData = field(
        metadata=wire("data", named(__package__, "prompt_expansion_data", "PromptExpansionData"))
    )
