"""The image tools, the list of models and the training: what each does with its fields, and what it refuses."""

import dataclasses
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from img_open_sandbox.progress import Progress
from img_open_sandbox.settings import Settings
from img_open_sandbox.studio.preprocessors import PREPROCESSORS
from tests.sandbox.helpers import (
    OPERATIONS,
    Answer,
    LoopbackServer,
    call,
    closed_port,
    encoded,
    example,
    group,
    in_process,
    portrait,
    query_tool,
    served,
    upload,
)

pytestmark = pytest.mark.anyio

FACES, NO_FACE = group(3, 128), Image.new("RGB", (64, 64), "white")
OWN = "(the sandbox's own limit)"
OUTPAINTED = "imageCount x verticalExpansionRatio x horizontalExpansionRatio"
KNOWN = ", ".join(sorted(PREPROCESSORS))
NOBODY = "expected a face, found none; give a picture with an upright face that looks at the camera"


async def refused(client: httpx.AsyncClient, name: str, body: dict[str, Any]) -> tuple[str, str]:
    """Code and text of a refusal, less the page; a refusal leaves no task."""
    answer = await call(client, name, body)
    text, _, page = answer["msg"].rpartition(". See ")
    assert (page, answer["data"]) == (OPERATIONS[name].page, None)
    assert (await client.get("/_sandbox/tasks")).json() == {"tasks": []}
    return answer["code"], text


def changed(before: Image.Image, after: Image.Image) -> list[bool]:
    """Which of the group's three portraits differ."""
    differs = (np.asarray(before) != np.asarray(after)).any(axis=(0, 2))
    return [bool(differs[left : left + 128].any()) for left in (0, 128, 256)]


@pytest.mark.parametrize(
    ("sources", "fields", "swapped"),
    [
        (1, {"faceIdx": 2}, [False, True, False]),
        (1, {"faceIdx": 3.0}, [False, False, True]),
        (1, {}, [True, False, False]),
        (2, {}, [True, True, False]),
    ],
)
async def test_which_faces_are_swapped(
    settings: Settings, sources: int, fields: dict[str, Any], swapped: list[bool]
) -> None:
    async with in_process(settings) as client:
        source = (await client.post("/_sandbox/files", content=encoded(portrait(300), "PNG"))).json()["url"]
        target = (await client.post("/_sandbox/files", content=encoded(FACES, "PNG"))).json()["url"]
        body = {"sourceUrl": [source] * sources, "targetUrl": target, "businessTaskId": "1", **fields}
        data = (await call(client, "swapFaces", body))["data"]
        picture = await served(client, data["outputImageUrl"])

    assert picture.size == FACES.size
    assert changed(FACES, picture) == swapped


async def test_fidelity_counts(settings: Settings) -> None:
    contents = {}
    async with in_process(settings) as client:
        url = await upload(client, portrait(128))
        for weight in ("0", "0.5", None, "1.0"):
            body = {"sourceUrl": url, "targetUrl": url, "businessTaskId": str(weight)}
            body |= {} if weight is None else {"fidelityWeight": weight}
            data = (await call(client, "swapFaceV2", body))["data"]
            contents[weight] = (await client.get(data["outputImageUrl"])).content

    assert contents[None] == contents["0.5"]
    assert len(set(contents.values())) == 3


@pytest.mark.parametrize(
    ("name", "fields", "msg"),
    [
        ("swapFace", {"sourceUrl": "nobody"}, f"sourceUrl: {NOBODY}"),
        ("swapFace", {"targetUrl": "nobody"}, f"targetUrl: {NOBODY}"),
        ("swapFaceV2", {"targetUrl": "nobody"}, f"targetUrl: {NOBODY}"),
        ("swapFaces", {"sourceUrl": ["face", "nobody"]}, f"sourceUrl/1: {NOBODY}"),
        ("swapFaces", {"sourceUrl": ["face"], "targetUrl": "nobody"}, f"targetUrl: {NOBODY}"),
        (
            "swapFaces",
            {"sourceUrl": ["face"], "targetUrl": "faces", "faceIdx": 5},
            "faceIdx: expected 1 to 3, as the target has 3 faces, got 5",
        ),
        (
            "swapFaces",
            {"sourceUrl": ["face"], "faceIdx": 10**70},
            f"faceIdx: expected 1, as the target has 1 face, got 1{'0' * 59}...",
        ),
        (
            "previewPreprocessor",
            {"preprocessor": "Canny", "sourceImage": "face"},
            f'preprocessor: expected one that needs no model ({KNOWN}), got "Canny"',
        ),
    ],
)  # fmt: skip
async def test_what_does_not_fit_the_picture(settings: Settings, name: str, fields: dict[str, Any], msg: str) -> None:
    async with in_process(settings) as client:
        pictures = {"face": portrait(128), "faces": FACES, "nobody": NO_FACE}
        urls = {shown: await upload(client, picture) for shown, picture in pictures.items()}
        body = {"sourceUrl": "face", "targetUrl": "face", "businessTaskId": "1", **fields}
        body = {
            field: [urls[each] for each in value] if isinstance(value, list) else urls.get(value, value)
            for field, value in body.items()
        }
        assert await refused(client, name, body) == ("422", msg)


