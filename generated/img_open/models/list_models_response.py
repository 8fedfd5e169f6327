# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.model_page import ModelPage


@define
class ListModelsResponse(Model):
    """One page of the list of models.

    Attributes:
        code: The code of a success. One of 200, 200.
        msg: In words; success in the example.
        data: Models, and where the page stands in the list.
    """

    code: str = field(metadata=wire("code", TEXT))
    msg: str = field(metadata=wire("msg", TEXT))
    data: ModelPage = field(metadata=wire("data", named(__package__, "model_page", "ModelPage")))
