# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Pictures from prompts and from other pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from .. import task_rules
from ..codec import named
from ..errors import about_task
from ..models.alwayson_scripts import AlwaysonScripts
from ..models.checkpoint_model import CheckpointModel
from ..models.controlnet_to_image_request import ControlnetToImageRequest
from ..models.image_task_data import ImageTaskData
from ..models.image_to_image_request import ImageToImageRequest
from ..models.image_to_image_v3_request import ImageToImageV3Request
from ..models.list_models_request import ListModelsRequest
from ..models.model_page import ModelPage
from ..models.override_settings import OverrideSettings
from ..models.text_to_image_request import TextToImageRequest
from ..models.text_to_image_v3_request import TextToImageV3Request
from ..pagination import every_item, every_item_async
from ..raw import raw, raw_async
from ..tasks import AsyncTask, Task
from ..transport import AsyncTransport, SyncTransport, new_business_task_id
from ..types import UNSET

_MODELS = f"{__package__.rpartition('.')[0]}.models"


def _text_to_image(
    *,
    prompt: str,
    batch_size: int,
    n_iter: int | None = None,
    steps: int | None = None,
    hr_scale: int | None = None,
    negative_prompt: str | None = None,
    seed: str | None = None,
    restore_faces: bool | None = None,
    enable_hr: bool | None = None,
    width: int | None = None,
    height: int | None = None,
    cfg_scale: float | None = None,
    sampler_index: str | None = None,
    hr_second_pass_steps: int | None = None,
    hr_resize_x: int | None = None,
    hr_resize_y: int | None = None,
    denoising_strength: float | None = None,
    alwayson_scripts: AlwaysonScripts | None = None,
) -> tuple[str, dict[str, Any]]:
    body = TextToImageRequest(
        prompt=prompt,
        batch_size=batch_size,
        n_iter=UNSET if n_iter is None else n_iter,
        steps=UNSET if steps is None else steps,
        hr_scale=UNSET if hr_scale is None else hr_scale,
        negative_prompt=UNSET if negative_prompt is None else negative_prompt,
        seed=UNSET if seed is None else seed,
        restore_faces=UNSET if restore_faces is None else restore_faces,
        enable_hr=UNSET if enable_hr is None else enable_hr,
        width=UNSET if width is None else width,
        height=UNSET if height is None else height,
        cfg_scale=UNSET if cfg_scale is None else cfg_scale,
        sampler_index=UNSET if sampler_index is None else sampler_index,
        hr_second_pass_steps=UNSET if hr_second_pass_steps is None else hr_second_pass_steps,
        hr_resize_x=UNSET if hr_resize_x is None else hr_resize_x,
        hr_resize_y=UNSET if hr_resize_y is None else hr_resize_y,
        denoising_strength=UNSET if denoising_strength is None else denoising_strength,
        alwayson_scripts=UNSET if alwayson_scripts is None else alwayson_scripts,
    )
    return "/AIGCImgOpenServ/saas/sd/v2/text2image", body.to_dict()