@pytest.mark.parametrize(
    ("name", "field", "place"),
    [
        ("swapFaces", "sourceUrl", "sourceUrl/1"),
        ("swapFaces", "targetUrl", "targetUrl"),
        ("swapFace", "sourceUrl", "sourceUrl"),
        ("describeImage", "image", "image"),
        ("submitTraining", "fileUrlList", "fileUrlList/1"),
    ],
)
async def test_a_picture_that_cannot_be_fetched(settings: Settings, name: str, field: str, place: str) -> None:
    bad = f"http://127.0.0.1:{closed_port()}/a.png"
    async with in_process(settings) as client:
        good = await upload(client, portrait(96))
        body = {key: value for key, value in example(name).items() if key != "faceIdx"}
        for key, value in example(name).items():
            if isinstance(value, list):
                body[key] = [good, *([bad] if key == field else []), *[good] * max(0, len(value) - 2)]
            elif str(value).startswith("http"):
                body[key] = bad if key == field else good
        msg = f"{place}: expected a picture at {bad}, but it cannot be fetched: connection refused"
        assert await refused(client, name, body) == ("400", msg)


def outpaint(**fields: Any) -> dict[str, Any]:
    ratios = {"verticalExpansionRatio": 2, "horizontalExpansionRatio": 1.5}
    return {"businessTaskId": "1", "imageCount": 1, "seed": 7, **ratios, **fields}


async def test_outpainted_pictures_have_a_seed_each(settings: Settings) -> None:
    async with in_process(settings) as client:
        url = await upload(client, portrait(64))
        contents: list[list[bytes]] = []
        for own_id, fields in (("1", {"imageCount": 3}), ("2", {"seed": 8}), ("3", {"seed": -1}), ("4", {"seed": -1})):
            await call(client, "outpaintImage", outpaint(sourceImage=url, **{**fields, "businessTaskId": own_id}))
            urls = (await query_tool(client, "outpaintImage", own_id))["data"]["outputImageUrls"]
            assert (await served(client, urls[0])).size == (96, 128)
            contents.append([(await client.get(each)).content for each in urls])

    assert [len(each) for each in contents] == [3, 1, 1, 1]
    assert contents[1][0] == contents[0][1]
    assert len({content for each in contents for content in each}) == 5


@pytest.mark.parametrize(
    ("name", "fields", "msg"),
    [
        (
            "outpaintImage",
            outpaint(imageCount=17),
            f"imageCount: expected at most 16 pictures of one task {OWN}, got 17",
        ),
        (
            "outpaintImage",
            outpaint(imageCount=9, verticalExpansionRatio=4, horizontalExpansionRatio=4),
            f"{OUTPAINTED}: expected at most 50000000 pixels of one task {OWN}, got 9 of 2400 x 2400",
        ),
        (
            "expandPrompt",
            {"businessTaskId": "1", "mode": 0, "sourcePrompt": "", "sequencesNum": 17},
            f"sequencesNum: expected at most 16 prompts of one task {OWN}, got 17",
        ),
        ("listModels", {"pageSize": 1001, "pageNum": 1}, f"pageSize: expected at most 1000 models {OWN}, got 1001"),
        (
            "stylizePortrait",
            {**example("stylizePortrait"), "seed": -(10**18)},
            f"seed: expected at most 18 digits {OWN}, got 19",
        ),
    ],
)  # fmt: skip
async def test_too_much(settings: Settings, name: str, fields: dict[str, Any], msg: str) -> None:
    async with in_process(settings) as client:
        url = await upload(client, NO_FACE.resize((600, 600)))
        assert await refused(client, name, {**fields, "sourceImage": url, "image": url}) == ("413", msg)


