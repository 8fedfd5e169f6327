# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..codec import ANY, FLAG, INTEGER, NUMBER, TEXT, listed
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class TextToImageV3Request(Model):
    """What to draw. Flags are not shown on the page; its table was seen up to highDefinitionRepairPostSteps.

    Attributes:
        prompt: What the picture shows.
        negative_prompt: What the picture must not show.
        iteration_count: Number of batches; 1 when left out.
        single_batch_image_count: Pictures in a batch; 1 when left out.
        steps: Sampling steps; 20 when left out.
        seed: Seed of the random numbers; what -1 does, the default on some pages, is not said.
        sub_seed: Seed of the variation.
        sub_seed_strength: How much the variation's seed counts, from 0 to 1; 0 when left out.
        initial_noise_height: Height of the noise at the start, in pixels, from 128 to 2048, or -1, the default, which is not
            explained.
        initial_noise_weight: Width of the noise at the start (the name says Weight), in pixels, from 128 to 2048.
        restore_faces: Whether faces are repaired; not when left out.
        enable_high_definition_repair: Whether the picture is repaired in high definition; not when left out.
        tilling: Whether the picture can be tiled (tiling, misspelt on the page); not when left out.
        width: Width in pixels, from 128 to 1024; 512 when left out.
        height: Height in pixels, from 128 to 1024; 512 when left out.
        prompt_guidance_factor: How closely the picture follows the prompt, from 1 to 30; 7 when left out.
        sampler_name: Name of the sampler; None when left out. The page does not say how it goes with samplerIndex.
        sampler_index: Sampling method; Euler a when left out.
        de_noising_strength: How much is redrawn, from 0 to 1.
        styles: Names of styles.
        script_name: Name of a script.
        script_args: Arguments of the script; its fields are not shown.
        callback_url: URL to which the result is posted when it is ready, http or https.
        first_phase_width: Width in the first phase, in pixels, from 128 to 1024, or 0, the default, which is not
            explained.
        first_phase_height: Height in the first phase, in pixels, from 128 to 1024, or 0, the default, which is not
            explained.
        high_definition_repair_scale: Factor of the high-definition repair, from 1 to 4.
        high_definition_repair_enlarger: Which upscaler the high-definition repair uses; None when left out.
        high_definition_repair_post_steps: Steps of the high-definition repair.
    """

    prompt: str = field(metadata=wire("prompt", TEXT))
    negative_prompt: str | Unset = field(default=UNSET, metadata=wire("negativePrompt", TEXT))
    iteration_count: int | Unset = field(default=UNSET, metadata=wire("iterationCount", INTEGER))
    single_batch_image_count: int | Unset = field(default=UNSET, metadata=wire("singleBatchImageCount", INTEGER))
    steps: int | Unset = field(default=UNSET, metadata=wire("steps", INTEGER))
    seed: str | Unset = field(default=UNSET, metadata=wire("seed", TEXT))
    sub_seed: str | Unset = field(default=UNSET, metadata=wire("subSeed", TEXT))
    sub_seed_strength: float | Unset = field(default=UNSET, metadata=wire("subSeedStrength", NUMBER))
    initial_noise_height: int | Unset = field(default=UNSET, metadata=wire("initialNoiseHeight", INTEGER))
    initial_noise_weight: int | Unset = field(default=UNSET, metadata=wire("initialNoiseWeight", INTEGER))
    restore_faces: bool | Unset = field(default=UNSET, metadata=wire("restoreFaces", FLAG))
    enable_high_definition_repair: bool | Unset = field(
        default=UNSET, metadata=wire("enableHighDefinitionRepair", FLAG)
    )
    tilling: bool | Unset = field(default=UNSET, metadata=wire("tilling", FLAG))
    width: int | Unset = field(default=UNSET, metadata=wire("width", INTEGER))
    height: int | Unset = field(default=UNSET, metadata=wire("height", INTEGER))
    prompt_guidance_factor: float | Unset = field(default=UNSET, metadata=wire("promptGuidanceFactor", NUMBER))
    sampler_name: str | Unset = field(default=UNSET, metadata=wire("samplerName", TEXT))
    sampler_index: str | Unset = field(default=UNSET, metadata=wire("samplerIndex", TEXT))
    de_noising_strength: float | Unset = field(default=UNSET, metadata=wire("deNoisingStrength", NUMBER))
    styles: list[str] | Unset = field(default=UNSET, metadata=wire("styles", listed(TEXT)))
    script_name: str | Unset = field(default=UNSET, metadata=wire("scriptName", TEXT))
    script_args: Any | Unset = field(default=UNSET, metadata=wire("scriptArgs", ANY))
    callback_url: str | Unset = field(default=UNSET, metadata=wire("callbackUrl", TEXT))
    first_phase_width: int | Unset = field(default=UNSET, metadata=wire("firstPhaseWidth", INTEGER))
    first_phase_height: int | Unset = field(default=UNSET, metadata=wire("firstPhaseHeight", INTEGER))
    high_definition_repair_scale: float | Unset = field(
        default=UNSET, metadata=wire("highDefinitionRepairScale", NUMBER)
    )
    high_definition_repair_enlarger: str | Unset = field(
        default=UNSET, metadata=wire("highDefinitionRepairEnlarger", TEXT)
    )
    high_definition_repair_post_steps: int | Unset = field(
        default=UNSET, metadata=wire("highDefinitionRepairPostSteps", INTEGER)
    )
