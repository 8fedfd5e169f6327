# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from ..codec import NUMBER
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class TemporaryImage(Model):
    """How far a task is. V2's page speaks of a percentage and an intermediate picture and shows neither.

    Assumed: The example has null here; the page's text speaks of a percentage.

    Attributes:
        percentage: How much of the task is done, from 0 to 100.
    """

    _open: ClassVar[bool] = True

    percentage: float | Unset = field(default=UNSET, metadata=wire("percentage", NUMBER))
