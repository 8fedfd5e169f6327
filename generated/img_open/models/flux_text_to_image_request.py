# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import INTEGER, NUMBER, TEXT
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class FluxTextToImageRequest(Model):
    """What to draw.

    Attributes:
        business_task_id: The caller's own id of the task.
        comfy_task_type: Which workflow runs. One of Flux1DevFP8, Flux1SchnellFP8.
        prompt: What the picture shows.
        width: Width in pixels.
        height: Height in pixels.
        steps: Diffusion steps.
        flux_guidance: How closely the picture follows the prompt; 3.5 when left out. The page speaks of an accuracy of
            0.1.
        callback_url: URL to which the result is posted when it is ready, http or https.
    """

    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    comfy_task_type: str = field(metadata=wire("comfyTaskType", TEXT))
    prompt: str = field(metadata=wire("prompt", TEXT))
    width: int | Unset = field(default=UNSET, metadata=wire("width", INTEGER))
    height: int | Unset = field(default=UNSET, metadata=wire("height", INTEGER))
    steps: int | Unset = field(default=UNSET, metadata=wire("steps", INTEGER))
    flux_guidance: float | Unset = field(default=UNSET, metadata=wire("fluxGuidance", NUMBER))
    callback_url: str | Unset = field(default=UNSET, metadata=wire("callbackUrl", TEXT))
