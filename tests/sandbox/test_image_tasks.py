"""Stable Diffusion's tasks: what is drawn, how both queries tell of it, and which ids find it."""

import asyncio
import dataclasses
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image, ImageChops

from img_open_sandbox import drawing
from img_open_sandbox.progress import Progress
from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import (
    OPERATIONS,
    TEXT,
    TEXT_V3,
    Answer,
    Clock,
    Gate,
    LoopbackServer,
    call,
    closed_port,
    encoded,
    in_process,
    made,
    portrait,
    query_tool,
    served,
    upload,
)

pytestmark = pytest.mark.anyio

IMAGE: dict[str, Any] = {**TEXT, "sd_model_checkpoint": "m", "id_task": "own"}
CONTROLNET: dict[str, Any] = {**TEXT, "resize_mode": 0, "controlnet": {}, "id_task": "own"}


async def ask(client: httpx.AsyncClient, asked: str, version: int = 2) -> Any:
    return await call(client, f"queryTaskInfoV{version}", {"businessTaskId": asked})


@pytest.mark.parametrize(
    ("name", "body", "sizes"),
    [
        ("textToImage", {**TEXT, "n_iter": 2, "batch_size": 3}, [(64, 48)] * 6),
        ("textToImage", {**TEXT, "n_iter": 2.0, "width": 65.0}, [(65, 48)] * 2),
        ("textToImage", {**TEXT, "enable_hr": True, "hr_resize_x": 10, "hr_resize_y": 20}, [(128, 96)]),
        ("textToImage", {**TEXT, "enable_hr": True, "hr_scale": 3}, [(192, 144)]),
        ("textToImage", {**TEXT, "enable_hr": False, "hr_scale": 3}, [(64, 48)]),
        ("textToImage", {"prompt": "", "batch_size": 1, "width": 1}, [(1, 512)]),
        ("textToImage", {**TEXT, "width": 4096, "height": 1}, [(4096, 1)]),
        ("controlnetToImage", CONTROLNET, [(64, 48)]),
        ("textToImageV3", {**TEXT_V3, "iterationCount": 2, "singleBatchImageCount": 2}, [(128, 130)] * 4),
        ("textToImageV3", {**TEXT_V3, "enableHighDefinitionRepair": True}, [(256, 260)]),
        (
            "textToImageV3",
            {**TEXT_V3, "enableHighDefinitionRepair": True, "highDefinitionRepairScale": 1.25},
            [(160, 162)],
        ),
    ],
)
async def test_sizes_and_numbers(
    settings: Settings, name: str, body: dict[str, Any], sizes: list[tuple[int, int]]
) -> None:
    async with in_process(settings) as client:
        assert [picture.size for picture in await made(client, name, body)] == sizes


@pytest.mark.parametrize("name", ["textToImage", "textToImageV3"])
@pytest.mark.parametrize("seed", ["7", 7, 7.0])
async def test_seeds_count_up_and_make_the_same_bytes(settings: Settings, name: str, seed: object) -> None:
    body = {**(TEXT if name == "textToImage" else TEXT_V3), "seed": seed}
    several = {**body, "n_iter": 3, "iterationCount": 3}
    async with in_process(settings) as client:
        submitted = await call(client, name, several)
        data = (await ask(client, submitted["data"]["task_id"]))["data"]
        rows = data["differentialImageRspList"]
        contents = [(await client.get(row["image_url"])).content for row in rows]
        second = await call(client, name, {**body, "seed": 8})
        (row,) = (await ask(client, second["data"]["task_id"]))["data"]["differentialImageRspList"]
        again = (await client.get(row["image_url"])).content

    assert [row["seed"] for row in rows] == [7, 8, 9]
    assert len(set(contents)) == 3
    assert again == contents[1]


@pytest.mark.parametrize("body", [{}, {"seed": "-1"}, {"seed": -1}])
async def test_no_seed_draws_one(settings: Settings, body: dict[str, Any]) -> None:
    without = {field: value for field, value in TEXT.items() if field != "seed"}
    seeds = []
    async with in_process(settings) as client:
        for _ in range(2):
            task_id = (await call(client, "textToImage", {**without, **body}))["data"]["task_id"]
            seeds += [row["seed"] for row in (await ask(client, task_id))["data"]["differentialImageRspList"]]

    assert seeds[0] != seeds[1]
    assert all(0 <= seed < 2**32 for seed in seeds)