def _image_to_image(
    *,
    prompt: str,
    image_link: str,
    batch_size: int,
    sd_model_checkpoint: str,
    id_task: str | None = None,
    mask_link: str | None = None,
    n_iter: int | None = None,
    steps: int | None = None,
    hr_scale: int | None = None,
    negative_prompt: str | None = None,
    denoising_strength: float | None = None,
    width: int | None = None,
    height: int | None = None,
    hr_upscaler: str | None = None,
    alwayson_scripts: AlwaysonScripts | None = None,
    override_settings: OverrideSettings | None = None,
    sd_vae: str | None = None,
    output_image_format: str | None = None,
    a_detailer: Any | None = None,
    enable_hr: bool | None = None,
    seed: str | None = None,
    restore_faces: bool | None = None,
    cfg_scale: int | None = None,
    sampler_index: str | None = None,
    hr_second_pass_steps: int | None = None,
    hr_resize_x: int | None = None,
    hr_resize_y: int | None = None,
    resize_mode: int | None = None,
    mask_blur: int | None = None,
    mask_blur_x: int | None = None,
    mask_blur_y: int | None = None,
    inpainting_fill: int | None = None,
    inpaint_full_res: bool | None = None,
    inpaint_full_res_padding: int | None = None,
    inpainting_mask_invert: int | None = None,
    initial_noise_multiplier: float | None = None,
    image_cfg_scale: float | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if id_task is None else id_task
    body = ImageToImageRequest(
        prompt=prompt,
        image_link=image_link,
        batch_size=batch_size,
        sd_model_checkpoint=sd_model_checkpoint,
        id_task=key,
        mask_link=UNSET if mask_link is None else mask_link,
        n_iter=UNSET if n_iter is None else n_iter,
        steps=UNSET if steps is None else steps,
        hr_scale=UNSET if hr_scale is None else hr_scale,
        negative_prompt=UNSET if negative_prompt is None else negative_prompt,
        denoising_strength=UNSET if denoising_strength is None else denoising_strength,
        width=UNSET if width is None else width,
        height=UNSET if height is None else height,
        hr_upscaler=UNSET if hr_upscaler is None else hr_upscaler,
        alwayson_scripts=UNSET if alwayson_scripts is None else alwayson_scripts,
        override_settings=UNSET if override_settings is None else override_settings,
        sd_vae=UNSET if sd_vae is None else sd_vae,
        output_image_format=UNSET if output_image_format is None else output_image_format,
        a_detailer=UNSET if a_detailer is None else a_detailer,
        enable_hr=UNSET if enable_hr is None else enable_hr,
        seed=UNSET if seed is None else seed,
        restore_faces=UNSET if restore_faces is None else restore_faces,
        cfg_scale=UNSET if cfg_scale is None else cfg_scale,
        sampler_index=UNSET if sampler_index is None else sampler_index,
        hr_second_pass_steps=UNSET if hr_second_pass_steps is None else hr_second_pass_steps,
        hr_resize_x=UNSET if hr_resize_x is None else hr_resize_x,
        hr_resize_y=UNSET if hr_resize_y is None else hr_resize_y,
        resize_mode=UNSET if resize_mode is None else resize_mode,
        mask_blur=UNSET if mask_blur is None else mask_blur,
        mask_blur_x=UNSET if mask_blur_x is None else mask_blur_x,
        mask_blur_y=UNSET if mask_blur_y is None else mask_blur_y,
        inpainting_fill=UNSET if inpainting_fill is None else inpainting_fill,
        inpaint_full_res=UNSET if inpaint_full_res is None else inpaint_full_res,
        inpaint_full_res_padding=UNSET if inpaint_full_res_padding is None else inpaint_full_res_padding,
        inpainting_mask_invert=UNSET if inpainting_mask_invert is None else inpainting_mask_invert,
        initial_noise_multiplier=UNSET if initial_noise_multiplier is None else initial_noise_multiplier,
        image_cfg_scale=UNSET if image_cfg_scale is None else image_cfg_scale,
    )
    return key, "/AIGCImgOpenServ/saas/sd/v2/image2image", body.to_dict()


def _controlnet_to_image(
    *,
    prompt: str,
    batch_size: int,
    resize_mode: float,
    controlnet: Any,
    id_task: str | None = None,
    n_iter: int | None = None,
    steps: int | None = None,
    seed: str | None = None,
    restore_faces: bool | None = None,
    enable_hr: bool | None = None,
    hr_scale: int | None = None,
    width: int | None = None,
    height: int | None = None,
    negative_prompt: str | None = None,
    cfg_scale: float | None = None,
    sampler_index: str | None = None,
    hr_second_pass_steps: int | None = None,
    hr_resize_x: int | None = None,
    hr_resize_y: int | None = None,
    denoising_strength: float | None = None,
    alwayson_scripts: AlwaysonScripts | None = None,
    sd_model_checkpoint: str | None = None,
    override_settings: OverrideSettings | None = None,
    sd_vae: str | None = None,
    output_image_format: str | None = None,
    image_link: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if id_task is None else id_task
    body = ControlnetToImageRequest(
        prompt=prompt,
        batch_size=batch_size,
        resize_mode=resize_mode,
        id_task=key,
        controlnet=controlnet,
        n_iter=UNSET if n_iter is None else n_iter,
        steps=UNSET if steps is None else steps,
        seed=UNSET if seed is None else seed,
        restore_faces=UNSET if restore_faces is None else restore_faces,
        enable_hr=UNSET if enable_hr is None else enable_hr,
        hr_scale=UNSET if hr_scale is None else hr_scale,
        width=UNSET if width is None else width,
        height=UNSET if height is None else height,
        negative_prompt=UNSET if negative_prompt is None else negative_prompt,
        cfg_scale=UNSET if cfg_scale is None else cfg_scale,
        sampler_index=UNSET if sampler_index is None else sampler_index,
        hr_second_pass_steps=UNSET if hr_second_pass_steps is None else hr_second_pass_steps,
        hr_resize_x=UNSET if hr_resize_x is None else hr_resize_x,
        hr_resize_y=UNSET if hr_resize_y is None else hr_resize_y,
        denoising_strength=UNSET if denoising_strength is None else denoising_strength,
        alwayson_scripts=UNSET if alwayson_scripts is None else alwayson_scripts,
        sd_model_checkpoint=UNSET if sd_model_checkpoint is None else sd_model_checkpoint,
        override_settings=UNSET if override_settings is None else override_settings,
        sd_vae=UNSET if sd_vae is None else sd_vae,
        output_image_format=UNSET if output_image_format is None else output_image_format,
        image_link=UNSET if image_link is None else image_link,
    )
    return key, "/AIGCImgOpenServ/saas/sd/v2/controlnet", body.to_dict()


def _text_to_image_v3(
    *,
    prompt: str,
    negative_prompt: str | None = None,
    iteration_count: int | None = None,
    single_batch_image_count: int | None = None,
    steps: int | None = None,
    seed: str | None = None,
    sub_seed: str | None = None,
    sub_seed_strength: float | None = None,
    initial_noise_height: int | None = None,
    initial_noise_weight: int | None = None,
    restore_faces: bool | None = None,
    enable_high_definition_repair: bool | None = None,
    tilling: bool | None = None,
    width: int | None = None,
    height: int | None = None,
    prompt_guidance_factor: float | None = None,
    sampler_name: str | None = None,
    sampler_index: str | None = None,
    de_noising_strength: float | None = None,
    styles: list[str] | None = None,
    script_name: str | None = None,
    script_args: Any | None = None,
    callback_url: str | None = None,
    first_phase_width: int | None = None,
    first_phase_height: int | None = None,
    high_definition_repair_scale: float | None = None,
    high_definition_repair_enlarger: str | None = None,
    high_definition_repair_post_steps: int | None = None,
) -> tuple[str, dict[str, Any]]:
    body = TextToImageV3Request(
        prompt=prompt,
        negative_prompt=UNSET if negative_prompt is None else negative_prompt,
        iteration_count=UNSET if iteration_count is None else iteration_count,
        single_batch_image_count=UNSET if single_batch_image_count is None else single_batch_image_count,
        steps=UNSET if steps is None else steps,
        seed=UNSET if seed is None else seed,
        sub_seed=UNSET if sub_seed is None else sub_seed,
        sub_seed_strength=UNSET if sub_seed_strength is None else sub_seed_strength,
        initial_noise_height=UNSET if initial_noise_height is None else initial_noise_height,
        initial_noise_weight=UNSET if initial_noise_weight is None else initial_noise_weight,
        restore_faces=UNSET if restore_faces is None else restore_faces,
        enable_high_definition_repair=UNSET if enable_high_definition_repair is None else enable_high_definition_repair,
        tilling=UNSET if tilling is None else tilling,
        width=UNSET if width is None else width,
        height=UNSET if height is None else height,
        prompt_guidance_factor=UNSET if prompt_guidance_factor is None else prompt_guidance_factor,
        sampler_name=UNSET if sampler_name is None else sampler_name,
        sampler_index=UNSET if sampler_index is None else sampler_index,
        de_noising_strength=UNSET if de_noising_strength is None else de_noising_strength,
        styles=UNSET if styles is None else styles,
        script_name=UNSET if script_name is None else script_name,
        script_args=UNSET if script_args is None else script_args,
        callback_url=UNSET if callback_url is None else callback_url,
        first_phase_width=UNSET if first_phase_width is None else first_phase_width,
        first_phase_height=UNSET if first_phase_height is None else first_phase_height,
        high_definition_repair_scale=UNSET if high_definition_repair_scale is None else high_definition_repair_scale,
        high_definition_repair_enlarger=UNSET
        if high_definition_repair_enlarger is None
        else high_definition_repair_enlarger,
        high_definition_repair_post_steps=UNSET
        if high_definition_repair_post_steps is None
        else high_definition_repair_post_steps,
    )
    return "/AIGCImgOpenServ/saas/sd/v3/text2Image", body.to_dict()


def _image_to_image_v3(
    *,
    prompt: str,
    source_image_url: str,
    negative_prompt: str | None = None,
    iteration_count: int | None = None,
    single_batch_image_count: int | None = None,
    steps: int | None = None,
    seed: str | None = None,
    sub_seed: str | None = None,
    sub_seed_strength: float | None = None,
    initial_noise_height: int | None = None,
    initial_noise_weight: int | None = None,
    restore_faces: bool | None = None,
    enable_high_definition_repair: bool | None = None,
    tilling: bool | None = None,
    width: int | None = None,
    height: int | None = None,
    prompt_guidance_factor: float | None = None,
    sampler_name: str | None = None,
    sampler_index: str | None = None,
    de_noising_strength: float | None = None,
    styles: list[str] | None = None,
    script_name: str | None = None,
    script_args: Any | None = None,
    callback_url: str | None = None,
    resize_mode: int | None = None,
    image_resize_scale: float | None = None,
    saas_drawing_external_image_parameter_bo: Any | None = None,
    base_model_code: str | None = None,
    vae_name: str | None = None,
    business_task_id: str | None = None,
    target_image_format: str | None = None,
) -> tuple[str, str, dict[str, Any]]:
    key = new_business_task_id() if business_task_id is None else business_task_id
    body = ImageToImageV3Request(
        prompt=prompt,
        source_image_url=source_image_url,
        negative_prompt=UNSET if negative_prompt is None else negative_prompt,
        iteration_count=UNSET if iteration_count is None else iteration_count,
        single_batch_image_count=UNSET if single_batch_image_count is None else single_batch_image_count,
        steps=UNSET if steps is None else steps,
        seed=UNSET if seed is None else seed,
        sub_seed=UNSET if sub_seed is None else sub_seed,
        sub_seed_strength=UNSET if sub_seed_strength is None else sub_seed_strength,
        initial_noise_height=UNSET if initial_noise_height is None else initial_noise_height,
        initial_noise_weight=UNSET if initial_noise_weight is None else initial_noise_weight,
        restore_faces=UNSET if restore_faces is None else restore_faces,
        enable_high_definition_repair=UNSET if enable_high_definition_repair is None else enable_high_definition_repair,
        tilling=UNSET if tilling is None else tilling,
        width=UNSET if width is None else width,
        height=UNSET if height is None else height,
        prompt_guidance_factor=UNSET if prompt_guidance_factor is None else prompt_guidance_factor,
        sampler_name=UNSET if sampler_name is None else sampler_name,
        sampler_index=UNSET if sampler_index is None else sampler_index,
        de_noising_strength=UNSET if de_noising_strength is None else de_noising_strength,
        styles=UNSET if styles is None else styles,
        script_name=UNSET if script_name is None else script_name,
        script_args=UNSET if script_args is None else script_args,
        callback_url=UNSET if callback_url is None else callback_url,
        resize_mode=UNSET if resize_mode is None else resize_mode,
        image_resize_scale=UNSET if image_resize_scale is None else image_resize_scale,
        saas_drawing_external_image_parameter_bo=UNSET
        if saas_drawing_external_image_parameter_bo is None
        else saas_drawing_external_image_parameter_bo,
        base_model_code=UNSET if base_model_code is None else base_model_code,
        vae_name=UNSET if vae_name is None else vae_name,
        business_task_id=key,
        target_image_format=UNSET if target_image_format is None else target_image_format,
    )
    return key, "/AIGCImgOpenServ/saas/sd/v3/image2Image", body.to_dict()


def _list_models(
    *,
    page_size: int,
    page_num: int,
    sd_model_checkpoint: str | None = None,
    sd_model_name: str | None = None,
) -> tuple[str, dict[str, Any]]:
    body = ListModelsRequest(
        page_size=page_size,
        page_num=page_num,
        sd_model_checkpoint=UNSET if sd_model_checkpoint is None else sd_model_checkpoint,
        sd_model_name=UNSET if sd_model_name is None else sd_model_name,
    )
    return "/AIGCImgOpenServ/saas/sd/v2/queryModelList", body.to_dict()


class Images:
    """Pictures from prompts and from other pictures."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def text_to_image(
        self,
        *,
        prompt: str,
        batch_size: int,
        n_iter: int | None = None,
        steps: int | None = None,
        hr_scale: int | None = None,
        negative_prompt: str | None = None,
        seed: str | None = None,
        restore_faces: bool | None = None,
        enable_hr: bool | None = None,
        width: int | None = None,
        height: int | None = None,
        cfg_scale: float | None = None,
        sampler_index: str | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        denoising_strength: float | None = None,
        alwayson_scripts: AlwaysonScripts | None = None,
    ) -> Task[ImageTaskData]:
        """Make pictures from a prompt.

        Starts a task of Stable Diffusion, with a public model or one's own, that makes n_iter times
        batch_size pictures.

        Args:
            prompt: What the picture shows. Assumed: In the example only; the tables of image2image and
                controlnet say string and required.
            batch_size: Pictures in a batch; n_iter times batch_size are made.
            n_iter: Number of batches.
            steps: Diffusion steps.
            hr_scale: Factor of the high-definition repair.
            negative_prompt: What the picture must not show.
            seed: Seed of the random numbers; what -1 does, the default on some pages, is not said. Assumed:
                Its row of the table was not seen; it is in the example.
            restore_faces: Whether faces are repaired. Assumed: Its row of the table was not seen; it is in the
                example.
            enable_hr: Whether the picture is repaired in high definition. Assumed: Its row of the table was not
                seen; it is in the example.
            width: Width in pixels. Assumed: Its row of the table was not seen; it is in the example.
            height: Height in pixels. Assumed: Its row of the table was not seen; it is in the example.
            cfg_scale: How closely the picture follows the prompt. Assumed: Its row of the table was not seen; a
                public caller sends it (observed hints, likely).
            sampler_index: Sampling method, such as DPM++ 2M Karras. Assumed: Its row of the table was not seen; a
                public caller sends it (observed hints, likely).
            hr_second_pass_steps: Steps of the high-definition repair. Assumed: Its row of the table was not seen; a public
                caller sends it (observed hints, likely).
            hr_resize_x: Side after the high-definition repair, in pixels; other pages contradict themselves on
                which. Assumed: Its row of the table was not seen; a public caller sends it (observed hints,
                likely).
            hr_resize_y: Side after the high-definition repair, in pixels; other pages contradict themselves on
                which. Assumed: Its row of the table was not seen; a public caller sends it (observed hints,
                likely).
            denoising_strength: How much is redrawn, from 0 to 1. Assumed: Its row of the table was not seen; a public
                caller sends it (observed hints, likely).
            alwayson_scripts: Parameters that are handed on to Stable Diffusion's scripts. Assumed: Its row of the table
                was not seen; a public caller sends it (observed hints, likely).

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222077

        Assumed: No answer to a submit is shown; a public caller reads data.task_id (observed hints,
        likely).

        Assumed: A public caller sends data.task_id as businessTaskId to queryTaskInfo V2 (observed hints,
        likely). V2's page says that it knows the current month only; the Chinese navigation calls V1 the
        query of archived tasks.

        Assumed: 2 stands beside finished pictures on both query pages; that 1 and 3 wait is a public
        caller's reading, and -1 is the sandbox's, so that failing can be practised.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        path, body = _text_to_image(
            prompt=prompt,
            batch_size=batch_size,
            n_iter=n_iter,
            steps=steps,
            hr_scale=hr_scale,
            negative_prompt=negative_prompt,
            seed=seed,
            restore_faces=restore_faces,
            enable_hr=enable_hr,
            width=width,
            height=height,
            cfg_scale=cfg_scale,
            sampler_index=sampler_index,
            hr_second_pass_steps=hr_second_pass_steps,
            hr_resize_x=hr_resize_x,
            hr_resize_y=hr_resize_y,
            denoising_strength=denoising_strength,
            alwayson_scripts=alwayson_scripts,
        )
        first = self._transport.submit(task_rules.TEXT_TO_IMAGE, path, body, None)
        return Task(self._transport, task_rules.TEXT_TO_IMAGE, None, first)

    def image_to_image(
        self,
        *,
        prompt: str,
        image_link: str,
        batch_size: int,
        sd_model_checkpoint: str,
        id_task: str | None = None,
        mask_link: str | None = None,
        n_iter: int | None = None,
        steps: int | None = None,
        hr_scale: int | None = None,
        negative_prompt: str | None = None,
        denoising_strength: float | None = None,
        width: int | None = None,
        height: int | None = None,
        hr_upscaler: str | None = None,
        alwayson_scripts: AlwaysonScripts | None = None,
        override_settings: OverrideSettings | None = None,
        sd_vae: str | None = None,
        output_image_format: str | None = None,
        a_detailer: Any | None = None,
        enable_hr: bool | None = None,
        seed: str | None = None,
        restore_faces: bool | None = None,
        cfg_scale: int | None = None,
        sampler_index: str | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        resize_mode: int | None = None,
        mask_blur: int | None = None,
        mask_blur_x: int | None = None,
        mask_blur_y: int | None = None,
        inpainting_fill: int | None = None,
        inpaint_full_res: bool | None = None,
        inpaint_full_res_padding: int | None = None,
        inpainting_mask_invert: int | None = None,
        initial_noise_multiplier: float | None = None,
        image_cfg_scale: float | None = None,
    ) -> Task[ImageTaskData]:
        """Make pictures from a picture and a prompt.

        Starts a task of Stable Diffusion that redraws the picture at image_link, within the mask at
        mask_link where one is given.

        Args:
            prompt: What the picture shows.
            image_link: URL of the picture that is redrawn. Assumed: Its flag is not shown; the picture is what the
                call works on.
            batch_size: Pictures in a batch; n_iter times batch_size are made.
            sd_model_checkpoint: Code of the model, as in the list of models.
            id_task: The caller's own id of the task. Made when left out.
            mask_link: URL of the picture with what the user smeared, the mask; whether light or dark is redrawn is
                not said.
            n_iter: Number of batches.
            steps: Diffusion steps.
            hr_scale: Factor of the high-definition repair.
            negative_prompt: What the picture must not show.
            denoising_strength: How much is redrawn, from 0 to 1. Assumed: No bound is shown here; version 3 of the page
                says 0 to 1.
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

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222078

        Assumed: No answer to a submit is shown; a public caller reads data.task_id (observed hints,
        likely).

        Assumed: A public caller sends data.task_id as businessTaskId to queryTaskInfo V2 (observed hints,
        likely). V2's page says that it knows the current month only; the Chinese navigation calls V1 the
        query of archived tasks.

        Assumed: 2 stands beside finished pictures on both query pages; that 1 and 3 wait is a public
        caller's reading, and -1 is the sandbox's, so that failing can be practised.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        key, path, body = _image_to_image(
            prompt=prompt,
            image_link=image_link,
            batch_size=batch_size,
            sd_model_checkpoint=sd_model_checkpoint,
            id_task=id_task,
            mask_link=mask_link,
            n_iter=n_iter,
            steps=steps,
            hr_scale=hr_scale,
            negative_prompt=negative_prompt,
            denoising_strength=denoising_strength,
            width=width,
            height=height,
            hr_upscaler=hr_upscaler,
            alwayson_scripts=alwayson_scripts,
            override_settings=override_settings,
            sd_vae=sd_vae,
            output_image_format=output_image_format,
            a_detailer=a_detailer,
            enable_hr=enable_hr,
            seed=seed,
            restore_faces=restore_faces,
            cfg_scale=cfg_scale,
            sampler_index=sampler_index,
            hr_second_pass_steps=hr_second_pass_steps,
            hr_resize_x=hr_resize_x,
            hr_resize_y=hr_resize_y,
            resize_mode=resize_mode,
            mask_blur=mask_blur,
            mask_blur_x=mask_blur_x,
            mask_blur_y=mask_blur_y,
            inpainting_fill=inpainting_fill,
            inpaint_full_res=inpaint_full_res,
            inpaint_full_res_padding=inpaint_full_res_padding,
            inpainting_mask_invert=inpainting_mask_invert,
            initial_noise_multiplier=initial_noise_multiplier,
            image_cfg_scale=image_cfg_scale,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.IMAGE_TO_IMAGE, path, body, key)
            return Task(self._transport, task_rules.IMAGE_TO_IMAGE, key, first)

    def controlnet_to_image(
        self,
        *,
        prompt: str,
        batch_size: int,
        resize_mode: float,
        controlnet: Any,
        id_task: str | None = None,
        n_iter: int | None = None,
        steps: int | None = None,
        seed: str | None = None,
        restore_faces: bool | None = None,
        enable_hr: bool | None = None,
        hr_scale: int | None = None,
        width: int | None = None,
        height: int | None = None,
        negative_prompt: str | None = None,
        cfg_scale: float | None = None,
        sampler_index: str | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        denoising_strength: float | None = None,
        alwayson_scripts: AlwaysonScripts | None = None,
        sd_model_checkpoint: str | None = None,
        override_settings: OverrideSettings | None = None,
        sd_vae: str | None = None,
        output_image_format: str | None = None,
        image_link: str | None = None,
    ) -> Task[ImageTaskData]:
        """Make pictures from a prompt, steered by ControlNet.

        Starts a task of Stable Diffusion whose pictures follow what a ControlNet model sees in a picture.
        Kinds that the page lists: canny, depth, inpaint, lineart, MLSD, NormalMap, OpenPose, Reference,
        Scribble, Segmentation, Shuffle, SoftEdge, T2I-Adapter, Tile, Recolor, IP-Adapter, Instant-ID.

        Args:
            prompt: What the picture shows; a LoRA is named in it by its sdLoraFileSimplifyName.
            batch_size: Pictures in a batch; n_iter times batch_size are made.
            resize_mode: How a picture is fitted to width and height; the numbers are not explained.
            controlnet: Parameters of ControlNet; its fields are not shown.
            id_task: The caller's own id of the task. Made when left out.
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
            denoising_strength: How much is redrawn, from 0 to 1. Assumed: No bound is shown here; version 3 of the page
                says 0 to 1.
            alwayson_scripts: Parameters that are handed on to Stable Diffusion's scripts.
            sd_model_checkpoint: Code of the model, as in the list of models.
            override_settings: Settings of Stable Diffusion for this task alone.
            sd_vae: The variational autoencoder.
            output_image_format: Format of the pictures.
            image_link: URL of the picture that the pictures start from.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222079

        Assumed: No answer to a submit is shown; a public caller reads data.task_id (observed hints,
        likely).

        Assumed: A public caller sends data.task_id as businessTaskId to queryTaskInfo V2 (observed hints,
        likely). V2's page says that it knows the current month only; the Chinese navigation calls V1 the
        query of archived tasks.

        Assumed: 2 stands beside finished pictures on both query pages; that 1 and 3 wait is a public
        caller's reading, and -1 is the sandbox's, so that failing can be practised.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        key, path, body = _controlnet_to_image(
            prompt=prompt,
            batch_size=batch_size,
            resize_mode=resize_mode,
            controlnet=controlnet,
            id_task=id_task,
            n_iter=n_iter,
            steps=steps,
            seed=seed,
            restore_faces=restore_faces,
            enable_hr=enable_hr,
            hr_scale=hr_scale,
            width=width,
            height=height,
            negative_prompt=negative_prompt,
            cfg_scale=cfg_scale,
            sampler_index=sampler_index,
            hr_second_pass_steps=hr_second_pass_steps,
            hr_resize_x=hr_resize_x,
            hr_resize_y=hr_resize_y,
            denoising_strength=denoising_strength,
            alwayson_scripts=alwayson_scripts,
            sd_model_checkpoint=sd_model_checkpoint,
            override_settings=override_settings,
            sd_vae=sd_vae,
            output_image_format=output_image_format,
            image_link=image_link,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.CONTROLNET_TO_IMAGE, path, body, key)
            return Task(self._transport, task_rules.CONTROLNET_TO_IMAGE, key, first)

    def text_to_image_v3(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        iteration_count: int | None = None,
        single_batch_image_count: int | None = None,
        steps: int | None = None,
        seed: str | None = None,
        sub_seed: str | None = None,
        sub_seed_strength: float | None = None,
        initial_noise_height: int | None = None,
        initial_noise_weight: int | None = None,
        restore_faces: bool | None = None,
        enable_high_definition_repair: bool | None = None,
        tilling: bool | None = None,
        width: int | None = None,
        height: int | None = None,
        prompt_guidance_factor: float | None = None,
        sampler_name: str | None = None,
        sampler_index: str | None = None,
        de_noising_strength: float | None = None,
        styles: list[str] | None = None,
        script_name: str | None = None,
        script_args: Any | None = None,
        callback_url: str | None = None,
        first_phase_width: int | None = None,
        first_phase_height: int | None = None,
        high_definition_repair_scale: float | None = None,
        high_definition_repair_enlarger: str | None = None,
        high_definition_repair_post_steps: int | None = None,
    ) -> Task[ImageTaskData]:
        """Make pictures from a prompt, version 3 (in development).

        Starts a task of Stable Diffusion, ControlNet and ADetailer included. The page is on the Chinese
        site only, and marked there as in development.

        Args:
            prompt: What the picture shows. Assumed: Its flag is not shown; version 2 of the page says required.
            negative_prompt: What the picture must not show.
            iteration_count: Number of batches; 1 when left out.
            single_batch_image_count: Pictures in a batch; 1 when left out.
            steps: Sampling steps; 20 when left out.
            seed: Seed of the random numbers; what -1 does, the default on some pages, is not said.
            sub_seed: Seed of the variation.
            sub_seed_strength: How much the variation's seed counts, from 0 to 1; 0 when left out.
            initial_noise_height: Height of the noise at the start, in pixels, from 128 to 2048, or -1, the default, which is
                not explained.
            initial_noise_weight: Width of the noise at the start (the name says Weight), in pixels, from 128 to 2048.
            restore_faces: Whether faces are repaired; not when left out.
            enable_high_definition_repair: Whether the picture is repaired in high definition; not when left out.
            tilling: Whether the picture can be tiled (tiling, misspelt on the page); not when left out.
            width: Width in pixels, from 128 to 1024; 512 when left out.
            height: Height in pixels, from 128 to 1024; 512 when left out.
            prompt_guidance_factor: How closely the picture follows the prompt, from 1 to 30; 7 when left out.
            sampler_name: Name of the sampler; None when left out. The page does not say how it goes with
                samplerIndex.
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

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-224401977

        Assumed: The page's answer was not seen; taken from what a public caller reads of version 2's
        (observed hints, likely).

        Assumed: No page says how a task of version 3 is asked for; taken from version 2.

        Assumed: Taken from version 2.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        path, body = _text_to_image_v3(
            prompt=prompt,
            negative_prompt=negative_prompt,
            iteration_count=iteration_count,
            single_batch_image_count=single_batch_image_count,
            steps=steps,
            seed=seed,
            sub_seed=sub_seed,
            sub_seed_strength=sub_seed_strength,
            initial_noise_height=initial_noise_height,
            initial_noise_weight=initial_noise_weight,
            restore_faces=restore_faces,
            enable_high_definition_repair=enable_high_definition_repair,
            tilling=tilling,
            width=width,
            height=height,
            prompt_guidance_factor=prompt_guidance_factor,
            sampler_name=sampler_name,
            sampler_index=sampler_index,
            de_noising_strength=de_noising_strength,
            styles=styles,
            script_name=script_name,
            script_args=script_args,
            callback_url=callback_url,
            first_phase_width=first_phase_width,
            first_phase_height=first_phase_height,
            high_definition_repair_scale=high_definition_repair_scale,
            high_definition_repair_enlarger=high_definition_repair_enlarger,
            high_definition_repair_post_steps=high_definition_repair_post_steps,
        )
        first = self._transport.submit(task_rules.TEXT_TO_IMAGE_V3, path, body, None)
        return Task(self._transport, task_rules.TEXT_TO_IMAGE_V3, None, first)

    def image_to_image_v3(
        self,
        *,
        prompt: str,
        source_image_url: str,
        negative_prompt: str | None = None,
        iteration_count: int | None = None,
        single_batch_image_count: int | None = None,
        steps: int | None = None,
        seed: str | None = None,
        sub_seed: str | None = None,
        sub_seed_strength: float | None = None,
        initial_noise_height: int | None = None,
        initial_noise_weight: int | None = None,
        restore_faces: bool | None = None,
        enable_high_definition_repair: bool | None = None,
        tilling: bool | None = None,
        width: int | None = None,
        height: int | None = None,
        prompt_guidance_factor: float | None = None,
        sampler_name: str | None = None,
        sampler_index: str | None = None,
        de_noising_strength: float | None = None,
        styles: list[str] | None = None,
        script_name: str | None = None,
        script_args: Any | None = None,
        callback_url: str | None = None,
        resize_mode: int | None = None,
        image_resize_scale: float | None = None,
        saas_drawing_external_image_parameter_bo: Any | None = None,
        base_model_code: str | None = None,
        vae_name: str | None = None,
        business_task_id: str | None = None,
        target_image_format: str | None = None,
    ) -> Task[ImageTaskData]:
        """Make pictures from a picture and a prompt, version 3 (in development).

        Starts a task of Stable Diffusion that redraws the picture at sourceImageUrl. The page is on the
        Chinese site only, and marked there as in development.

        Args:
            prompt: What the picture shows. Assumed: Its flag is not shown; version 2 of the page says required.
            source_image_url: URL of the picture that is redrawn. Assumed: Its flag is not shown; the picture is what the
                call works on.
            negative_prompt: What the picture must not show.
            iteration_count: Number of batches; 1 when left out.
            single_batch_image_count: Pictures in a batch; 1 when left out.
            steps: Sampling steps; 20 when left out.
            seed: Seed of the random numbers; what -1 does, the default on some pages, is not said.
            sub_seed: Seed of the variation.
            sub_seed_strength: How much the variation's seed counts, from 0 to 1; 0 when left out.
            initial_noise_height: Height of the noise at the start, in pixels, from 128 to 2048, or -1, the default, which is
                not explained.
            initial_noise_weight: Width of the noise at the start (the name says Weight), in pixels, from 128 to 2048.
            restore_faces: Whether faces are repaired; not when left out.
            enable_high_definition_repair: Whether the picture is repaired in high definition; not when left out.
            tilling: Whether the picture can be tiled (tiling, misspelt on the page); not when left out.
            width: Width in pixels, from 128 to 1024; 512 when left out.
            height: Height in pixels, from 128 to 1024; 512 when left out.
            prompt_guidance_factor: How closely the picture follows the prompt, from 1 to 30; 7 when left out.
            sampler_name: Name of the sampler; None when left out. The page does not say how it goes with
                samplerIndex.
            sampler_index: Sampling method; Euler a when left out.
            de_noising_strength: How much is redrawn, from 0 to 1.
            styles: Names of styles.
            script_name: Name of a script.
            script_args: Arguments of the script; its fields are not shown.
            callback_url: URL to which the result is posted when it is ready, http or https.
            resize_mode: How the picture is fitted to width and height; the numbers are not explained.
            image_resize_scale: Factor by which the picture is resized, from 0 to 3; how it goes with resizeMode is not
                said.
            saas_drawing_external_image_parameter_bo: Parameters of scripts and settings; its fields are not shown.
            base_model_code: Code of the model, as in the list of models.
            vae_name: The variational autoencoder.
            business_task_id: The caller's own id of the task. Made when left out.
            target_image_format: Format of the pictures.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-224645046

        Assumed: The page's answer was not seen; taken from what a public caller reads of version 2's
        (observed hints, likely).

        Assumed: No page says how a task of version 3 is asked for; taken from version 2.

        Assumed: Taken from version 2.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        key, path, body = _image_to_image_v3(
            prompt=prompt,
            source_image_url=source_image_url,
            negative_prompt=negative_prompt,
            iteration_count=iteration_count,
            single_batch_image_count=single_batch_image_count,
            steps=steps,
            seed=seed,
            sub_seed=sub_seed,
            sub_seed_strength=sub_seed_strength,
            initial_noise_height=initial_noise_height,
            initial_noise_weight=initial_noise_weight,
            restore_faces=restore_faces,
            enable_high_definition_repair=enable_high_definition_repair,
            tilling=tilling,
            width=width,
            height=height,
            prompt_guidance_factor=prompt_guidance_factor,
            sampler_name=sampler_name,
            sampler_index=sampler_index,
            de_noising_strength=de_noising_strength,
            styles=styles,
            script_name=script_name,
            script_args=script_args,
            callback_url=callback_url,
            resize_mode=resize_mode,
            image_resize_scale=image_resize_scale,
            saas_drawing_external_image_parameter_bo=saas_drawing_external_image_parameter_bo,
            base_model_code=base_model_code,
            vae_name=vae_name,
            business_task_id=business_task_id,
            target_image_format=target_image_format,
        )
        with about_task(key):
            first = self._transport.submit(task_rules.IMAGE_TO_IMAGE_V3, path, body, key)
            return Task(self._transport, task_rules.IMAGE_TO_IMAGE_V3, key, first)

    def list_models(
        self,
        *,
        page_size: int,
        page_num: int,
        sd_model_checkpoint: str | None = None,
        sd_model_name: str | None = None,
    ) -> ModelPage:
        """List the checkpoint models of Stable Diffusion.

        Gives one page of the list, of all models or of those that a model code or a name selects.

        Args:
            page_size: Models on a page.
            page_num: Number of the page, from 1.
            sd_model_checkpoint: Code of a model.
            sd_model_name: Name of a model.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222080
        """
        path, body = _list_models(
            page_size=page_size,
            page_num=page_num,
            sd_model_checkpoint=sd_model_checkpoint,
            sd_model_name=sd_model_name,
        )
        answer = self._transport.ask("listModels", path, body)
        found: ModelPage = self._transport.read(
            "listModels", answer, "/data", named(_MODELS, "model_page", "ModelPage")
        )
        return found

    def iter_models(
        self, *, sd_model_checkpoint: str | None = None, sd_model_name: str | None = None, page_size: int = 50
    ) -> Iterator[CheckpointModel]:
        """List the checkpoint models of Stable Diffusion. Goes through all pages, each asked for when it is
        needed.

        Args:
            sd_model_checkpoint: Code of a model.
            sd_model_name: Name of a model.
            page_size: Models on a page.

        Raises:
            as list_models, while it is iterated

        Page: https://4v5l1y8wvl.apifox.cn/api-202222080
        """
        return every_item(
            lambda number: self.list_models(
                sd_model_checkpoint=sd_model_checkpoint,
                sd_model_name=sd_model_name,
                page_size=page_size,
                page_num=number,
            ),
            lambda page: page.rows,
            lambda page: page.total,
        )

    @property
    def with_raw_response(self) -> ImagesWithRawResponse:
        """The same methods, each giving a RawResponse: the result and the HTTP answer that it came in."""
        return ImagesWithRawResponse(self._transport)


class ImagesWithRawResponse:
    """Images, each method giving a RawResponse."""

    def __init__(self, transport: SyncTransport) -> None:
        self.text_to_image = raw(Images, Images.text_to_image, transport)
        self.image_to_image = raw(Images, Images.image_to_image, transport)
        self.controlnet_to_image = raw(Images, Images.controlnet_to_image, transport)
        self.text_to_image_v3 = raw(Images, Images.text_to_image_v3, transport)
        self.image_to_image_v3 = raw(Images, Images.image_to_image_v3, transport)
        self.list_models = raw(Images, Images.list_models, transport)


class AsyncImages:
    """Pictures from prompts and from other pictures."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def text_to_image(
        self,
        *,
        prompt: str,
        batch_size: int,
        n_iter: int | None = None,
        steps: int | None = None,
        hr_scale: int | None = None,
        negative_prompt: str | None = None,
        seed: str | None = None,
        restore_faces: bool | None = None,
        enable_hr: bool | None = None,
        width: int | None = None,
        height: int | None = None,
        cfg_scale: float | None = None,
        sampler_index: str | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        denoising_strength: float | None = None,
        alwayson_scripts: AlwaysonScripts | None = None,
    ) -> AsyncTask[ImageTaskData]:
        """Make pictures from a prompt.

        Starts a task of Stable Diffusion, with a public model or one's own, that makes n_iter times
        batch_size pictures.

        Args:
            prompt: What the picture shows. Assumed: In the example only; the tables of image2image and
                controlnet say string and required.
            batch_size: Pictures in a batch; n_iter times batch_size are made.
            n_iter: Number of batches.
            steps: Diffusion steps.
            hr_scale: Factor of the high-definition repair.
            negative_prompt: What the picture must not show.
            seed: Seed of the random numbers; what -1 does, the default on some pages, is not said. Assumed:
                Its row of the table was not seen; it is in the example.
            restore_faces: Whether faces are repaired. Assumed: Its row of the table was not seen; it is in the
                example.
            enable_hr: Whether the picture is repaired in high definition. Assumed: Its row of the table was not
                seen; it is in the example.
            width: Width in pixels. Assumed: Its row of the table was not seen; it is in the example.
            height: Height in pixels. Assumed: Its row of the table was not seen; it is in the example.
            cfg_scale: How closely the picture follows the prompt. Assumed: Its row of the table was not seen; a
                public caller sends it (observed hints, likely).
            sampler_index: Sampling method, such as DPM++ 2M Karras. Assumed: Its row of the table was not seen; a
                public caller sends it (observed hints, likely).
            hr_second_pass_steps: Steps of the high-definition repair. Assumed: Its row of the table was not seen; a public
                caller sends it (observed hints, likely).
            hr_resize_x: Side after the high-definition repair, in pixels; other pages contradict themselves on
                which. Assumed: Its row of the table was not seen; a public caller sends it (observed hints,
                likely).
            hr_resize_y: Side after the high-definition repair, in pixels; other pages contradict themselves on
                which. Assumed: Its row of the table was not seen; a public caller sends it (observed hints,
                likely).
            denoising_strength: How much is redrawn, from 0 to 1. Assumed: Its row of the table was not seen; a public
                caller sends it (observed hints, likely).
            alwayson_scripts: Parameters that are handed on to Stable Diffusion's scripts. Assumed: Its row of the table
                was not seen; a public caller sends it (observed hints, likely).

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222077

        Assumed: No answer to a submit is shown; a public caller reads data.task_id (observed hints,
        likely).

        Assumed: A public caller sends data.task_id as businessTaskId to queryTaskInfo V2 (observed hints,
        likely). V2's page says that it knows the current month only; the Chinese navigation calls V1 the
        query of archived tasks.

        Assumed: 2 stands beside finished pictures on both query pages; that 1 and 3 wait is a public
        caller's reading, and -1 is the sandbox's, so that failing can be practised.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        path, body = _text_to_image(
            prompt=prompt,
            batch_size=batch_size,
            n_iter=n_iter,
            steps=steps,
            hr_scale=hr_scale,
            negative_prompt=negative_prompt,
            seed=seed,
            restore_faces=restore_faces,
            enable_hr=enable_hr,
            width=width,
            height=height,
            cfg_scale=cfg_scale,
            sampler_index=sampler_index,
            hr_second_pass_steps=hr_second_pass_steps,
            hr_resize_x=hr_resize_x,
            hr_resize_y=hr_resize_y,
            denoising_strength=denoising_strength,
            alwayson_scripts=alwayson_scripts,
        )
        first = await self._transport.submit(task_rules.TEXT_TO_IMAGE, path, body, None)
        return AsyncTask(self._transport, task_rules.TEXT_TO_IMAGE, None, first)

    async def image_to_image(
        self,
        *,
        prompt: str,
        image_link: str,
        batch_size: int,
        sd_model_checkpoint: str,
        id_task: str | None = None,
        mask_link: str | None = None,
        n_iter: int | None = None,
        steps: int | None = None,
        hr_scale: int | None = None,
        negative_prompt: str | None = None,
        denoising_strength: float | None = None,
        width: int | None = None,
        height: int | None = None,
        hr_upscaler: str | None = None,
        alwayson_scripts: AlwaysonScripts | None = None,
        override_settings: OverrideSettings | None = None,
        sd_vae: str | None = None,
        output_image_format: str | None = None,
        a_detailer: Any | None = None,
        enable_hr: bool | None = None,
        seed: str | None = None,
        restore_faces: bool | None = None,
        cfg_scale: int | None = None,
        sampler_index: str | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        resize_mode: int | None = None,
        mask_blur: int | None = None,
        mask_blur_x: int | None = None,
        mask_blur_y: int | None = None,
        inpainting_fill: int | None = None,
        inpaint_full_res: bool | None = None,
        inpaint_full_res_padding: int | None = None,
        inpainting_mask_invert: int | None = None,
        initial_noise_multiplier: float | None = None,
        image_cfg_scale: float | None = None,
    ) -> AsyncTask[ImageTaskData]:
        """Make pictures from a picture and a prompt.

        Starts a task of Stable Diffusion that redraws the picture at image_link, within the mask at
        mask_link where one is given.

        Args:
            prompt: What the picture shows.
            image_link: URL of the picture that is redrawn. Assumed: Its flag is not shown; the picture is what the
                call works on.
            batch_size: Pictures in a batch; n_iter times batch_size are made.
            sd_model_checkpoint: Code of the model, as in the list of models.
            id_task: The caller's own id of the task. Made when left out.
            mask_link: URL of the picture with what the user smeared, the mask; whether light or dark is redrawn is
                not said.
            n_iter: Number of batches.
            steps: Diffusion steps.
            hr_scale: Factor of the high-definition repair.
            negative_prompt: What the picture must not show.
            denoising_strength: How much is redrawn, from 0 to 1. Assumed: No bound is shown here; version 3 of the page
                says 0 to 1.
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

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222078

        Assumed: No answer to a submit is shown; a public caller reads data.task_id (observed hints,
        likely).

        Assumed: A public caller sends data.task_id as businessTaskId to queryTaskInfo V2 (observed hints,
        likely). V2's page says that it knows the current month only; the Chinese navigation calls V1 the
        query of archived tasks.

        Assumed: 2 stands beside finished pictures on both query pages; that 1 and 3 wait is a public
        caller's reading, and -1 is the sandbox's, so that failing can be practised.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        key, path, body = _image_to_image(
            prompt=prompt,
            image_link=image_link,
            batch_size=batch_size,
            sd_model_checkpoint=sd_model_checkpoint,
            id_task=id_task,
            mask_link=mask_link,
            n_iter=n_iter,
            steps=steps,
            hr_scale=hr_scale,
            negative_prompt=negative_prompt,
            denoising_strength=denoising_strength,
            width=width,
            height=height,
            hr_upscaler=hr_upscaler,
            alwayson_scripts=alwayson_scripts,
            override_settings=override_settings,
            sd_vae=sd_vae,
            output_image_format=output_image_format,
            a_detailer=a_detailer,
            enable_hr=enable_hr,
            seed=seed,
            restore_faces=restore_faces,
            cfg_scale=cfg_scale,
            sampler_index=sampler_index,
            hr_second_pass_steps=hr_second_pass_steps,
            hr_resize_x=hr_resize_x,
            hr_resize_y=hr_resize_y,
            resize_mode=resize_mode,
            mask_blur=mask_blur,
            mask_blur_x=mask_blur_x,
            mask_blur_y=mask_blur_y,
            inpainting_fill=inpainting_fill,
            inpaint_full_res=inpaint_full_res,
            inpaint_full_res_padding=inpaint_full_res_padding,
            inpainting_mask_invert=inpainting_mask_invert,
            initial_noise_multiplier=initial_noise_multiplier,
            image_cfg_scale=image_cfg_scale,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.IMAGE_TO_IMAGE, path, body, key)
            return AsyncTask(self._transport, task_rules.IMAGE_TO_IMAGE, key, first)

    async def controlnet_to_image(
        self,
        *,
        prompt: str,
        batch_size: int,
        resize_mode: float,
        controlnet: Any,
        id_task: str | None = None,
        n_iter: int | None = None,
        steps: int | None = None,
        seed: str | None = None,
        restore_faces: bool | None = None,
        enable_hr: bool | None = None,
        hr_scale: int | None = None,
        width: int | None = None,
        height: int | None = None,
        negative_prompt: str | None = None,
        cfg_scale: float | None = None,
        sampler_index: str | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        denoising_strength: float | None = None,
        alwayson_scripts: AlwaysonScripts | None = None,
        sd_model_checkpoint: str | None = None,
        override_settings: OverrideSettings | None = None,
        sd_vae: str | None = None,
        output_image_format: str | None = None,
        image_link: str | None = None,
    ) -> AsyncTask[ImageTaskData]:
        """Make pictures from a prompt, steered by ControlNet.

        Starts a task of Stable Diffusion whose pictures follow what a ControlNet model sees in a picture.
        Kinds that the page lists: canny, depth, inpaint, lineart, MLSD, NormalMap, OpenPose, Reference,
        Scribble, Segmentation, Shuffle, SoftEdge, T2I-Adapter, Tile, Recolor, IP-Adapter, Instant-ID.

        Args:
            prompt: What the picture shows; a LoRA is named in it by its sdLoraFileSimplifyName.
            batch_size: Pictures in a batch; n_iter times batch_size are made.
            resize_mode: How a picture is fitted to width and height; the numbers are not explained.
            controlnet: Parameters of ControlNet; its fields are not shown.
            id_task: The caller's own id of the task. Made when left out.
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
            denoising_strength: How much is redrawn, from 0 to 1. Assumed: No bound is shown here; version 3 of the page
                says 0 to 1.
            alwayson_scripts: Parameters that are handed on to Stable Diffusion's scripts.
            sd_model_checkpoint: Code of the model, as in the list of models.
            override_settings: Settings of Stable Diffusion for this task alone.
            sd_vae: The variational autoencoder.
            output_image_format: Format of the pictures.
            image_link: URL of the picture that the pictures start from.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222079

        Assumed: No answer to a submit is shown; a public caller reads data.task_id (observed hints,
        likely).

        Assumed: A public caller sends data.task_id as businessTaskId to queryTaskInfo V2 (observed hints,
        likely). V2's page says that it knows the current month only; the Chinese navigation calls V1 the
        query of archived tasks.

        Assumed: 2 stands beside finished pictures on both query pages; that 1 and 3 wait is a public
        caller's reading, and -1 is the sandbox's, so that failing can be practised.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        key, path, body = _controlnet_to_image(
            prompt=prompt,
            batch_size=batch_size,
            resize_mode=resize_mode,
            controlnet=controlnet,
            id_task=id_task,
            n_iter=n_iter,
            steps=steps,
            seed=seed,
            restore_faces=restore_faces,
            enable_hr=enable_hr,
            hr_scale=hr_scale,
            width=width,
            height=height,
            negative_prompt=negative_prompt,
            cfg_scale=cfg_scale,
            sampler_index=sampler_index,
            hr_second_pass_steps=hr_second_pass_steps,
            hr_resize_x=hr_resize_x,
            hr_resize_y=hr_resize_y,
            denoising_strength=denoising_strength,
            alwayson_scripts=alwayson_scripts,
            sd_model_checkpoint=sd_model_checkpoint,
            override_settings=override_settings,
            sd_vae=sd_vae,
            output_image_format=output_image_format,
            image_link=image_link,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.CONTROLNET_TO_IMAGE, path, body, key)
            return AsyncTask(self._transport, task_rules.CONTROLNET_TO_IMAGE, key, first)

    async def text_to_image_v3(
        self,
        *,
        prompt: str,
        negative_prompt: str | None = None,
        iteration_count: int | None = None,
        single_batch_image_count: int | None = None,
        steps: int | None = None,
        seed: str | None = None,
        sub_seed: str | None = None,
        sub_seed_strength: float | None = None,
        initial_noise_height: int | None = None,
        initial_noise_weight: int | None = None,
        restore_faces: bool | None = None,
        enable_high_definition_repair: bool | None = None,
        tilling: bool | None = None,
        width: int | None = None,
        height: int | None = None,
        prompt_guidance_factor: float | None = None,
        sampler_name: str | None = None,
        sampler_index: str | None = None,
        de_noising_strength: float | None = None,
        styles: list[str] | None = None,
        script_name: str | None = None,
        script_args: Any | None = None,
        callback_url: str | None = None,
        first_phase_width: int | None = None,
        first_phase_height: int | None = None,
        high_definition_repair_scale: float | None = None,
        high_definition_repair_enlarger: str | None = None,
        high_definition_repair_post_steps: int | None = None,
    ) -> AsyncTask[ImageTaskData]:
        """Make pictures from a prompt, version 3 (in development).

        Starts a task of Stable Diffusion, ControlNet and ADetailer included. The page is on the Chinese
        site only, and marked there as in development.

        Args:
            prompt: What the picture shows. Assumed: Its flag is not shown; version 2 of the page says required.
            negative_prompt: What the picture must not show.
            iteration_count: Number of batches; 1 when left out.
            single_batch_image_count: Pictures in a batch; 1 when left out.
            steps: Sampling steps; 20 when left out.
            seed: Seed of the random numbers; what -1 does, the default on some pages, is not said.
            sub_seed: Seed of the variation.
            sub_seed_strength: How much the variation's seed counts, from 0 to 1; 0 when left out.
            initial_noise_height: Height of the noise at the start, in pixels, from 128 to 2048, or -1, the default, which is
                not explained.
            initial_noise_weight: Width of the noise at the start (the name says Weight), in pixels, from 128 to 2048.
            restore_faces: Whether faces are repaired; not when left out.
            enable_high_definition_repair: Whether the picture is repaired in high definition; not when left out.
            tilling: Whether the picture can be tiled (tiling, misspelt on the page); not when left out.
            width: Width in pixels, from 128 to 1024; 512 when left out.
            height: Height in pixels, from 128 to 1024; 512 when left out.
            prompt_guidance_factor: How closely the picture follows the prompt, from 1 to 30; 7 when left out.
            sampler_name: Name of the sampler; None when left out. The page does not say how it goes with
                samplerIndex.
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

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-224401977

        Assumed: The page's answer was not seen; taken from what a public caller reads of version 2's
        (observed hints, likely).

        Assumed: No page says how a task of version 3 is asked for; taken from version 2.

        Assumed: Taken from version 2.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        path, body = _text_to_image_v3(
            prompt=prompt,
            negative_prompt=negative_prompt,
            iteration_count=iteration_count,
            single_batch_image_count=single_batch_image_count,
            steps=steps,
            seed=seed,
            sub_seed=sub_seed,
            sub_seed_strength=sub_seed_strength,
            initial_noise_height=initial_noise_height,
            initial_noise_weight=initial_noise_weight,
            restore_faces=restore_faces,
            enable_high_definition_repair=enable_high_definition_repair,
            tilling=tilling,
            width=width,
            height=height,
            prompt_guidance_factor=prompt_guidance_factor,
            sampler_name=sampler_name,
            sampler_index=sampler_index,
            de_noising_strength=de_noising_strength,
            styles=styles,
            script_name=script_name,
            script_args=script_args,
            callback_url=callback_url,
            first_phase_width=first_phase_width,
            first_phase_height=first_phase_height,
            high_definition_repair_scale=high_definition_repair_scale,
            high_definition_repair_enlarger=high_definition_repair_enlarger,
            high_definition_repair_post_steps=high_definition_repair_post_steps,
        )
        first = await self._transport.submit(task_rules.TEXT_TO_IMAGE_V3, path, body, None)
        return AsyncTask(self._transport, task_rules.TEXT_TO_IMAGE_V3, None, first)

    async def image_to_image_v3(
        self,
        *,
        prompt: str,
        source_image_url: str,
        negative_prompt: str | None = None,
        iteration_count: int | None = None,
        single_batch_image_count: int | None = None,
        steps: int | None = None,
        seed: str | None = None,
        sub_seed: str | None = None,
        sub_seed_strength: float | None = None,
        initial_noise_height: int | None = None,
        initial_noise_weight: int | None = None,
        restore_faces: bool | None = None,
        enable_high_definition_repair: bool | None = None,
        tilling: bool | None = None,
        width: int | None = None,
        height: int | None = None,
        prompt_guidance_factor: float | None = None,
        sampler_name: str | None = None,
        sampler_index: str | None = None,
        de_noising_strength: float | None = None,
        styles: list[str] | None = None,
        script_name: str | None = None,
        script_args: Any | None = None,
        callback_url: str | None = None,
        resize_mode: int | None = None,
        image_resize_scale: float | None = None,
        saas_drawing_external_image_parameter_bo: Any | None = None,
        base_model_code: str | None = None,
        vae_name: str | None = None,
        business_task_id: str | None = None,
        target_image_format: str | None = None,
    ) -> AsyncTask[ImageTaskData]:
        """Make pictures from a picture and a prompt, version 3 (in development).

        Starts a task of Stable Diffusion that redraws the picture at sourceImageUrl. The page is on the
        Chinese site only, and marked there as in development.

        Args:
            prompt: What the picture shows. Assumed: Its flag is not shown; version 2 of the page says required.
            source_image_url: URL of the picture that is redrawn. Assumed: Its flag is not shown; the picture is what the
                call works on.
            negative_prompt: What the picture must not show.
            iteration_count: Number of batches; 1 when left out.
            single_batch_image_count: Pictures in a batch; 1 when left out.
            steps: Sampling steps; 20 when left out.
            seed: Seed of the random numbers; what -1 does, the default on some pages, is not said.
            sub_seed: Seed of the variation.
            sub_seed_strength: How much the variation's seed counts, from 0 to 1; 0 when left out.
            initial_noise_height: Height of the noise at the start, in pixels, from 128 to 2048, or -1, the default, which is
                not explained.
            initial_noise_weight: Width of the noise at the start (the name says Weight), in pixels, from 128 to 2048.
            restore_faces: Whether faces are repaired; not when left out.
            enable_high_definition_repair: Whether the picture is repaired in high definition; not when left out.
            tilling: Whether the picture can be tiled (tiling, misspelt on the page); not when left out.
            width: Width in pixels, from 128 to 1024; 512 when left out.
            height: Height in pixels, from 128 to 1024; 512 when left out.
            prompt_guidance_factor: How closely the picture follows the prompt, from 1 to 30; 7 when left out.
            sampler_name: Name of the sampler; None when left out. The page does not say how it goes with
                samplerIndex.
            sampler_index: Sampling method; Euler a when left out.
            de_noising_strength: How much is redrawn, from 0 to 1.
            styles: Names of styles.
            script_name: Name of a script.
            script_args: Arguments of the script; its fields are not shown.
            callback_url: URL to which the result is posted when it is ready, http or https.
            resize_mode: How the picture is fitted to width and height; the numbers are not explained.
            image_resize_scale: Factor by which the picture is resized, from 0 to 3; how it goes with resizeMode is not
                said.
            saas_drawing_external_image_parameter_bo: Parameters of scripts and settings; its fields are not shown.
            base_model_code: Code of the model, as in the list of models.
            vae_name: The variational autoencoder.
            business_task_id: The caller's own id of the task. Made when left out.
            target_image_format: Format of the pictures.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://zhiqiteai.apifox.cn/api-224645046

        Assumed: The page's answer was not seen; taken from what a public caller reads of version 2's
        (observed hints, likely).

        Assumed: No page says how a task of version 3 is asked for; taken from version 2.

        Assumed: Taken from version 2.

        Assumed: The page's answer was not seen; a public caller reads data.task_id of it (observed hints,
        likely).
        """
        key, path, body = _image_to_image_v3(
            prompt=prompt,
            source_image_url=source_image_url,
            negative_prompt=negative_prompt,
            iteration_count=iteration_count,
            single_batch_image_count=single_batch_image_count,
            steps=steps,
            seed=seed,
            sub_seed=sub_seed,
            sub_seed_strength=sub_seed_strength,
            initial_noise_height=initial_noise_height,
            initial_noise_weight=initial_noise_weight,
            restore_faces=restore_faces,
            enable_high_definition_repair=enable_high_definition_repair,
            tilling=tilling,
            width=width,
            height=height,
            prompt_guidance_factor=prompt_guidance_factor,
            sampler_name=sampler_name,
            sampler_index=sampler_index,
            de_noising_strength=de_noising_strength,
            styles=styles,
            script_name=script_name,
            script_args=script_args,
            callback_url=callback_url,
            resize_mode=resize_mode,
            image_resize_scale=image_resize_scale,
            saas_drawing_external_image_parameter_bo=saas_drawing_external_image_parameter_bo,
            base_model_code=base_model_code,
            vae_name=vae_name,
            business_task_id=business_task_id,
            target_image_format=target_image_format,
        )
        with about_task(key):
            first = await self._transport.submit(task_rules.IMAGE_TO_IMAGE_V3, path, body, key)
            return AsyncTask(self._transport, task_rules.IMAGE_TO_IMAGE_V3, key, first)

    async def list_models(
        self,
        *,
        page_size: int,
        page_num: int,
        sd_model_checkpoint: str | None = None,
        sd_model_name: str | None = None,
    ) -> ModelPage:
        """List the checkpoint models of Stable Diffusion.

        Gives one page of the list, of all models or of those that a model code or a name selects.

        Args:
            page_size: Models on a page.
            page_num: Number of the page, from 1.
            sd_model_checkpoint: Code of a model.
            sd_model_name: Name of a model.

        Raises:
            ArgumentError, TransportError, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222080
        """
        path, body = _list_models(
            page_size=page_size,
            page_num=page_num,
            sd_model_checkpoint=sd_model_checkpoint,
            sd_model_name=sd_model_name,
        )
        answer = await self._transport.ask("listModels", path, body)
        found: ModelPage = self._transport.read(
            "listModels", answer, "/data", named(_MODELS, "model_page", "ModelPage")
        )
        return found

    def iter_models(
        self, *, sd_model_checkpoint: str | None = None, sd_model_name: str | None = None, page_size: int = 50
    ) -> AsyncIterator[CheckpointModel]:
        """List the checkpoint models of Stable Diffusion. Goes through all pages, each asked for when it is
        needed.

        Args:
            sd_model_checkpoint: Code of a model.
            sd_model_name: Name of a model.
            page_size: Models on a page.

        Raises:
            as list_models, while it is iterated

        Page: https://4v5l1y8wvl.apifox.cn/api-202222080
        """
        return every_item_async(
            lambda number: self.list_models(
                sd_model_checkpoint=sd_model_checkpoint,
                sd_model_name=sd_model_name,
                page_size=page_size,
                page_num=number,
            ),
            lambda page: page.rows,
            lambda page: page.total,
        )

    @property
    def with_raw_response(self) -> AsyncImagesWithRawResponse:
        """The same methods, each giving a RawResponse: the result and the HTTP answer that it came in."""
        return AsyncImagesWithRawResponse(self._transport)


class AsyncImagesWithRawResponse:
    """AsyncImages, each method giving a RawResponse."""

    def __init__(self, transport: AsyncTransport) -> None:
        self.text_to_image = raw_async(AsyncImages, AsyncImages.text_to_image, transport)
        self.image_to_image = raw_async(AsyncImages, AsyncImages.image_to_image, transport)
        self.controlnet_to_image = raw_async(AsyncImages, AsyncImages.controlnet_to_image, transport)
        self.text_to_image_v3 = raw_async(AsyncImages, AsyncImages.text_to_image_v3, transport)
        self.image_to_image_v3 = raw_async(AsyncImages, AsyncImages.image_to_image_v3, transport)
        self.list_models = raw_async(AsyncImages, AsyncImages.list_models, transport)
