# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
"""Train a model on own pictures."""

from __future__ import annotations

from typing import Any

from ..codec import named
from ..models.submit_training_request import SubmitTrainingRequest
from ..models.task_submitted import TaskSubmitted
from ..raw import raw, raw_async
from ..transport import AsyncTransport, SyncTransport
from ..types import UNSET

_MODELS = f"{__package__.rpartition('.')[0]}.models"


def _submit_training(
    *,
    task_id: str,
    file_url_list: list[str],
    max_epochs: int | None = None,
    batch_size: int | None = None,
    learning_rate: str | None = None,
    max_token_length: int | None = None,
    clip_skip: int | None = None,
    random_crop: bool | None = None,
    pretrained_model: str | None = None,
    repeats: int | None = None,
    mixed_precision: str | None = None,
    save_precision: str | None = None,
    num_cpu_threads_per_process: int | None = None,
    seed: int | None = None,
    cache_latents: bool | None = None,
    cache_latents_to_disk: bool | None = None,
    lr_scheduler: str | None = None,
    lr_warmup_steps: int | None = None,
    optimizer_type: str | None = None,
    resolution: int | None = None,
    enable_bucket: bool | None = None,
    min_bucket_reso: int | None = None,
    max_bucket_reso: int | None = None,
    text_encoder_lr: str | None = None,
    unet_lr: str | None = None,
    network_dropout: float | None = None,
    rank_dropout: float | None = None,
    module_dropout: float | None = None,
    network_module: str | None = None,
    network_dim: int | None = None,
    network_alpha: int | None = None,
    network_args: str | None = None,
    v2: bool | None = None,
    flip_aug: bool | None = None,
    color_aug: bool | None = None,
    gradient_accumulation_steps: int | None = None,
    noise_offset: float | None = None,
) -> tuple[str, dict[str, Any]]:
    body = SubmitTrainingRequest(
        task_id=task_id,
        file_url_list=file_url_list,
        max_epochs=UNSET if max_epochs is None else max_epochs,
        batch_size=UNSET if batch_size is None else batch_size,
        learning_rate=UNSET if learning_rate is None else learning_rate,
        max_token_length=UNSET if max_token_length is None else max_token_length,
        clip_skip=UNSET if clip_skip is None else clip_skip,
        random_crop=UNSET if random_crop is None else random_crop,
        pretrained_model=UNSET if pretrained_model is None else pretrained_model,
        repeats=UNSET if repeats is None else repeats,
        mixed_precision=UNSET if mixed_precision is None else mixed_precision,
        save_precision=UNSET if save_precision is None else save_precision,
        num_cpu_threads_per_process=UNSET if num_cpu_threads_per_process is None else num_cpu_threads_per_process,
        seed=UNSET if seed is None else seed,
        cache_latents=UNSET if cache_latents is None else cache_latents,
        cache_latents_to_disk=UNSET if cache_latents_to_disk is None else cache_latents_to_disk,
        lr_scheduler=UNSET if lr_scheduler is None else lr_scheduler,
        lr_warmup_steps=UNSET if lr_warmup_steps is None else lr_warmup_steps,
        optimizer_type=UNSET if optimizer_type is None else optimizer_type,
        resolution=UNSET if resolution is None else resolution,
        enable_bucket=UNSET if enable_bucket is None else enable_bucket,
        min_bucket_reso=UNSET if min_bucket_reso is None else min_bucket_reso,
        max_bucket_reso=UNSET if max_bucket_reso is None else max_bucket_reso,
        text_encoder_lr=UNSET if text_encoder_lr is None else text_encoder_lr,
        unet_lr=UNSET if unet_lr is None else unet_lr,
        network_dropout=UNSET if network_dropout is None else network_dropout,
        rank_dropout=UNSET if rank_dropout is None else rank_dropout,
        module_dropout=UNSET if module_dropout is None else module_dropout,
        network_module=UNSET if network_module is None else network_module,
        network_dim=UNSET if network_dim is None else network_dim,
        network_alpha=UNSET if network_alpha is None else network_alpha,
        network_args=UNSET if network_args is None else network_args,
        v2=UNSET if v2 is None else v2,
        flip_aug=UNSET if flip_aug is None else flip_aug,
        color_aug=UNSET if color_aug is None else color_aug,
        gradient_accumulation_steps=UNSET if gradient_accumulation_steps is None else gradient_accumulation_steps,
        noise_offset=UNSET if noise_offset is None else noise_offset,
    )
    return "/AIGCImgOpenServ/saas/modelTraining/submitTraining/Job", body.to_dict()


