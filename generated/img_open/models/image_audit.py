# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import NUMBER, TEXT, nullable
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class ImageAudit(Model):
    """One finding of an audit.

    Attributes:
        label: What was found; nonLabel in the examples.
        confidence: How sure the finding is; null in the examples.
    """

    label: str | Unset = field(default=UNSET, metadata=wire("label", TEXT))
    confidence: float | None | Unset = field(default=UNSET, metadata=wire("confidence", nullable(NUMBER)))