async def test_the_answers_are_those_of_the_examples(settings: Settings) -> None:
    async with in_process(settings) as client:
        task_id = (await call(client, "controlnetToImage", CONTROLNET))["data"]["task_id"]
        second, first = await ask(client, "own"), await ask(client, "own", 1)

    row = {
        "img_audit": [{"confidence": None, "label": "nonLabel"}],
        "img_audit_status": True,
        "image_status": 1,
        "image_url": f"{settings.base_url}/_sandbox/files/{task_id}-0.png",
        "seed": 7,
    }
    shared = {"status": 2, "differentialImageRspList": [row]}
    two = {"id_task": "own", "desc": "Success", "temporaryImageDto": None, **shared}
    assert second == {"code": "200", "msg": "success", "data": two}
    assert first == {"code": "200", "msg": "success", "data": {"task_id": task_id, "desc": "success", **shared}}


async def test_progress_by_looks(settings: Settings) -> None:
    async with in_process(dataclasses.replace(settings, progress=Progress("looks", 4))) as client:
        task_id = (await call(client, "textToImage", TEXT))["data"]["task_id"]
        told = [(await ask(client, task_id, version))["data"] for version in (2, 1, 2, 2)]

    assert [data.get("temporaryImageDto") for data in told] == [{"percentage": 25}, None, {"percentage": 75}, None]
    assert [data["status"] for data in told] == [1, 1, 1, 2]
    assert [data["desc"] for data in told] == ["Waiting", "Waiting", "Waiting", "Success"]
    assert [len(data["differentialImageRspList"]) for data in told] == [0, 0, 0, 1]
    assert "temporaryImageDto" not in told[1]


async def test_progress_by_seconds(settings: Settings, clock: Clock) -> None:
    told = []
    async with in_process(dataclasses.replace(settings, progress=Progress("seconds", 20), speed=2)) as client:
        task_id = (await call(client, "textToImage", TEXT))["data"]["task_id"]
        for passed in (0, 2.5, 7, 1):
            clock.now += passed
            told.append((await ask(client, task_id))["data"]["temporaryImageDto"])

    assert told == [{"percentage": 0}, {"percentage": 25}, {"percentage": 95}, None]


@pytest.mark.parametrize("name", ["textToImage", "detectFaces"])
async def test_no_seconds_at_all(settings: Settings, name: str) -> None:
    async with in_process(dataclasses.replace(settings, progress=Progress("seconds", 0))) as client:
        body = (
            TEXT if name == "textToImage" else {"imageUrl": await upload(client, portrait(48)), "businessTaskId": "1"}
        )
        assert (await call(client, name, body))["code"] == "200"


async def test_a_task_that_fails(settings: Settings) -> None:
    async with in_process(dataclasses.replace(settings, progress=Progress("looks", 2))) as client:
        task_id = (await call(client, "textToImage", TEXT))["data"]["task_id"]
        await client.post(f"/_sandbox/tasks/{task_id}/fail")
        data = (await ask(client, task_id))["data"]

    assert data == {
        "id_task": task_id,
        "status": -1,
        "desc": "failed on request (/_sandbox/tasks)",
        "temporaryImageDto": None,
        "differentialImageRspList": [],
    }


async def test_both_ids_find_a_task_and_v2_echoes_the_one_that_was_asked_with(settings: Settings) -> None:
    body = {**TEXT, "alwayson_scripts": {"id_task": "own"}}
    async with in_process(settings) as client:
        task_id = (await call(client, "textToImage", body))["data"]["task_id"]
        told = [(await ask(client, asked, version))["data"] for asked in ("own", task_id) for version in (1, 2)]

    ids = [data.get("id_task", data.get("task_id")) for data in told]
    assert ids == [task_id, "own", task_id, task_id]


