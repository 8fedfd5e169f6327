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
class StylizePortraitRequest(Model):
    """Whom to show, and how.

    Attributes:
        business_task_id: The caller's own id of the task.
        image: URL of a portrait.
        prompt: What the picture shows.
        height: Height in pixels; only 960 is open to the public so far. One of 960.
        width: Width in pixels; only 960 is open to the public so far. One of 960.
        negative_prompt: What the picture must not show.
        steps: Diffusion steps.
        guidance_scale: How closely the picture follows the prompt.
        seed: Seed of the random numbers.
        callback_url: URL to which the result is posted when it is ready, http or https.
    """

    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    image: str = field(metadata=wire("image", TEXT))
    prompt: str = field(metadata=wire("prompt", TEXT))
    height: int | Unset = field(default=UNSET, metadata=wire("height", INTEGER))
    width: int | Unset = field(default=UNSET, metadata=wire("width", INTEGER))
    negative_prompt: str | Unset = field(default=UNSET, metadata=wire("negativePrompt", TEXT))
    steps: int | Unset = field(default=UNSET, metadata=wire("steps", INTEGER))
    guidance_scale: int | Unset = field(default=UNSET, metadata=wire("guidanceScale", INTEGER))
    seed: int | Unset = field(default=UNSET, metadata=wire("seed", INTEGER))
    callback_url: str | Unset = field(default=UNSET, metadata=wire("callbackUrl", TEXT))
