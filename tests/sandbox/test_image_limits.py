"""Stable Diffusion's tasks: what is too much for one."""

from typing import Any

import pytest

from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import OPERATIONS, TEXT, TEXT_V3, call, in_process

pytestmark = pytest.mark.anyio

OWN = "(the sandbox's own limit)"


async def refused(settings: Settings, name: str, body: dict[str, Any]) -> tuple[str, str]:
    """Code and text of a refusal, less the page."""
    async with in_process(settings) as client:
        answer = await call(client, name, body)
    text, _, page = answer["msg"].rpartition(". See ")
    assert (page, answer["data"]) == (OPERATIONS[name].page, None)
    return answer["code"], text


@pytest.mark.parametrize(
    ("name", "body", "msg"),
    [
        (
            "textToImage",
            {**TEXT, "n_iter": 17},
            f"n_iter x batch_size: expected at most 16 pictures of one task {OWN}, got 17 x 1",
        ),
        (
            "textToImageV3",
            {**TEXT_V3, "iterationCount": 4, "singleBatchImageCount": 5},
            f"iterationCount x singleBatchImageCount: expected at most 16 pictures of one task {OWN}, got 4 x 5",
        ),
        ("textToImage", {**TEXT, "width": 4097}, f"width: expected at most 4096 pixels {OWN}, got 4097"),
        ("textToImage", {**TEXT, "height": 10**70}, f"height: expected at most 4096 pixels {OWN}, got 1{'0' * 59}..."),
        (
            "textToImage",
            {**TEXT, "width": 1000, "height": 1001, "batch_size": 16},
            f"width x height: expected at most 16000000 pixels of one task {OWN}, got 16 of 1000 x 1001",
        ),
        (
            "textToImage",
            {**TEXT, "enable_hr": True, "hr_scale": 65},
            f"width x hr_scale: expected at most 4096 pixels {OWN}, got 64 x 65",
        ),
        (
            "textToImageV3",
            {
                **TEXT_V3,
                "width": 1024,
                "height": 1024,
                "enableHighDefinitionRepair": True,
                "highDefinitionRepairScale": 4,
            },
            f"width x height: expected at most 16000000 pixels of one task {OWN}, got 1 of 4096 x 4096",
        ),
        ("textToImage", {**TEXT, "seed": 10**18}, f"seed: expected at most 18 digits {OWN}, got 19"),
        (
            "fluxTextToImage",
            {"businessTaskId": "1", "comfyTaskType": "Flux1DevFP8", "prompt": "", "width": 5000},
            f"width: expected at most 4096 pixels {OWN}, got 5000",
        ),
    ],
)  # fmt: skip
async def test_too_much(settings: Settings, name: str, body: dict[str, Any], msg: str) -> None:
    assert await refused(settings, name, body) == ("413", msg)


async def test_numbers_of_thousands_of_digits(settings: Settings) -> None:
    huge = 10**4299
    body = {
        **TEXT,
        "enable_hr": True,
        "hr_scale": huge,
        "width": huge,
        "n_iter": huge,
        "batch_size": huge,
        "seed": huge,
    }
    for field in ("n_iter", "batch_size", "width", "hr_scale", "seed"):
        code, text = await refused(settings, "textToImage", body)
        assert code == "413"
        assert field in text.partition(":")[0]
        body[field] = 1
