"""What a person wrote stays while its place exists, facts are the new reading's, and nothing is lost in silence."""

import json
from pathlib import Path

import pytest

from apifox.doubts import PageError, empty_page
from apifox.merging import differences, lost, merged
from contract.documents import load_yaml
from contract.values import ABSENT, JsonObject

FOLDER = Path(__file__).parents[2] / "spec" / "pages"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.name != "index.yaml")


def page(**changes: object) -> JsonObject:
    made = {
        **empty_page("paint"),
        "title": "Paint",
        "tag": "tools",
        "method": "POST",
        "path": "/paint",
        "content_type": "application/json",
        "request": {
            "headers": [],
            "path_params": [],
            "body": [
                {"name": "jobId", "type": "string", "required": True},
                {"name": "mode", "type": "string", "required": False},
                {
                    "name": "size",
                    "type": "object",
                    "required": False,
                    "fields": [{"name": "w", "type": "integer", "required": True}],
                },
            ],
            "example": {"jobId": "j"},
        },
        "response": {
            "200": {
                "name": "OK",
                "content_type": "application/json",
                "fields": [{"name": "code", "type": "string", "required": True}],
                "example": {"code": "200"},
            }
        },
        "prose": {"/request/body/mode": "0123456789abcdef"},
    }
    return {**made, **changes}


def written() -> JsonObject:
    """The page after a person worked on it."""
    made = page(
        page="https://docs.example/api-1",
        summary="Paint a picture.",
        asynchronous=True,
        zh_page="https://zh.example/api-2",
    )
    body = made["request"]["body"]
    body[1] |= {
        "description": "how",
        "note": "seen",
        "enum": ["oil", "ink"],
        "enum_from": "the description's text",
        "title_zh": "模式",
    }
    body[2]["fields"][0]["note"] = "in pixels"
    made["response"]["200"]["note"] = "an envelope"
    made["gaps"] = ["what mode does"]
    made["contradictions"] = [{"at": "/request/body/mode", "between": ["title", "text"], "says": ["a", "b"]}]
    return made


def test_a_new_page_is_the_reading() -> None:
    assert merged(None, page()) == page()


def test_what_a_person_wrote_stays() -> None:
    old = written()
    made = merged(old, page())
    assert made == old
    assert lost(old, made) == []
    assert differences(old, made) == []


def test_facts_are_the_readings() -> None:
    new = page(path="/paint/v2", modified="2025-01-01")
    new["request"]["body"][0]["required"] = False
    new["request"]["body"].append({"name": "count", "type": "integer", "required": False, "default": 1})
    del new["request"]["body"][2]["fields"][0]
    new["request"]["body"][2]["fields"].append({"name": "h", "type": "integer", "required": True})
    old = written()
    made = merged(old, new)
    assert made["path"] == "/paint/v2"
    assert {one.pointer: (one.file, one.page) for one in differences(old, made)} == {
        "/modified": (ABSENT, "2025-01-01"),
        "/path": ("/paint", "/paint/v2"),
        "/request/body/count/default": (ABSENT, 1),
        "/request/body/count/required": (ABSENT, False),
        "/request/body/count/type": (ABSENT, "integer"),
        "/request/body/jobId/required": (True, False),
        "/request/body/size/h/required": (ABSENT, True),
        "/request/body/size/h/type": (ABSENT, "integer"),
        "/request/body/size/w/required": (True, ABSENT),
        "/request/body/size/w/type": ("integer", ABSENT),
    }
    assert lost(old, made) == ["/request/body/size/w/note: in pixels"]


def test_what_a_person_wrote_about_a_row_that_is_gone_is_told() -> None:
    new = page()
    del new["request"]["body"][1]
    old = written()
    assert lost(old, merged(old, new)) == [
        "/request/body/mode/description: how",
        "/request/body/mode/note: seen",
        "/request/body/mode/title_zh: 模式",
        "/request/body/mode/enum_from: the description's text",
        f"/contradictions {json.dumps(old['contradictions'][0])}: {old['contradictions'][0]}",
    ]


def test_a_fact_that_the_table_now_has_needs_no_person() -> None:
    new = page()
    new["request"]["body"][1]["enum"] = ["oil"]
    row = merged(written(), new)["request"]["body"][1]
    assert row["enum"] == ["oil"]
    assert "enum_from" not in row


def test_null_is_not_shown_and_takes_nothing_away() -> None:
    old = {**written(), "server": "https://lab.example", "modified": "2024-01-01", "endpoint": 7}
    new = page(server=None)
    new["request"]["body"][0]["required"] = None
    made = merged(old, new)
    assert (made["page"], made["server"], made["endpoint"]) == (old["page"], "https://lab.example", 7)
    assert made["request"]["body"][0]["required"] is True
    assert made["modified"] == "2024-01-01"
    assert merged(old, page(path="/other"))["modified"] is None


def test_a_reading_that_could_not_place_every_row_leaves_the_others() -> None:
    new = page()
    new["request"]["body"][2].pop("fields")
    new["request"]["body_truncated"] = True
    assert merged(written(), new) == written()


def test_a_callback_that_a_person_read_stays_while_its_wording_does() -> None:
    callback = {"documented_in": "mode", "body": None, "acknowledgement": None, "retry_seconds": [1, 2], "retry_max": 2}
    old = {**written(), "callback": callback}
    assert merged(old, page())["callback"] == callback
    assert merged(old, page(prose={"/request/body/mode": "f" * 16}))["callback"] is None


def test_a_chinese_page_does_not_overwrite_english_facts() -> None:
    with pytest.raises(PageError, match=r"spec/pages/paint.yaml holds the facts of the English page"):
        merged(written(), page(facts_from="zh"))
    old = {**written(), "facts_from": "zh", "title": "Paint", "zh_title": "画"}
    made = merged(old, page(facts_from="zh", title="画", zh_title="画", tag="工具", zh_tag="工具"))
    assert (made["title"], made["tag"], made["zh_title"]) == ("Paint", "tools", "画")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_merged_with_itself_is_itself(path: Path) -> None:
    raw = load_yaml(path)
    made = merged(raw, raw)
    assert made == raw
    assert lost(raw, made) == []
