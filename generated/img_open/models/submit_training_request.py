# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ..codec import FLAG, INTEGER, NUMBER, TEXT, listed
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class SubmitTrainingRequest(Model):
    """What to train on, and how. The page's table writes some names in camelCase that its example writes in
    snake_case; both are taken.

    Attributes:
        task_id: The caller's own id of the task; it must be unique.
        file_url_list: URLs of 10 to 100 pictures, reachable from the public network.
        max_epochs: Rounds of the training, from 10 to 50; 20 when left out.
        batch_size: Pictures in a batch, from 1 to 4; 1 when left out.
        learning_rate: Learning rate, from 0.0000001 to 0.0001, as a text so that no digit is lost; 0.00001 when left
            out.
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
    """

    task_id: str = field(metadata=wire("taskId", TEXT))
    file_url_list: list[str] = field(metadata=wire("fileUrlList", listed(TEXT), "file_url_list"))
    max_epochs: int | Unset = field(default=UNSET, metadata=wire("maxEpochs", INTEGER, "max_epochs"))
    batch_size: int | Unset = field(default=UNSET, metadata=wire("batchSize", INTEGER, "batch_size"))
    learning_rate: str | Unset = field(default=UNSET, metadata=wire("learningRate", TEXT, "learning_rate"))
    max_token_length: int | Unset = field(default=UNSET, metadata=wire("maxTokenLength", INTEGER, "max_token_length"))
    clip_skip: int | Unset = field(default=UNSET, metadata=wire("clipSkip", INTEGER, "clip_skip"))
    random_crop: bool | Unset = field(default=UNSET, metadata=wire("randomCrop", FLAG, "random_crop"))
    pretrained_model: str | Unset = field(default=UNSET, metadata=wire("pretrainedModel", TEXT))
    repeats: int | Unset = field(default=UNSET, metadata=wire("repeats", INTEGER))
    mixed_precision: str | Unset = field(default=UNSET, metadata=wire("mixedPrecision", TEXT))
    save_precision: str | Unset = field(default=UNSET, metadata=wire("savePrecision", TEXT))
    num_cpu_threads_per_process: int | Unset = field(default=UNSET, metadata=wire("numCpuThreadsPerProcess", INTEGER))
    seed: int | Unset = field(default=UNSET, metadata=wire("seed", INTEGER))
    cache_latents: bool | Unset = field(default=UNSET, metadata=wire("cacheLatents", FLAG))
    cache_latents_to_disk: bool | Unset = field(default=UNSET, metadata=wire("cacheLatentsToDisk", FLAG))
    lr_scheduler: str | Unset = field(default=UNSET, metadata=wire("lrScheduler", TEXT))
    lr_warmup_steps: int | Unset = field(default=UNSET, metadata=wire("lrWarmupSteps", INTEGER))
    optimizer_type: str | Unset = field(default=UNSET, metadata=wire("optimizerType", TEXT))
    resolution: int | Unset = field(default=UNSET, metadata=wire("resolution", INTEGER))
    enable_bucket: bool | Unset = field(default=UNSET, metadata=wire("enableBucket", FLAG))
    min_bucket_reso: int | Unset = field(default=UNSET, metadata=wire("minBucketReso", INTEGER))
    max_bucket_reso: int | Unset = field(default=UNSET, metadata=wire("maxBucketReso", INTEGER))
    text_encoder_lr: str | Unset = field(default=UNSET, metadata=wire("textEncoderLr", TEXT))
    unet_lr: str | Unset = field(default=UNSET, metadata=wire("unetLr", TEXT))
    network_dropout: float | Unset = field(default=UNSET, metadata=wire("networkDropout", NUMBER))
    rank_dropout: float | Unset = field(default=UNSET, metadata=wire("rankDropout", NUMBER))
    module_dropout: float | Unset = field(default=UNSET, metadata=wire("moduleDropout", NUMBER))
    network_module: str | Unset = field(default=UNSET, metadata=wire("networkModule", TEXT))
    network_dim: int | Unset = field(default=UNSET, metadata=wire("networkDim", INTEGER))
    network_alpha: int | Unset = field(default=UNSET, metadata=wire("networkAlpha", INTEGER))
    network_args: str | Unset = field(default=UNSET, metadata=wire("networkArgs", TEXT))
    v2: bool | Unset = field(default=UNSET, metadata=wire("v2", FLAG))
    flip_aug: bool | Unset = field(default=UNSET, metadata=wire("flipAug", FLAG))
    color_aug: bool | Unset = field(default=UNSET, metadata=wire("colorAug", FLAG))
    gradient_accumulation_steps: int | Unset = field(default=UNSET, metadata=wire("gradientAccumulationSteps", INTEGER))
    noise_offset: float | Unset = field(default=UNSET, metadata=wire("noiseOffset", NUMBER))
