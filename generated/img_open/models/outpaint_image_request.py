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
class OutpaintImageRequest(Model):
    """What to extend, and how far.

    Attributes:
        business_task_id: The caller's own id of the task.
        source_image: URL of the picture.
        image_count: How many pictures are made.
        vertical_expansion_ratio: How many times higher the result is, from 1 to 4.
        horizontal_expansion_ratio: How many times wider the result is, from 1 to 4.
        prompt: What the new part shows.
        negative_prompt: What the new part must not show.
        sample_step: Sampling steps, from 0 to 50.
        sampler: Sampling method.
        prompt_guide_factor: How closely the new part follows the prompt, from 1 to 45.
        seed: Seed of the random numbers, from -1 to 2147483647; what -1 does is not said.
        callback_url: URL to which the result is posted when it is ready, http or https.
    """

    business_task_id: str = field(metadata=wire("businessTaskId", TEXT))
    source_image: str = field(metadata=wire("sourceImage", TEXT))
    image_count: int = field(metadata=wire("imageCount", INTEGER))
    vertical_expansion_ratio: float = field(metadata=wire("verticalExpansionRatio", NUMBER))
    horizontal_expansion_ratio: float = field(metadata=wire("horizontalExpansionRatio", NUMBER))
    prompt: str | Unset = field(default=UNSET, metadata=wire("prompt", TEXT))
    negative_prompt: str | Unset = field(default=UNSET, metadata=wire("negativePrompt", TEXT))
    sample_step: int | Unset = field(default=UNSET, metadata=wire("sampleStep", INTEGER))
    sampler: str | Unset = field(default=UNSET, metadata=wire("sampler", TEXT))
    prompt_guide_factor: int | Unset = field(default=UNSET, metadata=wire("promptGuideFactor", INTEGER))
    seed: int | Unset = field(default=UNSET, metadata=wire("seed", INTEGER))
    callback_url: str | Unset = field(default=UNSET, metadata=wire("callbackUrl", TEXT))
