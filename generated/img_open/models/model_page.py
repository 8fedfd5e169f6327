# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import INTEGER, listed, named
from ..model import Model, wire

if TYPE_CHECKING:
    from ..models.checkpoint_model import CheckpointModel


@define
class ModelPage(Model):
    """Models, and where the page stands in the list.

    Attributes:
        rows: The models of this page.
        total: Models in the whole list.
        page_size: Models on a page.
        page_num: Number of this page.
    """

    rows: list[CheckpointModel] = field(
        metadata=wire("rows", listed(named(__package__, "checkpoint_model", "CheckpointModel")))
    )
    total: int = field(metadata=wire("total", INTEGER))
    page_size: int = field(metadata=wire("pageSize", INTEGER))
    page_num: int = field(metadata=wire("pageNum", INTEGER))
