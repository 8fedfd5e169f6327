# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..codec import ANY, FLAG, INTEGER, NUMBER, TEXT, named
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alwayson_scripts import AlwaysonScripts
    from ..models.override_settings import OverrideSettings


@define
class ControlnetToImageRequest(Model):
    """What to draw, and what steers it.

    Attributes:
        prompt: What the picture shows; a LoRA is named in it by its sdLoraFileSimplifyName.
        batch_size: Pictures in a batch; n_iter times batch_size are made.
        resize_mode: How a picture is fitted to width and height; the numbers are not explained.
        id_task: The caller's own id of the task.
        controlnet: Parameters of ControlNet; its fields are not shown.
        n_iter: Number of batches.
        steps: Diffusion steps.
        seed: Seed of the random numbers; what -1 does, the default on some pages, is not said.
        restore_faces: Whether faces are repaired.
        enable_hr: Whether the picture is repaired in high definition.
        hr_scale: Factor of the high-definition repair.
        width: Width in pixels.
        height: Height in pixels.
        negative_prompt: What the picture must not show.
        cfg_scale: How closely the picture follows the prompt.
        sampler_index: Sampling method.
        hr_second_pass_steps: Steps of the high-definition repair.
        hr_resize_x: Side after the high-definition repair, in pixels; its title says height.
        hr_resize_y: Side after the high-definition repair, in pixels; its title says width.
        denoising_strength: How much is redrawn, from 0 to 1.
        alwayson_scripts: Parameters that are handed on to Stable Diffusion's scripts.
        sd_model_checkpoint: Code of the model, as in the list of models.
        override_settings: Settings of Stable Diffusion for this task alone.
        sd_vae: The variational autoencoder.
        output_image_format: Format of the pictures.
        image_link: URL of the picture that the pictures start from.
    """

    prompt: str = field(metadata=wire("prompt", TEXT))
    batch_size: int = field(metadata=wire("batch_size", INTEGER))
    resize_mode: float = field(metadata=wire("resize_mode", NUMBER))
    id_task: str = field(metadata=wire("id_task", TEXT))
    controlnet: Any = field(metadata=wire("controlnet", ANY))
    n_iter: int | Unset = field(default=UNSET, metadata=wire("n_iter", INTEGER))
    steps: int | Unset = field(default=UNSET, metadata=wire("steps", INTEGER))
    seed: str | Unset = field(default=UNSET, metadata=wire("seed", TEXT))
    restore_faces: bool | Unset = field(default=UNSET, metadata=wire("restore_faces", FLAG))
    enable_hr: bool | Unset = field(default=UNSET, metadata=wire("enable_hr", FLAG))
    hr_scale: int | Unset = field(default=UNSET, metadata=wire("hr_scale", INTEGER))
    width: int | Unset = field(default=UNSET, metadata=wire("width", INTEGER))
    height: int | Unset = field(default=UNSET, metadata=wire("height", INTEGER))
    negative_prompt: str | Unset = field(default=UNSET, metadata=wire("negative_prompt", TEXT))
    cfg_scale: float | Unset = field(default=UNSET, metadata=wire("cfg_scale", NUMBER))
    sampler_index: str | Unset = field(default=UNSET, metadata=wire("sampler_index", TEXT))
    hr_second_pass_steps: int | Unset = field(default=UNSET, metadata=wire("hr_second_pass_steps", INTEGER))
    hr_resize_x: int | Unset = field(default=UNSET, metadata=wire("hr_resize_x", INTEGER))
    hr_resize_y: int | Unset = field(default=UNSET, metadata=wire("hr_resize_y", INTEGER))
    denoising_strength: float | Unset = field(default=UNSET, metadata=wire("denoising_strength", NUMBER))
    alwayson_scripts: AlwaysonScripts | Unset = field(
        default=UNSET, metadata=wire("alwayson_scripts", named(__package__, "alwayson_scripts", "AlwaysonScripts"))
    )
    sd_model_checkpoint: str | Unset = field(default=UNSET, metadata=wire("sd_model_checkpoint", TEXT))
    override_settings: OverrideSettings | Unset = field(
        default=UNSET, metadata=wire("override_settings", named(__package__, "override_settings", "OverrideSettings"))
    )
    sd_vae: str | Unset = field(default=UNSET, metadata=wire("sd_vae", TEXT))
    output_image_format: str | Unset = field(default=UNSET, metadata=wire("output_image_format", TEXT))
    image_link: str | Unset = field(default=UNSET, metadata=wire("image_link", TEXT))
