"""Every operation: the spec's example is accepted, its task finishes with what was asked for, bad input is refused."""

import dataclasses
import json
from typing import Any

import pytest
from PIL import Image

from img_open_sandbox.drafted import stand_ins
from img_open_sandbox.progress import Progress
from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import (
    OPERATIONS,
    call,
    encoded,
    example,
    group,
    in_process,
    picture_urls,
    query_tool,
    served,
)

pytestmark = pytest.mark.anyio

# What each example makes of a picture of 256 x 256 pixels: the fields of its result, with the pictures' size.
SIZES: dict[str, list[tuple[int, int] | None]] = {
    "textToImage": [(768, 768)],
    "imageToImage": [(512, 512)],
    "controlnetToImage": [(768, 768)],
    "textToImageV3": [(512, 512)],
    "imageToImageV3": [(512, 512)],
    "fluxTextToImage": [(512, 512)],
    "swapFace": [(256, 256)],
    "swapFaceV2": [(256, 256)],
    "swapFaces": [(256, 256)],
    "stylizePortrait": [(960, 960)],
    "outpaintImage": [(448, 384)] * 2,
    "previewPreprocessor": [(256, 256)],
    "detectFaces": [None],
    "describeImage": [],
    "expandPrompt": [],
    "optimizePrompt": [],
    "identifyStyle": [],
}
TASK_ID_ONLY = {"identifyStyle", "outpaintImage", "previewPreprocessor", "submitTraining"}
IMAGE_TASKS = {name for name, operation in OPERATIONS.items() if operation.task and operation.family == "/sd"}
TOOLS = SIZES.keys() - IMAGE_TASKS
NOTHING: dict[str, Any] = {
    "outputImageUrl": "",
    "outputImageUrls": [],
    "faceUrls": [],
    "caption": "",
    "prompts": [],
    "styles": [],
}


def rule(name: str) -> Any:
    return OPERATIONS[name].task


async def prepared(client: Any, name: str) -> dict[str, Any]:
    """The example, with a portrait in place of each picture that it names."""
    body = example(name)
    for url in picture_urls(body):
        await client.post("/_sandbox/files", params={"url": url, "name": "a.jpg"}, content=encoded(group(1)))
    return body


def test_every_operation_that_can_be_asked_for_is_here() -> None:
    asked_for = {name for name, operation in OPERATIONS.items() if operation.task and operation.task.queries}
    assert SIZES.keys() == asked_for - stand_ins()[0].keys()


@pytest.mark.parametrize("name", sorted(SIZES))
async def test_the_example_is_done(settings: Settings, name: str) -> None:
    async with in_process(settings) as client:
        body = await prepared(client, name)
        submitted = await call(client, name, body)
        if name in IMAGE_TASKS:
            asked = await call(client, "queryTaskInfoV2", {"businessTaskId": submitted["data"]["task_id"]})
            urls = [row["image_url"] for row in asked["data"]["differentialImageRspList"]]
        else:
            asked = await query_tool(client, name, body[rule(name).key])
            found = asked["data"]
            urls = found.get("outputImageUrls") or found.get("faceUrls") or [found.get("outputImageUrl")]
        sizes = [(await served(client, url)).size for url in urls if url]

    assert submitted["code"] == asked["code"] == "200"
    assert len(sizes) == len(SIZES[name])
    assert all(wanted in {None, size} for size, wanted in zip(sizes, SIZES[name], strict=True))
    assert asked["data"]["status"] == rule(name).status.finished
    if name in TASK_ID_ONLY | IMAGE_TASKS:
        assert submitted["data"].keys() == {"task_id"}
    elif name == "fluxTextToImage":
        assert submitted["data"].keys() == {"taskId", "status", "outputImageUrl"}
        assert asked["data"] == {"businessTaskId": "11", **submitted["data"]}
    else:
        assert asked["data"] == submitted["data"]


