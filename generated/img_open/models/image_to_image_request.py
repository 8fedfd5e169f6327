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
class ImageToImageRequest(Model):
    """What to make of which picture.

    Attributes:
        prompt: What the picture shows.
        image_link: URL of the picture that is redrawn.
        batch_size: Pictures in a batch; n_iter times batch_size are made.
        sd_model_checkpoint: Code of the model, as in the list of models.
        id_task: The caller's own id of the task.
        mask_link: URL of the picture with what the user smeared, the mask; whether light or dark is redrawn is not
            said.
        n_iter: Number of batches.
        steps: Diffusion steps.
        hr_scale: Factor of the high-definition repair.
        negative_prompt: What the picture must not show.
        denoising_strength: How much is redrawn, from 0 to 1.
        width: Width in pixels.
        height: Height in pixels.
        hr_upscaler: Which upscaler the high-definition repair uses.
        alwayson_scripts: Parameters that are handed on to Stable Diffusion's scripts.
        override_settings: Settings of Stable Diffusion for this task alone.
        sd_vae: The variational autoencoder.
        output_image_format: Format of the pictures.
        a_detailer: Parameters of the ADetailer plugin; its fields are not shown.
        enable_hr: Whether the picture is repaired in high definition.
        seed: Seed of the random numbers; what -1 does, the default on some pages, is not said.
        restore_faces: Whether faces are repaired.
        cfg_scale: How closely the picture follows the prompt.
        sampler_index: Sampling method.
        hr_second_pass_steps: Steps of the high-definition repair.
        hr_resize_x: Side after the high-definition repair, in pixels; the Chinese title says height.
        hr_resize_y: Side after the high-definition repair, in pixels; the Chinese title says width.
        resize_mode: How the picture is fitted to width and height; the numbers are not explained.
        mask_blur: How far the mask's edge is blurred.
        mask_blur_x: How far the mask's edge is blurred, across.
        mask_blur_y: How far the mask's edge is blurred, upright.
        inpainting_fill: What the masked part is filled with at first; the numbers are not explained.
        inpaint_full_res: Which region is redrawn; the values are not explained.
        inpaint_full_res_padding: Pixels that are kept at the edge.
        inpainting_mask_invert: Mode of the mask; the numbers are not explained.
        initial_noise_multiplier: Factor of the noise at the start.
        image_cfg_scale: How closely the result follows the picture; not explained.
    """

    prompt: str = field(metadata=wire("prompt", TEXT))
    image_link: str = field(metadata=wire("image_link", TEXT))
    batch_size: int = field(metadata=wire("batch_size", INTEGER))
    sd_model_checkpoint: str = field(metadata=wire("sd_model_checkpoint", TEXT))
    id_task: str = field(metadata=wire("id_task", TEXT))
    mask_link: str | Unset = field(default=UNSET, metadata=wire("mask_link", TEXT))
    n_iter: int | Unset = field(default=UNSET, metadata=wire("n_iter", INTEGER))
    steps: int | Unset = field(default=UNSET, metadata=wire("steps", INTEGER))
    hr_scale: int | Unset = field(default=UNSET, metadata=wire("hr_scale", INTEGER))
    negative_prompt: str | Unset = field(default=UNSET, metadata=wire("negative_prompt", TEXT))
    denoising_strength: float | Unset = field(default=UNSET, metadata=wire("denoising_strength", NUMBER))
    width: int | Unset = field(default=UNSET, metadata=wire("width", INTEGER))
    height: int | Unset = field(default=UNSET, metadata=wire("height", INTEGER))
    hr_upscaler: str | Unset = field(default=UNSET, metadata=wire("hr_upscaler", TEXT))
    alwayson_scripts: AlwaysonScripts | Unset = field(
        default=UNSET, metadata=wire("alwayson_scripts", named(__package__, "alwayson_scripts", "AlwaysonScripts"))
    )
    override_settings: OverrideSettings | Unset = field(
        default=UNSET, metadata=wire("override_settings", named(__package__, "override_settings", "OverrideSettings"))
    )
    sd_vae: str | Unset = field(default=UNSET, metadata=wire("sd_vae", TEXT))
    output_image_format: str | Unset = field(default=UNSET, metadata=wire("output_image_format", TEXT))
    a_detailer: Any | Unset = field(default=UNSET, metadata=wire("ADetailer", ANY))
    enable_hr: bool | Unset = field(default=UNSET, metadata=wire("enable_hr", FLAG))
    seed: str | Unset = field(default=UNSET, metadata=wire("seed", TEXT))
    restore_faces: bool | Unset = field(default=UNSET, metadata=wire("restore_faces", FLAG))
    cfg_scale: int | Unset = field(default=UNSET, metadata=wire("cfg_scale", INTEGER))
    sampler_index: str | Unset = field(default=UNSET, metadata=wire("sampler_index", TEXT))
    hr_second_pass_steps: int | Unset = field(default=UNSET, metadata=wire("hr_second_pass_steps", INTEGER))
    hr_resize_x: int | Unset = field(default=UNSET, metadata=wire("hr_resize_x", INTEGER))
    hr_resize_y: int | Unset = field(default=UNSET, metadata=wire("hr_resize_y", INTEGER))
    resize_mode: int | Unset = field(default=UNSET, metadata=wire("resize_mode", INTEGER))
    mask_blur: int | Unset = field(default=UNSET, metadata=wire("mask_blur", INTEGER))
    mask_blur_x: int | Unset = field(default=UNSET, metadata=wire("mask_blur_x", INTEGER))
    mask_blur_y: int | Unset = field(default=UNSET, metadata=wire("mask_blur_y", INTEGER))
    inpainting_fill: int | Unset = field(default=UNSET, metadata=wire("inpainting_fill", INTEGER))
    inpaint_full_res: bool | Unset = field(default=UNSET, metadata=wire("inpaint_full_res", FLAG))
    inpaint_full_res_padding: int | Unset = field(default=UNSET, metadata=wire("inpaint_full_res_padding", INTEGER))
    inpainting_mask_invert: int | Unset = field(default=UNSET, metadata=wire("inpainting_mask_invert", INTEGER))
    initial_noise_multiplier: float | Unset = field(default=UNSET, metadata=wire("initial_noise_multiplier", NUMBER))
    image_cfg_scale: float | Unset = field(default=UNSET, metadata=wire("image_cfg_scale", NUMBER))