@pytest.mark.parametrize("preprocessor", ["canny", "invert", "shuffle"])
async def test_a_preview(settings: Settings, preprocessor: str) -> None:
    body = {"businessTaskId": "1", "preprocessor": preprocessor}
    async with in_process(settings) as client:
        await call(client, "previewPreprocessor", {**body, "sourceImage": await upload(client, portrait(64))})
        data = (await query_tool(client, "previewPreprocessor", "1"))["data"]
        picture = await served(client, data["outputImageUrl"])

    assert picture.size == (64, 64)


@pytest.mark.parametrize(
    ("fields", "begin"),
    [
        ({}, "stand-in caption: a square photograph with one face"),
        ({"model": "clip"}, "stand-in caption: a square photograph with one face"),
        ({"model": "deepdanbooru"}, "stand-in, 1face, "),
    ],
)
async def test_the_model_writes_the_caption(settings: Settings, fields: dict[str, str], begin: str) -> None:
    async with in_process(settings) as client:
        body = {"businessTaskId": "1", "image": await upload(client, portrait(128)), **fields}
        assert (await call(client, "describeImage", body))["data"]["caption"].startswith(begin)


async def test_styles(settings: Settings) -> None:
    async with in_process(settings) as client:
        body = {"businessTaskId": "1", "sourceImage": await upload(client, NO_FACE)}
        await call(client, "identifyStyle", body)
        styles = (await query_tool(client, "identifyStyle", "1"))["data"]["styles"]

    assert styles
    assert all(style.startswith("stand-in: ") for style in styles)


async def test_prompts(settings: Settings) -> None:
    body = {"mode": 0, "sourcePrompt": "a girl", "sequencesNum": 16}
    async with in_process(settings) as client:
        same = [(await call(client, "expandPrompt", {**body, "businessTaskId": own}))["data"] for own in "12"]
        other = (await call(client, "expandPrompt", {**body, "mode": 1, "businessTaskId": "3"}))["data"]
        single = (await call(client, "expandPrompt", {"mode": 0, "sourcePrompt": "x", "businessTaskId": "4"}))["data"]
        improved = (await call(client, "optimizePrompt", {"task_id": "1", "raw_prompt": "a girl"}))["data"]

    assert same[0]["prompts"] == same[1]["prompts"]
    assert len(set(same[0]["prompts"])) == 16
    assert set(same[0]["prompts"]).isdisjoint(other["prompts"])
    assert (len(single["prompts"]), len(improved["prompts"])) == (1, 1)
    assert (single["toolTask"], improved["toolTask"]) == ("promptsExpand", "sdPrompts")
    assert improved["businessTaskId"] == "1"


async def models(client: httpx.AsyncClient, **fields: Any) -> Any:
    return (await call(client, "listModels", {"pageSize": 10, "pageNum": 1, **fields}))["data"]


async def test_the_pages_of_the_list_of_models(settings: Settings) -> None:
    async with in_process(settings) as client:
        everything = await models(client, pageSize=1000)
        pages = [await models(client, pageNum=number) for number in range(1, 8)]
        far = await models(client, pageNum=10**300)
        name = everything["rows"][3]["sdModelName"]
        one = await models(client, sdModelName=name.upper())
        by_code = await models(client, sdModelCheckpoint=one["rows"][0]["sdModelCheckpoint"])

    total = everything["total"]
    assert [row for page in pages for row in page["rows"]] == everything["rows"]
    assert all((page["total"], page["pageSize"]) == (total, 10) for page in pages)
    assert (far["rows"], far["total"], far["pageNum"]) == ([], total, 10**300)
    assert [row["sdModelName"] for row in one["rows"]] == [name]
    assert by_code["rows"] == one["rows"]