async def test_families_do_not_find_each_others_tasks(settings: Settings) -> None:
    async with in_process(settings) as client:
        image_task = (await call(client, "controlnetToImage", CONTROLNET))["data"]["task_id"]
        body = {"businessTaskId": "tool", "comfyTaskType": "Flux1DevFP8", "prompt": "", "width": 8, "height": 8}
        tool_task = (await call(client, "fluxTextToImage", body))["data"]["taskId"]
        same_id = await call(client, "fluxTextToImage", {**body, "businessTaskId": "own"})
        wrong = [await ask(client, asked, version) for asked in ("tool", tool_task) for version in (1, 2)]
        wrong += [await query_tool(client, "fluxTextToImage", asked) for asked in (image_task, tool_task)]
        wrong += [await query_tool(client, "swapFace", "tool")]

    assert same_id["code"] == "200"
    assert [answer["code"] for answer in wrong] == ["404"] * 7
    assert wrong[0]["msg"] == (
        'businessTaskId: no Stable Diffusion task "tool". Send the data.task_id of the submit\'s answer, or the id that'
        " was sent with it (id_task, alwayson_scripts.id_task; businessTaskId in version 3); a tool's task is asked for"
        f" with queryToolTask. See {OPERATIONS['queryTaskInfoV1'].page}"
    )


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("controlnetToImage", CONTROLNET, "id_task"),
        ("textToImage", {**TEXT, "id_task": "own"}, "id_task"),
        ("textToImage", {**TEXT, "alwayson_scripts": {"id_task": "own"}}, "alwayson_scripts/id_task"),
        ("imageToImageV3", {"prompt": "", "sourceImageUrl": "http://127.0.0.1/", "businessTaskId": "own"}, None),
    ],
)
async def test_an_id_that_is_taken(settings: Settings, name: str, body: dict[str, Any], field: str | None) -> None:
    async with in_process(settings) as client:
        task_id = (await call(client, "controlnetToImage", CONTROLNET))["data"]["task_id"]
        answer = await call(client, name, body)

    assert answer["code"] == "409"
    assert answer["msg"] == (
        f'{field or "businessTaskId"}: expected an id that was not sent before, but "own" is task {task_id} of'
        " controlnetToImage. Ask for that one with queryTaskInfoV2 or queryTaskInfoV1, or send another id."
        f" See {OPERATIONS[name].page}"
    )


async def test_an_archived_task_is_found_by_version_1_alone(settings: Settings) -> None:
    async with in_process(settings) as client:
        task_id = (await call(client, "controlnetToImage", CONTROLNET))["data"]["task_id"]
        before = await ask(client, "own")
        archived = await client.post(f"/_sandbox/tasks/{task_id}/archive")
        after, first = await ask(client, "own"), await ask(client, "own", 1)

    assert archived.json() == {"taskId": task_id, "submitted": "2024-05-31T23:59:59.999+00:00"}
    assert (before["code"], first["code"], after["code"]) == ("200", "200", "404")
    assert after["msg"] == (
        'businessTaskId: task "own" is archived, as it is of an earlier month (UTC); ask queryTaskInfo V1 for it.'
        f" See {OPERATIONS['queryTaskInfoV2'].page}"
    )


