"""Made-up pages, as their files have them."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from contract.pages import Page
from contract.values import JsonObject

ROOT = Path(__file__).parents[2]
KEYS = [
    {"name": "X-Request-req-accessKeyId", "type": "string", "required": True},
    {"name": "X-Request-req-accessKeySecret", "type": "string", "required": True},
]
ENVELOPE = [{"name": "code", "type": "string", "required": True}, {"name": "msg", "type": "string", "required": True}]
TASK = [
    {"name": "taskId", "type": "string", "required": True},
    {"name": "businessTaskId", "type": "string", "required": True},
    {"name": "status", "type": "integer", "required": True},
    {"name": "skyUrl", "type": "string", "required": True},
]
DONE = {"taskId": "pre1", "businessTaskId": "1", "status": 2, "skyUrl": "https://x.example/1.png"}


def answer(fields: list[JsonObject], data: JsonObject | None = None) -> JsonObject:
    """An answer under 200 with these fields of data."""
    example = None if data is None else {"code": "200", "msg": "success", "data": data}
    rows = [*ENVELOPE, {"name": "data", "type": "object", "required": True, "fields": fields}]
    return {"200": {"content_type": "application/json", "fields": rows, "example": example}}


def raw(body: list[JsonObject] | None = None, **more: Any) -> JsonObject:
    """The file of a page; ``more`` takes the place of its keys, and of those of its request."""
    own = [
        {"name": "businessTaskId", "type": "string", "required": True},
        {"name": "imageUrl", "type": "string", "required": True, "title": "Source image"},
    ]
    request = {"headers": KEYS, "path_params": [], "body": own if body is None else body, "example": None}
    request |= {key: more.pop(key) for key in list(more) if key in {*request, "query_params", "body_truncated"}}
    page: JsonObject = {
        "slug": "sky-replacement",
        "page": "https://docs.example/sky",
        "title": "Sky replacement",
        "tag": "image tool",
        "method": "POST",
        "path": "/AIGCImgOpenServ/saas/tool/sky",
        "server": None,
        "content_type": "application/json",
        "summary": "Put another sky into a picture.",
        "request": request,
        "response": answer(TASK, DONE),
        "callback": None,
        "gaps": [],
        "contradictions": [],
    }
    return {**page, **more}


def page(body: list[JsonObject] | None = None, **more: Any) -> Page:
    """The page."""
    return Page(raw(body, **more), "spec/pages/sky-replacement.yaml", "https://api.zhiqite.com")


def folder_with(place: Path, *files: JsonObject) -> Path:
    """A copy of spec/ with these pages' files in it."""
    folder = place / "spec"
    shutil.copytree(ROOT / "spec", folder)
    for file in files:
        text = yaml.safe_dump(file, sort_keys=False, allow_unicode=True)
        (folder / "pages" / f"{file['slug']}.yaml").write_text(text, encoding="utf-8")
    return folder
