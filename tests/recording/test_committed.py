"""Recordings that are committed: a secret in a body, a URL or elsewhere is told by its place, never by its value."""

import json
from typing import Any

import pytest

from contract.recordings import Recording
from contract.recordings_vs_spec import check_documented, check_recording
from contract.values import Json, JsonObject, at, split
from contract_tests.witnesses import PAGES, RECORDINGS, SPEC
from tests.contract.made_up import page, recording, spec

ENTRY = "/log/entries/0"
PLANTED = "Qz7planted9Kx2"
SIGNED = f"https://x.example/1.png?Expires=1&Signature={PLANTED}"


def _live(made: Recording) -> Recording:
    made.har["log"]["_source"]["kind"] = "live"
    return made


def _secrets(made: Recording) -> list[tuple[str, str]]:
    found = check_recording(made, spec()).mismatches
    assert all(PLANTED not in str(mismatch) for mismatch in found)
    return [(m.pointer, str(m.actual)) for m in found if "a secret in a recording" in str(m.actual)]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (SIGNED, "the query, the user or the fragment of a URL"),
        (f"https://u:{PLANTED}@x.example/", "the query, the user or the fragment of a URL"),
        (f"Bearer {PLANTED}", "a token"),
        (f"accessKeySecret={PLANTED}", "a value beside the name of a key"),
        ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA", "binary base64"),
        ("Ab1" * 100, "binary base64"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "a private key"),
    ],
)
def test_a_secret_in_a_body_is_told_by_its_place(url: str, kind: str) -> None:
    answer = {"code": "200", "data": {"status": 2, "rows": [{"url": url}]}}
    assert _secrets(_live(recording(body=answer))) == [
        ("/response/body/data/rows/0/url", f"a secret in a recording: {kind}")
    ]
    sent = {"jobId": url}
    assert _secrets(_live(recording(sent=sent))) == [("/request/body/jobId", f"a secret in a recording: {kind}")]


def test_a_secret_beside_the_name_of_a_key_or_as_a_name() -> None:
    answer: JsonObject = {"code": "404", "msg": "x", "token": [{"a": PLANTED}], f"Bearer {PLANTED}": 1}
    assert _secrets(_live(recording(body=answer))) == [
        ("/response/body/token/0/a", "a secret in a recording: a value beside the name of a key"),
        ("/response/body/(key 4)", "a secret in a recording: a token"),
    ]


@pytest.mark.parametrize(
    ("pointer", "new", "told"),
    [
        (f"{ENTRY}/request/url", f"https://u:{PLANTED}@api.example/paint/oil", "/request/url"),
        (f"{ENTRY}/response/statusText", f"Bearer {PLANTED}", "/response/statusText"),
        (f"{ENTRY}/response/redirectURL", SIGNED, "/response/redirectURL"),
        (f"{ENTRY}/comment", f"token={PLANTED}", "/comment"),
        ("/log/comment", f"me.{PLANTED}@corp.cn", "/log/comment"),
        (f"{ENTRY}/request/queryString", [{"name": "Key", "value": PLANTED}], "/request/queryString/Key"),
        (f"{ENTRY}/response/content/text", f"<h1>Authorization: {PLANTED}", "/response/body"),
        (f"{ENTRY}/response/content/text", f'{{"code": "{PLANTED}", "code": "200"}}', "/response/body"),
        (f"{ENTRY}/response/content/text", "[" * 70 + f'"{PLANTED}"' + "]" * 70, "/response/body" + "/0" * 65),
    ],
)
def test_a_secret_elsewhere(pointer: str, new: Any, told: str) -> None:
    assert [where for where, _ in _secrets(_live(recording(pointer, new)))] == [told]


def test_a_signed_url_that_the_page_shows_is_documented() -> None:
    answer = {"code": "200", "data": {"status": 2, "rows": [{"url": SIGNED}]}}
    documented = recording(body=answer)
    assert check_recording(documented, spec()).mismatches == []
    assert check_documented(documented, page("/response/200/example", answer)).mismatches == []
    found = check_documented(documented, page()).mismatches
    assert "/response/body/data/rows/0/url" in {m.pointer for m in found}
    assert all(PLANTED not in str(m) for m in found)


def test_what_stands_behind_a_cut_is_not_shown_by_the_page() -> None:
    answer = {"code": "200", "data": {"status": 2, "rows": [{"url": SIGNED}]}}
    cut = {"code": "200", "data": {"status": 2, "rows": [{"url": SIGNED[:40]}]}, "_truncated": True}
    found = check_documented(recording(body=answer), page("/response/200/example", cut)).mismatches
    assert [(m.pointer, str(m.expected)) for m in found] == [
        ("/response/body/data/rows/0/url", "no secret that the page does not show")
    ]
    assert PLANTED not in str(found[0])


def test_the_models_signed_url_is_allowed_as_documented_only() -> None:
    (models,) = [one for one in RECORDINGS if one.operation_id == "listModels"]
    made = Recording(models.operation_id, "live", json.loads(json.dumps(models.har)))
    assert check_documented(made, PAGES.pages["query-model-list"]).mismatches == []
    (told,) = check_recording(_live(made), SPEC).mismatches
    assert told.pointer == "/response/body/data/rows/0/modelImgUrl2"
    assert "Expires" not in str(told)


@pytest.mark.parametrize("made", RECORDINGS, ids=lambda made: f"{made.operation_id}-{made.name}")
def test_a_secret_planted_at_any_text_of_any_recording_is_found(made: Recording) -> None:
    for side, holder in (("request", made.request.get("postData", {})), ("response", made.response["content"])):
        body = json.loads(holder["text"]) if holder.get("text") else {}
        for pointer in [where for where, leaf in _texts(body)]:
            copy = Recording(made.operation_id, "live", json.loads(json.dumps(made.har)))
            changed = json.loads(json.dumps(body))
            *above, last = split(pointer)
            parent = at(changed, "".join(f"/{part}" for part in above))
            parent[int(last) if isinstance(parent, list) else last] = SIGNED
            (copy.request["postData"] if side == "request" else copy.response["content"])["text"] = json.dumps(changed)
            found = check_recording(_live(copy), SPEC).mismatches
            assert f"/{side}/body{pointer}" in {m.pointer for m in found if "a secret in" in str(m.actual)}
            assert all(PLANTED not in str(m) for m in found)


def _texts(value: Json, pointer: str = "") -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(pointer, value)]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, child in items for found in _texts(child, f"{pointer}/{key}")]