class Training:
    """Train a model on own pictures."""

    def __init__(self, transport: SyncTransport) -> None:
        self._transport = transport

    def submit_training(
        self,
        *,
        task_id: str,
        file_url_list: list[str],
        max_epochs: int | None = None,
        batch_size: int | None = None,
        learning_rate: str | None = None,
        max_token_length: int | None = None,
        clip_skip: int | None = None,
        random_crop: bool | None = None,
        pretrained_model: str | None = None,
        repeats: int | None = None,
        mixed_precision: str | None = None,
        save_precision: str | None = None,
        num_cpu_threads_per_process: int | None = None,
        seed: int | None = None,
        cache_latents: bool | None = None,
        cache_latents_to_disk: bool | None = None,
        lr_scheduler: str | None = None,
        lr_warmup_steps: int | None = None,
        optimizer_type: str | None = None,
        resolution: int | None = None,
        enable_bucket: bool | None = None,
        min_bucket_reso: int | None = None,
        max_bucket_reso: int | None = None,
        text_encoder_lr: str | None = None,
        unet_lr: str | None = None,
        network_dropout: float | None = None,
        rank_dropout: float | None = None,
        module_dropout: float | None = None,
        network_module: str | None = None,
        network_dim: int | None = None,
        network_alpha: int | None = None,
        network_args: str | None = None,
        v2: bool | None = None,
        flip_aug: bool | None = None,
        color_aug: bool | None = None,
        gradient_accumulation_steps: int | None = None,
        noise_offset: float | None = None,
    ) -> TaskSubmitted:
        """Train a model on own pictures.

        Starts a training over 10 to 100 pictures. No known page tells how its result is asked for: Training
        result query is known by its title only.

        Args:
            task_id: The caller's own id of the task; it must be unique.
            file_url_list: URLs of 10 to 100 pictures, reachable from the public network.
            max_epochs: Rounds of the training, from 10 to 50; 20 when left out.
            batch_size: Pictures in a batch, from 1 to 4; 1 when left out.
            learning_rate: Learning rate, from 0.0000001 to 0.0001, as a text so that no digit is lost; 0.00001 when
                left out.
            max_token_length: Longest prompt in tokens; 225 when left out. One of 0, 150, 225.
            clip_skip: How many of the last layers of CLIP are left out, from 1 to 5; 1 when left out.
            random_crop: Whether pictures are cropped at random.
            pretrained_model: Model to start from.
            repeats: How often each picture is shown in a round.
            mixed_precision: Precision of the calculation; bf16 in the example.
            save_precision: Precision of the saved model; bf16 in the example.
            num_cpu_threads_per_process: Threads of each process, from 1 to 20.
            seed: Seed of the random numbers.
            cache_latents: Whether latents are kept in memory.
            cache_latents_to_disk: Whether latents are kept on disk.
            lr_scheduler: How the learning rate changes; constant in the example.
            lr_warmup_steps: Steps until the learning rate is reached, from 0 to 100.
            optimizer_type: Optimizer; Lion in the example.
            resolution: Side of the training's pictures in pixels.
            enable_bucket: Whether pictures are sorted by their proportions.
            min_bucket_reso: Smallest side of such a bucket in pixels.
            max_bucket_reso: Greatest side of such a bucket in pixels.
            text_encoder_lr: Learning rate of the text encoder, as a text.
            unet_lr: Learning rate of the U-Net, as a text.
            network_dropout: Dropout of the network, from 0 to 1.
            rank_dropout: Dropout of ranks, from 0 to 1.
            module_dropout: Dropout of modules, from 0 to 1.
            network_module: Kind of network; networks.lora in the example.
            network_dim: Dimension of the network.
            network_alpha: Alpha of the network.
            network_args: Further arguments of the network.
            v2: Whether the model is Stable Diffusion 2.
            flip_aug: Whether pictures are mirrored at random.
            color_aug: Whether colours are changed at random.
            gradient_accumulation_steps: Batches between two steps of the optimizer.
            noise_offset: Offset of the noise, from 0 to 1.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222087

        Assumed: The page's answer was not seen; taken from the tools' answers.

        Assumed: No page tells whom to ask; Training result query is known by its title only.
        """
        path, body = _submit_training(
            task_id=task_id,
            file_url_list=file_url_list,
            max_epochs=max_epochs,
            batch_size=batch_size,
            learning_rate=learning_rate,
            max_token_length=max_token_length,
            clip_skip=clip_skip,
            random_crop=random_crop,
            pretrained_model=pretrained_model,
            repeats=repeats,
            mixed_precision=mixed_precision,
            save_precision=save_precision,
            num_cpu_threads_per_process=num_cpu_threads_per_process,
            seed=seed,
            cache_latents=cache_latents,
            cache_latents_to_disk=cache_latents_to_disk,
            lr_scheduler=lr_scheduler,
            lr_warmup_steps=lr_warmup_steps,
            optimizer_type=optimizer_type,
            resolution=resolution,
            enable_bucket=enable_bucket,
            min_bucket_reso=min_bucket_reso,
            max_bucket_reso=max_bucket_reso,
            text_encoder_lr=text_encoder_lr,
            unet_lr=unet_lr,
            network_dropout=network_dropout,
            rank_dropout=rank_dropout,
            module_dropout=module_dropout,
            network_module=network_module,
            network_dim=network_dim,
            network_alpha=network_alpha,
            network_args=network_args,
            v2=v2,
            flip_aug=flip_aug,
            color_aug=color_aug,
            gradient_accumulation_steps=gradient_accumulation_steps,
            noise_offset=noise_offset,
        )
        answer = self._transport.submit_alone("submitTraining", path, body)
        found: TaskSubmitted = self._transport.read(
            "submitTraining", answer, "/data", named(_MODELS, "task_submitted", "TaskSubmitted")
        )
        return found

    @property
    def with_raw_response(self) -> TrainingWithRawResponse:
        """The same methods, each giving a RawResponse: the result and the HTTP answer that it came in."""
        return TrainingWithRawResponse(self._transport)


