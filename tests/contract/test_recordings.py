"""A made-up exchange against the made-up spec, and against the page that it is from."""

import json
from pathlib import Path
from typing import Any

import pytest

from contract.documents import FormError
from contract.recordings import Recording, load_recordings
from contract.recordings_vs_spec import check_completeness, check_documented, check_recording, path_parameters
from contract.values import ABSENT
from tests.contract.made_up import POST, page, recording, spec, wide

ENTRY = "/log/entries/0"
ROWS = [{"url": "https://x.example/1"}]
FORM = Path(__file__).parents[2] / "contract_tests" / "recordings" / "recording.schema.yaml"


def _told(made: Recording) -> list[tuple[str, str, str]]:
    found = check_recording(made, spec()).mismatches
    assert {m.operation for m in found} <= {"paintPicture"}
    assert all(
        "contract_tests/recordings/paintPicture/documented.har; https://docs.example/paint" in m.source for m in found
    )
    return [(m.pointer, str(m.expected), str(m.actual)) for m in found]


def test_a_recording_that_follows_the_spec() -> None:
    assert _told(recording()) == []
    assert _told(recording(body={"code": "404", "msg": "no such job"})) == []


@pytest.mark.parametrize(
    ("pointer", "new", "told"),
    [
        ("/log/_source/page", "draw", ("/_source/page", "paint", "draw")),
        (f"{ENTRY}/request/method", "PUT", ("/request/method", "POST", "PUT")),
        (f"{ENTRY}/request/url", "https://api.example/draw", ("/request/url", "/paint/{kind}", "/draw")),
        (f"{ENTRY}/request/url", "https://api.example/paint/oil/x", ("/request/url", "/paint/{kind}", "/paint/oil/x")),
        (
            f"{ENTRY}/request/url",
            "https://api.example/paint/oil?Key=s3cr3t",
            ("/request/query_params/Key", "no such parameter", "one, its value not shown"),
        ),
        (
            f"{ENTRY}/request/headers/0",
            {"name": "Accept", "value": "x"},
            ("/request/headers/Key", "required", "nothing"),
        ),
        (
            f"{ENTRY}/request/headers/0/value",
            "s3cr3t",
            ("/request/headers/Key", "one of accessKeyId, accessKeySecret, REDACTED", "a secret in a recording"),
        ),
        (
            f"{ENTRY}/request/headers/1/name",
            "Authorization",
            ("/request/headers/Authorization", "only accept, content-type, key", "a header authorization"),
        ),
        (f"{ENTRY}/response/cookies", [{}], ("/response/cookies", "[]", "a secret in a recording: cookies")),
        (
            f"{ENTRY}/request/postData/mimeType",
            "text/plain",
            ("/request/content_type", "application/json", "text/plain"),
        ),
        (f"{ENTRY}/request/postData/text", "{", ("/request/body", "a JSON body", "no JSON")),
        (f"{ENTRY}/response/content/text", "", ("/response/body", "a JSON body", "nothing")),
        (
            f"{ENTRY}/response/content/mimeType",
            "text/html",
            ("/response/content_type", "application/json", "text/html"),
        ),
        (f"{ENTRY}/response/status", 418, ("/response/status", "one of 200", "418")),
        (f"{ENTRY}/response/status", 0, ("/response/status", "a response", "none")),
    ],
)
def test_an_exchange_that_the_spec_does_not_have(pointer: str, new: Any, told: tuple[str, str, str]) -> None:
    assert _told(recording(pointer, new)) == [told]


@pytest.mark.parametrize(
    ("sent", "body", "told"),
    [
        ({"mode": "ink"}, None, ("/request/body/jobId", "required", "nothing")),
        ({"jobId": 7}, None, ("/request/body/jobId", 'type "string"', "7")),
        ({"jobId": "j", "colour": 1}, None, ("/request/body/colour", "no such field", "1")),
        (None, {"code": "200", "data": {"rows": ROWS}}, ("/response/body/data/status", "required", "nothing")),
        (
            None,
            {"code": "200", "data": {"status": 2, "rows": [*ROWS, {"url": "x", "size": 1}]}},
            ("/response/body/data/rows/1/size", "no such field", "1"),
        ),
        (None, {"code": "404"}, ("/response/body/msg", "required", "nothing")),
        (None, {"code": "404", "msg": "x", "hint": "y"}, ("/response/body/hint", "no such field", "y")),
    ],
)
def test_a_body_that_breaks_the_schema_or_is_not_known_to_it(sent: Any, body: Any, told: tuple[str, str, str]) -> None:
    assert _told(recording(sent=sent, body=body)) == [told]