@pytest.mark.parametrize("name", sorted(TOOLS))
async def test_a_tools_task_shows_nothing_before_its_end_or_when_it_fails(settings: Settings, name: str) -> None:
    async with in_process(dataclasses.replace(settings, progress=Progress("looks", 3))) as client:
        body = await prepared(client, name)
        submitted = (await call(client, name, body))["data"]
        own_id = body[rule(name).key]
        waiting = (await query_tool(client, name, own_id))["data"]
        await client.post(f"/_sandbox/tasks/{waiting['taskId']}/fail")
        failed = (await query_tool(client, name, own_id))["data"]

    shown = [waiting, failed] if name in TASK_ID_ONLY else [submitted, waiting, failed]
    assert [data["status"] for data in shown][-2:] == [rule(name).status.waiting, rule(name).status.failed]
    (field,) = NOTHING.keys() & waiting.keys()
    assert all(data[field] == NOTHING[field] for data in shown)


# Values that no field takes, and values that a field takes in form alone.
WRONG: list[Any] = [
    None, True, [], {}, "", "x", -1, -5, 0, 0.5, 10**400, -(10**400), 1e308, "9" * 18, "-0", "NaN", "\x00",
    "file:///etc/passwd", "ftp://127.0.0.1/a.png", "data:image/png;base64,AAAA", "http://", "http://[::1",
    "https://a b/", "http://127.0.0.1:99999/", "http://192.0.2.1/", "http://127.0.0.1:1/a", "x" * 3000,
    ["file:///etc/passwd"], ["http://"] * 3, ["http://127.0.0.1:1/a"] * 10, [None] * 500, {"id_task": []},
    {"id_task": 3},
]  # fmt: skip


def fields_of(name: str) -> Any:
    schema = OPERATIONS[name].body_schema
    return schema["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"]


OTHER_FIELDS = {"", *(field for name in OPERATIONS for field in fields_of(name))}


@pytest.mark.parametrize("name", sorted(OPERATIONS))
async def test_bad_values_are_refused_and_never_crash(
    settings: Settings, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("img_open_sandbox.handlers.instant_id.SIDE", 64)  # for speed
    operation = OPERATIONS[name]
    fields = fields_of(name)
    async with in_process(settings) as client:
        url = (await client.post("/_sandbox/files", content=encoded(Image.new("RGB", (8, 8))))).json()["url"]
        text = json.dumps(example(name))
        for foreign in picture_urls(example(name)):
            text = text.replace(json.dumps(foreign), json.dumps(url))
        body = {
            **json.loads(text),
            **{side: 128 for side in ("width", "height") if "enum" not in fields.get(side, ["enum"])},
        }
        path = operation.path.replace("{toolCode:path}", "roop")
        codes, key = set(), getattr(rule(name), "key", None) or "id_task"
        # Fields of other operations, and none's: this one does not know them, so that they may be anything.
        for value in (None, 5, "x", ["x"], {"id_task": 5}):
            unknown = dict.fromkeys(OTHER_FIELDS - fields.keys(), value)
            own = {key: str(value)} if key in fields else {}
            answer = await client.post(path, json={**unknown, **body, **own})
            assert answer.json()["code"] in {"200", "404", "409", "422"}, value
        for field in fields:
            for number, value in enumerate(WRONG):
                content = json.dumps({**body, key: f"{field} {number}", field: value})
                answer = await client.post(path, content=content, headers={"Content-Type": "application/json"})
                assert answer.status_code == 200, (field, value)
                codes.add(answer.json()["code"])

    assert "400" in codes
    assert codes <= {"200", "400", "404", "409", "413", "422"}


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" + "0" * 310 + ".0", "NaN", "Infinity"])
async def test_numbers_beyond_any(settings: Settings, number: str) -> None:
    content = json.dumps({**example("textToImage"), "batch_size": "?"}).replace('"?"', number)
    async with in_process(settings) as client:
        path = OPERATIONS["textToImage"].path
        answer = await client.post(path, content=content, headers={"Content-Type": "application/json"})

    assert answer.json()["code"] == "400"
    assert answer.json()["msg"].startswith("body: expected ")
