"""The log of requests: what it tells of each, what it counts, and that it stays small."""

import httpx

from img_open_sandbox.process import Sandbox
from img_open_sandbox.request_log import ID_MAX, Entry, RequestLog
from tests.sandbox.helpers import FLUX, FLUX_QUERY, OPERATIONS, TEXT, encoded, portrait
from tests.sandbox.plain import ask, flux, post, submit


def entry(business_task_id: str | None, **more: object) -> Entry:
    made = Entry(0, "detectFaces", "submit", business_task_id, handled=True)
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_a_row_tells_no_headers_and_no_bodies(live: Sandbox) -> None:
    task_id = submit(live, "1")["data"]["taskId"]
    (row,) = live.requests()["requests"]

    assert row.pop("at").endswith("+00:00")
    assert row == {
        "operationId": "fluxTextToImage",
        "kind": "submit",
        "businessTaskId": "1",
        "taskId": task_id,
        "handled": True,
        "started": True,
        "fault": None,
        "code": "200",
        "status": 200,
    }


def test_refusals_are_handled_and_start_nothing(live: Sandbox) -> None:
    submit(live, "1")
    submit(live, "1")
    submit(live, "2", width="wide")
    httpx.post(live.url + FLUX, json=flux("3"))
    ask(live, "4")
    report = live.requests()

    rows = [(row["kind"], row["handled"], row["started"], row["code"]) for row in report["requests"]]
    assert rows == [
        ("submit", True, True, "200"),
        ("submit", True, False, "409"),
        ("submit", True, False, "400"),
        ("submit", True, False, "401"),
        ("query", True, False, "404"),
    ]
    assert report["submits"] == {
        "1": {"handled": 2, "started": 1},
        "2": {"handled": 1, "started": 0},
        "3": {"handled": 1, "started": 0},
    }


def test_kinds_and_what_is_no_request_to_the_api(live: Sandbox) -> None:
    live.upload(encoded(portrait(16)))
    httpx.get(f"{live.url}/nowhere")
    post(live, OPERATIONS["listModels"].path, {})
    post(live, FLUX_QUERY, {})

    rows = live.requests()["requests"]
    assert [(row["operationId"], row["kind"]) for row in rows] == [("listModels", "other"), ("queryToolTask", "query")]


def test_a_tasks_requests_by_either_id(live: Sandbox) -> None:
    task_id = submit(live, "1")["data"]["taskId"]
    submit(live, "2")
    ask(live, "1")

    by_own, by_services = live.requests("1"), live.requests(task_id)
    assert by_own == by_services
    assert [row["kind"] for row in by_own["requests"]] == ["submit", "query"]
    assert by_own["submits"] == {"1": {"handled": 1, "started": 1}}


def test_a_submit_without_an_own_id_is_counted_by_the_services(live: Sandbox) -> None:
    post(live, OPERATIONS["textToImage"].path, TEXT)
    (row,) = live.requests()["requests"]

    assert row["businessTaskId"] is None
    assert live.requests()["submits"] == {row["taskId"]: {"handled": 1, "started": 1}}


def test_an_unknown_query(live: Sandbox) -> None:
    answer = httpx.get(f"{live.url}/_sandbox/requests", params={"taskId": "1"})

    assert (answer.status_code, answer.json()["msg"]) == (400, "query: expected businessTaskId, got taskId")


def test_the_oldest_are_forgotten() -> None:
    log = RequestLog(limit=2)
    for name in ("1", "2", "3"):
        log.add(entry(name))
    report = log.report()

    assert [row["businessTaskId"] for row in report["requests"]] == ["2", "3"]
    assert (sorted(report["submits"]), report["forgotten"]) == (["2", "3"], 1)


def test_a_long_id_is_cut_off() -> None:
    log = RequestLog()
    log.add(entry("a" * 10_000))

    (row,) = log.report("a" * 10_000)["requests"]
    assert row["businessTaskId"] == "a" * ID_MAX


def test_only_what_was_handled_is_counted() -> None:
    log = RequestLog()
    log.add(entry("1", handled=False))
    log.add(entry(None))
    log.add(entry("2", kind="query"))

    assert log.report()["submits"] == {}
