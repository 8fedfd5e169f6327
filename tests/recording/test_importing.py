"""HAR that others exported: nothing in it is trusted, and what is left out is told."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from contract.recordings_vs_spec import check_recording
from contract.values import Json
from contract_tests.witnesses import RECORDINGS, SPEC
from recording import importing
from recording.importing import NotHar, import_har
from recording.known import TooShort
from scripts import record

RECORDED = next(made for made in RECORDINGS if made.operation_id == "queryToolTask" and made.kind == "sandbox")
ASKED = RECORDED.har["log"]["entries"][0]
URL = ASKED["request"]["url"].replace("http://127.0.0.1:8787", "https://api.zhiqite.com")


def _entry(**request: Any) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads(json.dumps(ASKED))
    entry["request"].update({"url": URL, **request})
    return entry


def _file(tmp_path: Path, *entries: Json) -> Path:
    path = tmp_path / "export.har"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"log": {"entries": list(entries)}}).encode())
    return path


def test_an_exchange_of_a_known_operation_is_a_live_recording(tmp_path: Path) -> None:
    found = import_har(_file(tmp_path, _entry(httpVersion="h3", _priority="High")), SPEC)
    (made,) = found.recordings
    assert (made.operation_id, made.name, made.kind) == ("queryToolTask", "imported-1", "live")
    assert check_recording(made, SPEC).mismatches == []
    assert made.har["log"]["_source"]["note"] == "Imported from a HAR file."
    assert found.skipped == []


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (None, "its address is no URL"),
        ({"request": {"url": "https://[x"}}, "its address is no URL"),
        ({"request": {"url": 7}}, "its address is no URL"),
        (_entry(url="https://api.zhiqite.com/other"), "no operation of spec/openapi.yaml has its path"),
        (_entry(method="OPTIONS"), "expected method POST, got another"),
        ({**_entry(), "response": {"status": 0}}, "it has no answer"),
        ({**_entry(), "response": {"status": 200, "content": {"size": 9}}}, "its answer has no body; export it with"),
        (_entry(postData={"mimeType": "application/json"}), "its request has no body; export it with bodies"),
        (_entry(url=URL.replace("api.zhiqite", "proxy.corp")), "another server answered; --kind says what it is"),
        (
            {**_entry(), "response": {"status": 200, "content": {"text": "%", "encoding": "base64"}}},
            "its answer is called base64 and is none",
        ),
        (_entry(postData={"text": "[" * 5000 + "]" * 5000}), "expected at most 64 levels, got more"),
    ],
)
def test_what_is_left_out_and_why(tmp_path: Path, entry: Json, why: str) -> None:
    found = import_har(_file(tmp_path, entry), SPEC)
    assert found.recordings == []
    assert [(number, why in told) for number, told in found.skipped] == [(0, True)], found.skipped


def test_one_operation_alone_and_any_server(tmp_path: Path) -> None:
    file = _file(tmp_path, _entry(), _entry(url=URL.replace("api.zhiqite", "proxy.corp")))
    assert import_har(file, SPEC, operation="listModels").skipped[0].why == "it is queryToolTask"
    found = import_har(file, SPEC, kind="live")
    assert [one.name for one in found.recordings] == ["imported-1", "imported-2"]
    assert "proxy.corp" not in json.dumps(found.recordings[1].har)
    assert (
        "Answered by another server than the specification names." in found.recordings[1].har["log"]["_source"]["note"]
    )


def test_a_picture_in_base64_is_kept_as_its_hash(tmp_path: Path) -> None:
    content = {"text": base64.b64encode(b"\x89PNG\0").decode(), "encoding": "base64", "mimeType": "image/png"}
    (made,) = import_har(
        _file(tmp_path, {**_entry(), "response": {"status": 200, "content": content}}), SPEC
    ).recordings
    assert made.response["content"]["text"] == ""
    assert made.response["content"]["comment"].startswith("not kept, binary: sha256-")


def test_a_path_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    tool = "https://api.zhiqite.com/AIGCImgOpenServ/saas/tool/../../../../etc/queryTask"
    into = tmp_path / "deep" / "into"
    file = _file(tmp_path, {**_entry(url=tool), "pageref": "../../x"})
    assert record.main(["import", str(file), "--into", str(into)]) == 0
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.har") if path != file] == [
        "deep/into/queryToolTask/imported-1.har"
    ]
    assert record.main(["import", str(file), "--into", str(into)]) == 0
    assert sorted(path.name for path in into.rglob("*.har")) == ["imported-1.har", "imported-2.har"]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"log": []}', b"\xff\xfe", b"[" * 200_000, b'{"log":{"entries":7}}']
)
def test_what_is_no_har_is_refused(tmp_path: Path, content: bytes, capsys: Any) -> None:
    path = tmp_path / "x.har"
    path.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        record.main(["import", str(path)])
    assert ended.value.code == 2
    assert "x.har: expected " in capsys.readouterr().err


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LARGEST", 10)
    with pytest.raises(NotHar, match="expected at most 10 bytes, got "):
        import_har(_file(tmp_path, _entry()), SPEC)
    with pytest.raises(NotHar, match="expected a file, got none"):
        import_har(tmp_path / "none.har", SPEC)


def test_a_key_that_is_too_short_is_refused(tmp_path: Path) -> None:
    header = {"name": "x-request-req-accesskeysecret", "value": "s3cr3t"}
    with pytest.raises(TooShort) as error:
        import_har(_file(tmp_path, _entry(headers=[header])), SPEC)
    assert "got a shorter one in the file: it could not be found everywhere, so nothing is imported" in str(error.value)
    assert "s3cr3t" not in str(error.value)