@pytest.mark.parametrize("count", [10, 100])
async def test_a_training_waits_and_ends_as_any_task(settings: Settings, count: int) -> None:
    async with in_process(dataclasses.replace(settings, progress=Progress("seconds", 5))) as client:
        url = await upload(client, NO_FACE)
        answer = await call(client, "submitTraining", {"taskId": "1", "file_url_list": [url] * count, "random_crop": 0})
        again = await call(client, "submitTraining", {"taskId": "1", "fileUrlList": [url] * count})
        (row,) = (await client.get("/_sandbox/tasks")).json()["tasks"]

    task_id = answer["data"]["task_id"]
    assert answer["data"] == {"task_id": task_id}
    assert (row["taskId"], row["family"], row["state"]) == (task_id, "/training", "waiting")
    assert again["code"] == "409"
    expected = f'taskId: expected an id that was not sent before, but "1" is task {task_id} of submitTraining.'
    assert again["msg"] == f"{expected} Send another id. See {OPERATIONS['submitTraining'].page}"


async def test_a_fields_own_name_counts_before_its_other(settings: Settings, server: LoopbackServer) -> None:
    server.answers["/a.png"] = Answer(encoded(NO_FACE))
    lists = {"fileUrlList": [server.url("/a.png")] * 10, "file_url_list": [server.url("/none.png")] * 10}
    async with in_process(settings) as client:
        assert (await call(client, "submitTraining", {"taskId": "1", **lists}))["code"] == "200"


async def test_a_training_names_the_first_bad_picture(settings: Settings) -> None:
    async with in_process(settings) as client:
        good = await upload(client, NO_FACE)
        bad = (await client.post("/_sandbox/files", content=b"text")).json()["url"]
        code, text = await refused(client, "submitTraining", {"taskId": "1", "fileUrlList": [good] * 9 + [bad, bad]})

    assert code == "400"
    assert text.startswith("fileUrlList/9: expected a picture (BMP, GIF, JPEG, PNG, TIFF, WEBP), but the content is")


@pytest.mark.parametrize(
    ("name", "fields", "msg"),
    [
        ("submitTraining", {"fileUrlList": None}, "fileUrlList (or file_url_list): required, but it is missing"),
        (
            "submitTraining",
            {"learning_rate": "1"},
            'learning_rate: expected a number from 0.0000001 to 0.0001 as a text, got "1"',
        ),
        ("submitTraining", {"randomCrop": 2}, "randomCrop: expected 0 to 1, got 2"),
        ("submitTraining", {"clipSkip": 0}, "clipSkip: expected 1 to 5, got 0"),
        ("submitTraining", {"fileUrlList": ["http://a/"]}, 'fileUrlList: expected at least 10 items, got ["http://a/"]'),
        ("submitTraining", {"max_token_length": 1}, "max_token_length: expected one of [0, 150, 225], got 1"),
        ("swapFaceV2", {"fidelityWeight": "2"}, 'fidelityWeight: expected a number from 0 to 1 as a text, got "2"'),
        ("textToImageV3", {"initialNoiseHeight": 5}, "initialNoiseHeight: expected -1 or 128 to 2048, got 5"),
        ("textToImageV3", {"initialNoiseHeight": -2}, "initialNoiseHeight: expected -1 or 128 to 2048, got -2"),
        ("textToImageV3", {"initialNoiseHeight": 4096}, "initialNoiseHeight: expected -1 or 128 to 2048, got 4096"),
        ("textToImageV3", {"firstPhaseWidth": 1}, "firstPhaseWidth: expected 0 or 128 to 1024, got 1"),
        ("textToImageV3", {"width": 127}, "width: expected 128 to 1024, got 127"),
        ("textToImageV3", {"prompt": "x" * 2001}, "prompt: expected at most 2000 characters, got "),
        ("textToImage", {"batch_size": 0}, "batch_size: expected at least 1, got 0"),
        ("textToImage", {"width": True}, "width: expected the type integer, got true"),
        ("textToImage", {"seed": 1.5}, "seed: expected the type string or integer, got 1.5"),
        ("swapFaces", {"sourceUrl": ["ftp://a/"]}, 'sourceUrl/0: expected a text that matches ^https?://, got "ftp://a/"'),
        ("expandPrompt", {"mode": 2}, "mode: expected one of [0, 1], got 2"),
    ],
)  # fmt: skip
async def test_what_breaks_the_pages(settings: Settings, name: str, fields: dict[str, Any], msg: str) -> None:
    body = {field: value for field, value in {**example(name), **fields}.items() if value is not None}
    async with in_process(settings) as client:
        code, text = await refused(client, name, body)

    assert code == "400"
    assert text.startswith(msg)
