# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from ..codec import TEXT, named
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.override_settings import OverrideSettings


@define
class AlwaysonScripts(Model):
    """Parameters that are handed on to Stable Diffusion's scripts.

    Assumed: Its fields are not shown; those that are here are sent by a public caller (observed hints,
    likely).

    Attributes:
        sd_model_checkpoint: Code of the model, as in the list of models.
        id_task: The caller's own id of the task.
        sd_vae: The variational autoencoder.
        override_settings: Settings of Stable Diffusion for this task alone.
    """

    _open: ClassVar[bool] = True

    sd_model_checkpoint: str | Unset = field(default=UNSET, metadata=wire("sd_model_checkpoint", TEXT))
    id_task: str | Unset = field(default=UNSET, metadata=wire("id_task", TEXT))
    sd_vae: str | Unset = field(default=UNSET, metadata=wire("sd_vae", TEXT))
    override_settings: OverrideSettings | Unset = field(
        default=UNSET, metadata=wire("override_settings", named(__package__, "override_settings", "OverrideSettings"))
    )
