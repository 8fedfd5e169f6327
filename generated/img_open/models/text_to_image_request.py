# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import FLAG, INTEGER, NUMBER, TEXT, named
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alwayson_scripts import AlwaysonScripts


@define
class TextToImageRequest(Model):
    """What to draw. The page's table was seen up to negative_prompt; the fields after it are from its example
    and from a public caller.

    Attributes:
        prompt: What the picture shows.
        batch_size: Pictures in a batch; n_iter times batch_size are made.
        n_iter: Number of batches.
        steps: Diffusion steps.
        hr_scale: Factor of the high-definition repair.
        negative_prompt: What the picture must not show.
        seed: Seed of the random numbers; what -1 does, the default on some pages, is not said.
        restore_faces: Whether faces are repaired.
        enable_hr: Whether the picture is repaired in high definition.
        width: Width in pixels.
        height: Height in pixels.
        cfg_scale: How closely the picture follows the prompt.
        sampler_index: Sampling method, such as DPM++ 2M Karras.
        hr_second_pass_steps: Steps of the high-definition repair.
        hr_resize_x: Side after the high-definition repair, in pixels; other pages contradict themselves on which.
        hr_resize_y: Side after the high-definition repair, in pixels; other pages contradict themselves on which.
        denoising_strength: How much is redrawn, from 0 to 1.
        alwayson_scripts: Parameters that are handed on to Stable Diffusion's scripts.
    """

    prompt: str = field(metadata=wire("prompt", TEXT))
    batch_size: int = field(metadata=wire("batch_size", INTEGER))
    n_iter: int | Unset = field(default=UNSET, metadata=wire("n_iter", INTEGER))
    steps: int | Unset = field(default=UNSET, metadata=wire("steps", INTEGER))
    hr_scale: int | Unset = field(default=UNSET, metadata=wire("hr_scale", INTEGER))
    negative_prompt: str | Unset = field(default=UNSET, metadata=wire("negative_prompt", TEXT))
    seed: str | Unset = field(default=UNSET, metadata=wire("seed", TEXT))
    restore_faces: bool | Unset = field(default=UNSET, metadata=wire("restore_faces", FLAG))
    enable_hr: bool | Unset = field(default=UNSET, metadata=wire("enable_hr", FLAG))
    width: int | Unset = field(default=UNSET, metadata=wire("width", INTEGER))
    height: int | Unset = field(default=UNSET, metadata=wire("height", INTEGER))
    cfg_scale: float | Unset = field(default=UNSET, metadata=wire("cfg_scale", NUMBER))
    sampler_index: str | Unset = field(default=UNSET, metadata=wire("sampler_index", TEXT))
    hr_second_pass_steps: int | Unset = field(default=UNSET, metadata=wire("hr_second_pass_steps", INTEGER))
    hr_resize_x: int | Unset = field(default=UNSET, metadata=wire("hr_resize_x", INTEGER))
    hr_resize_y: int | Unset = field(default=UNSET, metadata=wire("hr_resize_y", INTEGER))
    denoising_strength: float | Unset = field(default=UNSET, metadata=wire("denoising_strength", NUMBER))
    alwayson_scripts: AlwaysonScripts | Unset = field(
        default=UNSET, metadata=wire("alwayson_scripts", named(__package__, "alwayson_scripts", "AlwaysonScripts"))
    )