async def test_a_task_is_archived_when_the_month_is_over(settings: Settings, clock: Clock) -> None:
    async with in_process(settings) as client:
        task_id = (await call(client, "textToImage", TEXT))["data"]["task_id"]
        end = 1_719_792_000  # 2024-07-01, 0:00 UTC
        codes = []
        for clock.now in (end - 0.001, end):
            codes.append((await ask(client, task_id))["code"])

    assert codes == ["200", "404"]


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of the upper half, which no band of text covers."""
    box = (0, 0, one.width, one.height // 3)
    return float(np.mean(np.asarray(ImageChops.difference(one.crop(box), other.crop(box)))))


@pytest.mark.parametrize(
    ("name", "body", "field", "strength"),
    [
        ("imageToImage", IMAGE, "image_link", "denoising_strength"),
        ("controlnetToImage", CONTROLNET, "image_link", "denoising_strength"),
        ("imageToImageV3", {"prompt": "", "seed": 7}, "sourceImageUrl", "deNoisingStrength"),
    ],
)
async def test_a_picture_is_blended_by_the_strength(
    settings: Settings, name: str, body: dict[str, Any], field: str, strength: str
) -> None:
    pictures = []
    key = OPERATIONS[name].task.key  # type: ignore[union-attr]
    async with in_process(settings) as client:
        url = await upload(client, portrait(300))
        for share in ({strength: 0}, {strength: 0.3}, {}, {strength: 1}):
            asked = {**body, **share, "width": 128, "height": 128, field: url, str(key): str(share)}
            pictures += await made(client, name, asked)

    distances = [difference(portrait(128), picture) for picture in pictures]
    assert distances == sorted(distances)
    assert distances[0] < 3 < distances[1] < distances[2] * 0.7


async def test_a_mask_is_redrawn_where_it_is_light(settings: Settings) -> None:
    mask = Image.new("L", (10, 10))
    mask.paste(255, (5, 0, 10, 10))
    async with in_process(settings) as client:
        links = {"image_link": await upload(client, portrait(128)), "mask_link": await upload(client, mask)}
        (picture,) = await made(
            client, "imageToImage", {**IMAGE, "width": 128, "height": 128, "denoising_strength": 1, **links}
        )

    # An upload is a JPEG, hence the small difference.
    left, right = ((0, 0, 50, 80), (80, 0, 128, 80))
    assert difference(picture.crop(left), portrait(128).crop(left)) < 8
    assert difference(picture.crop(right), portrait(128).crop(right)) > 20


@pytest.mark.parametrize(
    ("name", "field"),
    [("imageToImage", "mask_link"), ("imageToImage", "image_link"), ("controlnetToImage", "image_link")],
)
async def test_a_picture_that_cannot_be_fetched(settings: Settings, name: str, field: str) -> None:
    url = f"http://127.0.0.1:{closed_port()}/a.png"
    async with in_process(settings) as client:
        links = {"image_link": await upload(client, portrait(16)), field: url}
        answer = await call(client, name, {**IMAGE, **CONTROLNET, **links})

    assert answer["code"] == "400"
    expected = f"{field}: expected a picture at {url}, but it cannot be fetched: connection refused"
    assert answer["msg"] == f"{expected}. See {OPERATIONS[name].page}"


async def test_drawing_does_not_hold_up_others(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch, drawing, "draw")
    async with in_process(settings) as client:
        drawn = asyncio.create_task(call(client, "textToImage", TEXT))
        assert await asyncio.to_thread(gate.begun.wait, 5)
        health = await client.get("/_sandbox/health")
        assert (health.status_code, drawn.done()) == (200, False)
        gate.go.set()
        assert (await drawn)["code"] == "200"


async def test_version_3_posts_what_version_2_of_the_query_tells(settings: Settings, server: LoopbackServer) -> None:
    server.answers["/done"] = Answer(b'{"code": "200"}')
    async with in_process(settings) as client:
        task_id = (await call(client, "textToImageV3", {**TEXT_V3, "callbackUrl": server.url("/done")}))["data"][
            "task_id"
        ]
        told = await ask(client, task_id)
        _, posted = await asyncio.to_thread(server.received.get, timeout=5)

    assert posted == told


async def test_a_program_that_reads_the_service_strictly(settings: Settings) -> None:
    """The request and the loop of a public caller (observed hints)."""
    body = {
        "prompt": "1girl", "n_iter": 1, "batch_size": 1, "steps": 25, "seed": "-1", "restore_faces": False,
        "enable_hr": False, "hr_scale": 2, "width": 768, "height": 768, "negative_prompt": "", "cfg_scale": 7,
        "sampler_index": "DPM++ 2M Karras", "hr_second_pass_steps": 20, "hr_resize_x": 1024, "hr_resize_y": 1024,
        "denoising_strength": 0.55,
        "alwayson_scripts": {
            "sd_model_checkpoint": "photon_v1_84728.safetensors",
            "id_task": "own",
            "sd_vae": "None",
            "override_settings": {"CLIP_stop_at_last_layers": 2},
        },
    }  # fmt: skip
    async with in_process(dataclasses.replace(settings, progress=Progress("looks", 3))) as client:
        submitted = (await client.post("/AIGCImgOpenServ/saas/sd/v2/text2image", json=body)).json()
        asked = {"businessTaskId": submitted["data"]["task_id"]}
        for _ in range(5):
            answer = (await client.post("/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo", json=asked)).json()
            if answer["code"] == "200" and type(answer["data"]["status"]) is int and answer["data"]["status"] == 2:
                break
            assert answer["data"]["status"] in {1, 3}
        picture = await served(client, answer["data"]["differentialImageRspList"][0]["image_url"])

    assert (picture.format, picture.size) == ("PNG", (768, 768))
    assert len(encoded(picture)) > 1000
