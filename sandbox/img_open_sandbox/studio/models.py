"""The checkpoint models that the sandbox lists, in the shape of the page's example; none of them exists."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

_SUBJECTS = (
    "Anime", "Animals", "Architecture", "Cartoon", "Ceramics", "Cityscape", "Concept Art", "Fantasy", "Fashion",
    "Film", "Food", "Ink", "Interior", "Landscape", "Oil Paint", "Photo", "Portrait", "Product", "Watercolour",
)  # fmt: skip
_VERSIONS = (("v1", "SD 1.5"), ("v2", "SD 1.5"), ("xl", "SDXL 1.0"))
_AVAILABLE, _UPLOADED = 1, 2  # the example's values of modelStatus and modelUploadStatus; the page explains neither


def _model(number: int, subject: str, version: str, base: str) -> Mapping[str, object]:
    slug = subject.lower().replace(" ", "_")
    checkpoint = f"stand_in_{slug}_{version}_{10_000 + number}.safetensors"
    return {
        "id": number,
        "sdModelCheckpoint": checkpoint,
        "sdModelName": f"Stand-in {subject} {version}",
        "modelBaseModel": base,
        "modelHash": hashlib.sha256(checkpoint.encode()).hexdigest().upper(),
        "modelType": "Checkpoint",
        "modelVersion": version,
        "modelStatus": _AVAILABLE,
        "modelUploadStatus": _UPLOADED,
        "modelImgUrl2": f"https://stand-in.invalid/{slug}_{version}.png",
    }


MODELS: Sequence[Mapping[str, object]] = tuple(
    _model(number, subject, version, base)
    for number, (subject, (version, base)) in enumerate(
        ((subject, version) for version in _VERSIONS for subject in _SUBJECTS), start=1
    )
)


def find(checkpoint: str | None, name: str | None) -> list[Mapping[str, object]]:
    """The models that match both filters, by id; None and "" leave one out.

    The page does not say how they match. Here a checkpoint is the whole file name, with or without its ending, and a
    name is any part of the model's, in small or capital letters.
    """
    return [
        model
        for model in MODELS
        if (not checkpoint or checkpoint in _checkpoint_names(model))
        and (not name or name.casefold() in str(model["sdModelName"]).casefold())
    ]


def _checkpoint_names(model: Mapping[str, object]) -> tuple[str, str]:
    file = str(model["sdModelCheckpoint"])
    return file, PurePosixPath(file).stem