def test_a_legal_number_that_no_one_has_named_or_classified() -> None:
    told = _told(recording(body={"code": "200", "data": {"status": "7"}}))
    assert ("/response/body/data/status", "one of -1, 1, 2 (x-open-enum)", "7") in told
    assert ("/response/body/data/status", "a status that x-task classifies: 1, 2, -1", "7") in told


def test_a_request_alone_says_why_there_is_no_response() -> None:
    source = {"kind": "documented", "page": "paint", "date": "2026-01-01", "note": "the page shows none"}
    alone = recording("/log/_source", source)
    alone.response["status"] = 0
    assert _told(alone) == []


def test_a_slash_is_legal_where_the_spec_allows_it() -> None:
    (plain,) = spec().operations.values()
    (slashed,) = spec(f"{POST}/parameters/0/x-allow-slash", True).operations.values()
    assert path_parameters(plain, "/paint/hair/change") is None
    assert path_parameters(slashed, "/paint/hair/change") == {"kind": "hair/change"}
    assert path_parameters(plain, "/paint/hair%20oil") == {"kind": "hair oil"}


def test_a_query_answers_with_the_fields_of_the_task_that_it_asks_for() -> None:
    wider = wide("/components/schemas/Row/properties/extra", {"type": "integer"})
    body = {"code": "200", "data": {"status": 2, "rows": [{"url": "u", "extra": 1}]}}
    for kind, unknown in (("oil", []), ("ink", ["/response/body/data/rows"])):
        url = f"https://api.example/paint/{kind}/ask"
        asked = recording(f"{ENTRY}/request/url", url, body=body, sent={"taskId": "j1"})
        asked.har["log"]["_source"]["page"] = "ask"
        report = check_recording(Recording("askPicture", "sandbox", asked.har), wider)
        assert [m.pointer for m in report.mismatches] == unknown


def test_a_folder_without_an_operation() -> None:
    (mismatch,) = check_recording(Recording("draw", "live", {}), spec()).mismatches
    assert "spec-recordings: draw at the whole" in str(mismatch)
    assert "name the folder after an operationId of spec/openapi.yaml" in str(mismatch)


def test_a_documented_recording_is_the_pages_example() -> None:
    assert check_documented(recording(), page()).mismatches == []
    (mismatch,) = check_documented(recording(), page("/request/example/count", 3)).mismatches
    assert (mismatch.pointer, mismatch.expected, mismatch.actual) == ("/request/body/count", 3, 2)
    assert "the page's example is another by now: write it into the recording" in str(mismatch)
    assert "https://docs.example/paint (spec/pages/paint.yaml)" in mismatch.source


def test_a_documented_recording_has_no_more_and_no_less_than_the_page() -> None:
    more = check_documented(recording(), page("/response/200/example", None)).mismatches
    assert [(m.pointer, m.expected) for m in more] == [
        ("/response/body/code", ABSENT),
        ("/response/body/data/rows/0/url", ABSENT),
        ("/response/body/data/status", ABSENT),
    ]
    less = check_documented(recording(f"{ENTRY}/response/content", {}), page()).mismatches
    assert [(m.pointer, m.actual) for m in less] == [(m.pointer, ABSENT) for m in more]
    cut = {"code": "200", "data": {"status": 2, "rows": [{"url": "https://x"}]}, "_truncated": True}
    assert check_documented(recording(), page("/response/200/example", cut)).mismatches == []


def test_each_operation_has_a_recording_or_a_waiver_that_is_needed() -> None:
    alone = recording(f"{ENTRY}/response/status", 0)
    (missing,) = check_completeness([alone], spec(), {}).mismatches
    assert "record one under contract_tests/recordings/paintPicture/, or say in waivers.yaml why there is none" in str(
        missing
    )
    assert check_completeness([alone], spec(), {"paintPicture": "nobody can"}).mismatches == []
    (stale,) = check_completeness([recording()], spec(), {"paintPicture": "nobody can"}).mismatches
    assert (stale.actual, stale.source) == ("there is a recording", "nobody can")
    (lost,) = check_completeness([recording()], spec(), {"draw": "x"}).mismatches
    assert "take the waiver out of contract_tests/recordings/waivers.yaml" in str(lost)


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "recording.schema.yaml").write_text(FORM.read_text("utf-8"), "utf-8")
    (tmp_path / "paintPicture").mkdir()
    path = tmp_path / "paintPicture" / "live.har"
    har = recording("/log/_source/kind", "dreamt").har | {"extra": 1}
    path.write_text(json.dumps(har), "utf-8")
    with pytest.raises(FormError) as error:
        load_recordings(tmp_path)
    assert "the whole file: unknown key 'extra'; allowed: log" in str(error.value)
    assert "/log/_source/kind: 'dreamt' is not one of ['documented', 'sandbox', 'live']" in str(error.value)
