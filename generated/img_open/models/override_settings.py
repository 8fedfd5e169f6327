# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from ..codec import INTEGER
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class OverrideSettings(Model):
    """Settings of Stable Diffusion for this task alone.

    Assumed: Its fields are not shown; the one that is here is sent by a public caller (observed hints,
    likely).

    Attributes:
        clip_stop_at_last_layers: How many of the last layers of CLIP are left out (clip skip); 2 with the public caller.
    """

    _open: ClassVar[bool] = True

    clip_stop_at_last_layers: int | Unset = field(default=UNSET, metadata=wire("CLIP_stop_at_last_layers", INTEGER))