class TrainingWithRawResponse:
    """Training, each method giving a RawResponse."""

    def __init__(self, transport: SyncTransport) -> None:
        self.submit_training = raw(Training, Training.submit_training, transport)


class AsyncTraining:
    """Train a model on own pictures."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def submit_training(
        self,
        *,
        task_id: str,
        file_url_list: list[str],
        max_epochs: int | None = None,
        batch_size: int | None = None,
        learning_rate: str | None = None,
        max_token_length: int | None = None,
        clip_skip: int | None = None,
        random_crop: bool | None = None,
        pretrained_model: str | None = None,
        repeats: int | None = None,
        mixed_precision: str | None = None,
        save_precision: str | None = None,
        num_cpu_threads_per_process: int | None = None,
        seed: int | None = None,
        cache_latents: bool | None = None,
        cache_latents_to_disk: bool | None = None,
        lr_scheduler: str | None = None,
        lr_warmup_steps: int | None = None,
        optimizer_type: str | None = None,
        resolution: int | None = None,
        enable_bucket: bool | None = None,
        min_bucket_reso: int | None = None,
        max_bucket_reso: int | None = None,
        text_encoder_lr: str | None = None,
        unet_lr: str | None = None,
        network_dropout: float | None = None,
        rank_dropout: float | None = None,
        module_dropout: float | None = None,
        network_module: str | None = None,
        network_dim: int | None = None,
        network_alpha: int | None = None,
        network_args: str | None = None,
        v2: bool | None = None,
        flip_aug: bool | None = None,
        color_aug: bool | None = None,
        gradient_accumulation_steps: int | None = None,
        noise_offset: float | None = None,
    ) -> TaskSubmitted:
        """Train a model on own pictures.

        Starts a training over 10 to 100 pictures. No known page tells how its result is asked for: Training
        result query is known by its title only.

        Args:
            task_id: The caller's own id of the task; it must be unique.
            file_url_list: URLs of 10 to 100 pictures, reachable from the public network.
            max_epochs: Rounds of the training, from 10 to 50; 20 when left out.
            batch_size: Pictures in a batch, from 1 to 4; 1 when left out.
            learning_rate: Learning rate, from 0.0000001 to 0.0001, as a text so that no digit is lost; 0.00001 when
                left out.
            max_token_length: Longest prompt in tokens; 225 when left out. One of 0, 150, 225.
            clip_skip: How many of the last layers of CLIP are left out, from 1 to 5; 1 when left out.
            random_crop: Whether pictures are cropped at random.
            pretrained_model: Model to start from.
            repeats: How often each picture is shown in a round.
            mixed_precision: Precision of the calculation; bf16 in the example.
            save_precision: Precision of the saved model; bf16 in the example.
            num_cpu_threads_per_process: Threads of each process, from 1 to 20.
            seed: Seed of the random numbers.
            cache_latents: Whether latents are kept in memory.
            cache_latents_to_disk: Whether latents are kept on disk.
            lr_scheduler: How the learning rate changes; constant in the example.
            lr_warmup_steps: Steps until the learning rate is reached, from 0 to 100.
            optimizer_type: Optimizer; Lion in the example.
            resolution: Side of the training's pictures in pixels.
            enable_bucket: Whether pictures are sorted by their proportions.
            min_bucket_reso: Smallest side of such a bucket in pixels.
            max_bucket_reso: Greatest side of such a bucket in pixels.
            text_encoder_lr: Learning rate of the text encoder, as a text.
            unet_lr: Learning rate of the U-Net, as a text.
            network_dropout: Dropout of the network, from 0 to 1.
            rank_dropout: Dropout of ranks, from 0 to 1.
            module_dropout: Dropout of modules, from 0 to 1.
            network_module: Kind of network; networks.lora in the example.
            network_dim: Dimension of the network.
            network_alpha: Alpha of the network.
            network_args: Further arguments of the network.
            v2: Whether the model is Stable Diffusion 2.
            flip_aug: Whether pictures are mirrored at random.
            color_aug: Whether colours are changed at random.
            gradient_accumulation_steps: Batches between two steps of the optimizer.
            noise_offset: Offset of the noise, from 0 to 1.

        Raises:
            ArgumentError, TransportError, SubmitUnclear, StatusError, DecodeError

        Page: https://4v5l1y8wvl.apifox.cn/api-202222087

        Assumed: The page's answer was not seen; taken from the tools' answers.

        Assumed: No page tells whom to ask; Training result query is known by its title only.
        """
        path, body = _submit_training(
            task_id=task_id,
            file_url_list=file_url_list,
            max_epochs=max_epochs,
            batch_size=batch_size,
            learning_rate=learning_rate,
            max_token_length=max_token_length,
            clip_skip=clip_skip,
            random_crop=random_crop,
            pretrained_model=pretrained_model,
            repeats=repeats,
            mixed_precision=mixed_precision,
            save_precision=save_precision,
            num_cpu_threads_per_process=num_cpu_threads_per_process,
            seed=seed,
            cache_latents=cache_latents,
            cache_latents_to_disk=cache_latents_to_disk,
            lr_scheduler=lr_scheduler,
            lr_warmup_steps=lr_warmup_steps,
            optimizer_type=optimizer_type,
            resolution=resolution,
            enable_bucket=enable_bucket,
            min_bucket_reso=min_bucket_reso,
            max_bucket_reso=max_bucket_reso,
            text_encoder_lr=text_encoder_lr,
            unet_lr=unet_lr,
            network_dropout=network_dropout,
            rank_dropout=rank_dropout,
            module_dropout=module_dropout,
            network_module=network_module,
            network_dim=network_dim,
            network_alpha=network_alpha,
            network_args=network_args,
            v2=v2,
            flip_aug=flip_aug,
            color_aug=color_aug,
            gradient_accumulation_steps=gradient_accumulation_steps,
            noise_offset=noise_offset,
        )
        answer = await self._transport.submit_alone("submitTraining", path, body)
        found: TaskSubmitted = self._transport.read(
            "submitTraining", answer, "/data", named(_MODELS, "task_submitted", "TaskSubmitted")
        )
        return found

    @property
    def with_raw_response(self) -> AsyncTrainingWithRawResponse:
        """The same methods, each giving a RawResponse: the result and the HTTP answer that it came in."""
        return AsyncTrainingWithRawResponse(self._transport)


class AsyncTrainingWithRawResponse:
    """AsyncTraining, each method giving a RawResponse."""

    def __init__(self, transport: AsyncTransport) -> None:
        self.submit_training = raw_async(AsyncTraining, AsyncTraining.submit_training, transport)
