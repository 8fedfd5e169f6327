"""Prompts that are made fuller, and the list of models."""

import json
import re
from typing import Literal

import pytest

from img_open_sandbox.studio.models import MODELS, find
from img_open_sandbox.studio.prompts import VARIANTS, expand, improve


@pytest.mark.parametrize("model", ["SD", "SDXL"])
@pytest.mark.parametrize("source", ["a girl", "", "two\nlines, (weight:1.2)", "\ud800"])
def test_expanded_prompts_are_different_and_hold_the_source(model: Literal["SD", "SDXL"], source: str) -> None:
    prompts = expand(source, model, 20, 1)

    assert len(set(prompts)) == 20
    assert all(source in prompt and "stand-in" in prompt and len(prompt) > len(source) + 30 for prompt in prompts)


def test_expanded_the_same_by_seed() -> None:
    assert expand("a girl", "SD", 5, 1) == expand("a girl", "SD", 5, 1)
    assert expand("a girl", "SD", 5, 1) != expand("a girl", "SD", 5, 2)
    assert expand("a girl", "SD", 1, 1) != expand("a girl", "SDXL", 1, 1)


def test_as_many_as_there_are() -> None:
    assert expand("a", "SD", 0, 1) == []
    assert len(set(expand("a", "SD", VARIANTS, 1))) == VARIANTS
    for count in (-1, VARIANTS + 1):
        with pytest.raises(ValueError, match=f"expected a count from 0 to {VARIANTS}, got {count}"):
            expand("a", "SD", count, 1)


def test_improved() -> None:
    assert "a girl" in improve("a girl")
    assert "stand-in" in improve("a girl")
    assert improve("a girl") == improve("a girl") != improve("a boy")


def test_57_different_models_of_the_examples_shape() -> None:
    assert len(MODELS) == 57
    for model in json.loads(json.dumps(MODELS)):
        assert {name: type(value) for name, value in model.items()} == {
            "id": int,
            "sdModelCheckpoint": str,
            "sdModelName": str,
            "modelBaseModel": str,
            "modelHash": str,
            "modelType": str,
            "modelVersion": str,
            "modelStatus": int,
            "modelUploadStatus": int,
            "modelImgUrl2": str,
        }
        assert re.fullmatch(r"stand_in_\w+\.safetensors", model["sdModelCheckpoint"])
        assert model["sdModelName"].startswith("Stand-in ")
        assert model["modelBaseModel"] in {"SD 1.5", "SDXL 1.0"}
        assert re.fullmatch("[0-9A-F]{64}", model["modelHash"])
        assert (model["modelType"], model["modelStatus"], model["modelUploadStatus"]) == ("Checkpoint", 1, 2)
        assert model["modelImgUrl2"].startswith("https://stand-in.invalid/")
    for key in ("id", "sdModelCheckpoint", "sdModelName", "modelHash", "modelImgUrl2"):
        assert len({model[key] for model in MODELS}) == 57


def test_models_by_checkpoint_and_name() -> None:
    first = MODELS[0]
    file = str(first["sdModelCheckpoint"])

    assert find(None, None) == find("", "") == list(MODELS)
    assert find(file, None) == find(file.removesuffix(".safetensors"), None) == [first]
    assert find(file[:-1], None) == []
    assert len(find(None, "wAtErCoLoUr")) == 3
    assert find(file, "watercolour") == []
    assert find(None, "Photon") == []
