# GENERATED from spec/openapi.yaml by "make generate"; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define, field

from ..codec import INTEGER, TEXT
from ..model import Model, wire
from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@define
class CheckpointModel(Model):
    """One model. The page speaks of 12 fields and shows 10.

    Attributes:
        sd_model_checkpoint: Code of the model, which requests name as sd_model_checkpoint.
        id: Number of the model.
        sd_model_name: Name of the model.
        model_base_model: What it was trained from, such as SD 1.5.
        model_hash: Hash of its file.
        model_type: Checkpoint in the example.
        model_version: Its version.
        model_status: Not explained; 1 in the example.
        model_upload_status: Not explained; 2 in the example.
        model_img_url_2: URL of a picture of it.
    """

    _open: ClassVar[bool] = True

    sd_model_checkpoint: str = field(metadata=wire("sdModelCheckpoint", TEXT))
    id: int | Unset = field(default=UNSET, metadata=wire("id", INTEGER))
    sd_model_name: str | Unset = field(default=UNSET, metadata=wire("sdModelName", TEXT))
    model_base_model: str | Unset = field(default=UNSET, metadata=wire("modelBaseModel", TEXT))
    model_hash: str | Unset = field(default=UNSET, metadata=wire("modelHash", TEXT))
    model_type: str | Unset = field(default=UNSET, metadata=wire("modelType", TEXT))
    model_version: str | Unset = field(default=UNSET, metadata=wire("modelVersion", TEXT))
    model_status: int | Unset = field(default=UNSET, metadata=wire("modelStatus", INTEGER))
    model_upload_status: int | Unset = field(default=UNSET, metadata=wire("modelUploadStatus", INTEGER))
    model_img_url_2: str | Unset = field(default=UNSET, metadata=wire("modelImgUrl2", TEXT))
