# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import INTEGER, TEXT
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class ListModelsRequest(Model):
    """Which page of which models.

    Attributes:
        page_size: Models on a page.
        page_num: Number of the page, from 1.
        sd_model_checkpoint: Code of a model.
        sd_model_name: Name of a model.
    """

    page_size: int = field(metadata=wire("pageSize", INTEGER))
    page_num: int = field(metadata=wire("pageNum", INTEGER))
    sd_model_checkpoint: str | Unset = field(default=UNSET, metadata=wire("sdModelCheckpoint", TEXT))
    sd_model_name: str | Unset = field(default=UNSET, metadata=wire("sdModelName", TEXT))
