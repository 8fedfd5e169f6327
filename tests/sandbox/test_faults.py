"""Faults of requests, over real sockets, as a plain client sees them."""

import http.client
import json
import signal
import subprocess
import threading
import time
from typing import Any

import httpx
import pytest

from img_open_sandbox.process import Sandbox, running
from tests.sandbox.helpers import DETECT, FLUX, FLUX_QUERY, OPERATIONS, TEXT, LoopbackServer
from tests.sandbox.plain import DEADLINE_S, ask, connection, flux, post, send, submit, tasks, used

RULE = OPERATIONS["fluxTextToImage"].task
assert RULE is not None
assert RULE.status is not None
WAITING, FINISHED = RULE.status.waiting, RULE.status.finished
QUERY_V2 = OPERATIONS["queryTaskInfoV2"].path


def reset_error(sandbox: Sandbox, path: str, body: dict[str, Any]) -> None:
    """Post, and see a TCP reset; a mere close would be a RemoteDisconnected, which is a subclass."""
    with pytest.raises(ConnectionResetError) as caught:
        post(sandbox, path, body)
    assert type(caught.value) is ConnectionResetError


def entry(sandbox: Sandbox, business_task_id: str) -> Any:
    """The only request for a task: handled, started, fault, code, status."""
    (row,) = sandbox.requests(business_task_id)["requests"]
    return tuple(row[name] for name in ("handled", "started", "fault", "code", "status"))


def test_reset_before_read(live: Sandbox) -> None:
    live.plant({"fault": "reset-before-read", "times": 2})
    reset_error(live, FLUX, flux("1"))
    assert (tasks(live), used(live)) == ([], [1])  # two control paths passed
    reset_error(live, "/nowhere", {})

    assert submit(live, "1")["code"] == "200"
    rows = live.requests()["requests"]
    seen = [(row["operationId"], row["kind"], row["handled"], row["fault"], row["status"]) for row in rows]
    assert seen == [
        ("fluxTextToImage", "submit", False, "reset-before-read", None),
        (None, "other", False, "reset-before-read", None),
        ("fluxTextToImage", "submit", True, None, 200),
    ]
    assert live.requests("1")["submits"] == {"1": {"handled": 1, "started": 1}}


@pytest.mark.parametrize(
    ("on", "struck"),
    [
        ({"operationId": "detectFaces"}, DETECT),
        ({"operationId": "detectFaces", "kind": "query"}, f"{DETECT}/queryTask"),
        ({"operationId": "queryToolTask"}, FLUX_QUERY),
        ({"kind": "submit"}, DETECT),
    ],
)
def test_reset_before_read_by_the_path(live: Sandbox, on: dict[str, str], struck: str) -> None:
    live.plant({"fault": "reset-before-read", "on": on})
    other = FLUX_QUERY if struck != FLUX_QUERY else FLUX
    assert post(live, other, flux("1"))[0].status == 200
    reset_error(live, f"{struck}?a=b", {})
    assert post(live, struck, {})[0].status == 200


def test_reset_before_read_on_a_connection_that_was_used(live: Sandbox) -> None:
    with connection(live) as opened:
        assert exchange(opened, live, "1")["code"] == "200"
        live.plant({"fault": "reset-before-read"})
        with pytest.raises(ConnectionResetError):
            exchange(opened, live, "2")

    assert tasks(live) == ["1"]


def exchange(opened: http.client.HTTPConnection, sandbox: Sandbox, business_task_id: str) -> Any:
    send(opened, sandbox, FLUX, flux(business_task_id))
    return json.loads(opened.getresponse().read())


def test_a_large_body_is_not_taken_for_a_request(live: Sandbox) -> None:
    """Its packets come after the first bytes."""
    with connection(live) as opened:
        body = json.dumps(flux("1", prompt="POST / HTTP/1.1\r\n" * 20_000))
        opened.putrequest("POST", FLUX)
        for name, value in {"Content-Type": "application/json", **live.headers}.items():
            opened.putheader(name, value)
        opened.putheader("Content-Length", str(len(body)))
        opened.endheaders()
        live.plant({"fault": "reset-before-read"})
        for start in range(0, len(body), 10_000):
            opened.send(body[start : start + 10_000].encode())
        assert json.loads(opened.getresponse().read())["code"] == "200"


def test_reset_after_read(live: Sandbox) -> None:
    live.plant({"fault": "reset-after-read"})
    reset_error(live, FLUX, flux("1"))

    assert tasks(live) == ["1"]
    assert entry(live, "1") == (True, True, "reset-after-read", "200", None)
    assert submit(live, "1")["code"] == "409"
    assert live.requests("1")["submits"] == {"1": {"handled": 2, "started": 1}}


def test_httpx_sees_a_reset_too(live: Sandbox) -> None:
    live.plant({"fault": "reset-after-read"}, {"fault": "reset-before-read"})
    # It swallows a reset while it still sends, and then reads the end of the connection.
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        httpx.post(live.url + FLUX, json=flux("1"), headers=live.headers)
    assert used(live) == [0, 1]
    with pytest.raises(httpx.ReadError):
        httpx.post(live.url + FLUX, json=flux("1"), headers=live.headers)
    assert used(live) == [1, 1]


def test_the_callback_after_a_reset_comes(live: Sandbox, server: LoopbackServer) -> None:
    live.plant({"fault": "reset-after-read"})
    reset_error(live, FLUX, flux("1", callbackUrl=server.url("/done")))

    assert server.received.get(timeout=DEADLINE_S)[0] == "/done"


def test_slow_headers(live: Sandbox) -> None:
    live.plant({"fault": "slow-headers", "seconds": 0.2})
    begun = time.monotonic()
    answer = submit(live, "1")

    assert time.monotonic() - begun >= 0.2
    assert answer["code"] == "200"
    assert entry(live, "1") == (True, True, "slow-headers", "200", 200)


def test_slow_headers_leave_a_caller_without_patience_with_a_task(live: Sandbox) -> None:
    live.plant({"fault": "slow-headers", "seconds": 60})
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(live.url + FLUX, json=flux("1"), headers=live.headers, timeout=0.3)

    assert tasks(live) == ["1"]


def test_slow_body(live: Sandbox) -> None:
    live.plant({"fault": "slow-body", "seconds": 0.05, "pieces": 6})
    begun = time.monotonic()
    with connection(live) as opened:
        send(opened, live, FLUX, flux("1"))
        answer = opened.getresponse()
        headers = time.monotonic()
        body = answer.read()
    ended = time.monotonic()

    assert int(answer.headers["Content-Length"]) == len(body)
    assert json.loads(body)["code"] == "200"
    assert ended - begun >= 0.3
    assert ended - headers > 0.2  # the headers did not wait


def test_truncated_body(live: Sandbox) -> None:
    live.plant({"fault": "truncated-body"})
    with pytest.raises(http.client.IncompleteRead) as caught:
        post(live, FLUX, flux("1"))
    whole = post(live, FLUX_QUERY, {"businessTaskId": "1"})[1]

    assert 0 < len(caught.value.partial) < len(whole)
    assert caught.value.expected is not None
    assert abs(caught.value.expected - len(caught.value.partial)) <= 1
    assert caught.value.partial.startswith(b'{"code":"200"')
    assert entry_of_submit(live) == (True, 200)


def entry_of_submit(sandbox: Sandbox) -> tuple[bool, int]:
    row = sandbox.requests()["requests"][0]
    return row["handled"], row["status"]


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("handled", [True, False])
def test_status(live: Sandbox, code: int, handled: bool) -> None:
    live.plant({"fault": "status", "code": code, "handled": handled})
    answer, body = post(live, FLUX, flux("1"))

    assert (answer.status, answer.headers["Retry-After"], body) == (code, None, b"")
    assert tasks(live) == ["1"] * handled
    assert entry(live, "1") == (handled, handled, "status", "200" if handled else None, code)


@pytest.mark.parametrize("retry_after", ["2", 2, 0.5, "Mon, 23 Nov 2026 04:20:04 GMT", "-1"])
def test_retry_after_and_a_text(live: Sandbox, retry_after: str | float) -> None:
    live.plant({"fault": "status", "code": 429, "retryAfter": retry_after, "body": "too many"})
    answer, body = post(live, FLUX, flux("1"))

    assert (answer.headers["Retry-After"], body) == (str(retry_after), b"too many")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(("more", "status"), [({}, 502), ({"code": 200}, 200), ({"code": 404}, 404)])
@pytest.mark.parametrize("handled", [True, False])
def test_html(live: Sandbox, more: dict[str, int], status: int, handled: bool) -> None:
    live.plant({"fault": "html", "handled": handled, **more})
    answer, body = post(live, FLUX, flux("1"))

    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert body.startswith(b"<!DOCTYPE html>")
    assert tasks(live) == ["1"] * handled


@pytest.mark.parametrize("kind", ["submit", "query"])
def test_lose_task(live: Sandbox, kind: str) -> None:
    live.plant({"fault": "lose-task", "on": {"kind": kind, "businessTaskId": "1"}})
    assert submit(live, "1")["code"] == "200"
    answer = ask(live, "1")

    assert (answer["code"], answer["msg"][:40]) == ("404", 'no task with businessTaskId "1" of the t')
    assert (tasks(live), used(live)) == ([], [1])
    assert submit(live, "1")["code"] == "200"  # forgotten, not taken


def test_nobody_is_called_for_a_lost_task(live: Sandbox, server: LoopbackServer) -> None:
    live.plant({"fault": "lose-task"})
    submit(live, "1", callbackUrl=server.url("/done"))

    assert live.control("GET", "callbacks")["callbacks"] == []


def test_status_backwards(live: Sandbox) -> None:
    """Only once the task has ended; V2 tells percentages."""
    live.control("PUT", "progress", json={"progress": "looks:2"})
    live.plant({"fault": "status-backwards", "times": 2})
    task_id = json.loads(post(live, OPERATIONS["textToImage"].path, TEXT)[1])["data"]["task_id"]
    told = [json.loads(post(live, QUERY_V2, {"businessTaskId": task_id})[1])["data"] for _ in range(4)]

    assert [data["status"] for data in told] == [1, 1, 1, 2]
    percentages = [data["temporaryImageDto"] for data in told]
    assert percentages == [{"percentage": 50}, {"percentage": 0}, {"percentage": 0}, None]
    assert [len(data["differentialImageRspList"]) for data in told] == [0, 0, 0, 1]
    rows = live.requests(task_id)["requests"]
    assert [row["fault"] for row in rows] == [None, None, "status-backwards", "status-backwards", None]


@pytest.mark.parametrize("progress", ["now", "seconds:0"])
@pytest.mark.parametrize("operation", ["fluxTextToImage", "queryToolTask"])
def test_status_backwards_of_a_tool(live: Sandbox, progress: str, operation: str) -> None:
    live.control("PUT", "progress", json={"progress": progress})
    live.plant({"fault": "status-backwards", "on": {"operationId": operation, "businessTaskId": "1"}})
    submit(live, "2")
    submit(live, "1")

    answers = [ask(live, name)["data"] for name in ("2", "1", "1")]
    statuses = [(data["status"], bool(data["outputImageUrl"])) for data in answers]
    assert statuses == [(FINISHED, True), (WAITING, False), (FINISHED, True)]


def test_a_request_is_struck_by_the_first_fault_that_fits(live: Sandbox) -> None:
    live.plant(
        {"fault": "status", "code": 503, "on": {"businessTaskId": "2"}},
        {"fault": "status", "code": 500, "times": 2},
        {"fault": "status-backwards"},
    )
    statuses = [post(live, FLUX, flux(name))[0].status for name in ("1", "2", "3", "4")]

    assert statuses == [500, 503, 500, 200]
    assert used(live) == [1, 2, 0]


def test_a_tasks_service_id_fits_too(live: Sandbox) -> None:
    task_id = submit(live, "1")["data"]["taskId"]
    submit(live, "2")
    live.plant({"fault": "html", "on": {"businessTaskId": task_id}})

    assert ask(live, "2")["code"] == "200"
    assert post(live, FLUX_QUERY, {"businessTaskId": "1"})[0].status == 502


def test_a_submit_is_not_taken_for_a_task_of_another_family(live: Sandbox) -> None:
    path = OPERATIONS["controlnetToImage"].path
    post(live, path, {**TEXT, "resize_mode": 0, "controlnet": {}, "id_task": "own"})
    live.plant({"fault": "html", "on": {"operationId": "controlnetToImage"}})

    assert submit(live, "own")["code"] == "200"
    assert post(live, QUERY_V2, {"businessTaskId": "own"})[0].status == 502


def test_a_request_that_breaks_the_spec_is_struck_too(live: Sandbox) -> None:
    live.plant({"fault": "status", "code": 503})
    with connection(live) as opened:
        opened.request("POST", FLUX, b"no JSON")
        assert opened.getresponse().status == 503


def test_no_fault_is_taken_for_a_crash() -> None:
    with running("--loopback-only", stderr=subprocess.PIPE) as sandbox:
        for name in ("reset-before-read", "reset-after-read", "truncated-body", "slow-headers", "slow-body"):
            more = {"seconds": 60, "on": {"businessTaskId": name}} if name.startswith("slow") else {}
            sandbox.plant({"fault": name, **more})
            with connection(sandbox, timeout=0.3) as opened, pytest.raises((OSError, http.client.IncompleteRead)):
                exchange(opened, sandbox, name)
        assert used(sandbox) == [1] * 5
        sandbox.process.terminate()
        assert sandbox.process.communicate(timeout=DEADLINE_S)[1] == ""


@pytest.mark.parametrize("fault", ["slow-headers", "slow-body"])
def test_a_slow_answer_does_not_hold_up_the_end(fault: str) -> None:
    failures: list[Exception] = []

    def wait(sandbox: Sandbox) -> None:
        try:
            post(sandbox, FLUX, flux("1"))
        except (OSError, http.client.HTTPException) as error:
            failures.append(error)

    with running("--fault", json.dumps({"fault": fault, "seconds": 60}), stderr=subprocess.PIPE) as sandbox:
        thread = threading.Thread(target=wait, args=(sandbox,))
        thread.start()
        while not sandbox.requests("1")["requests"]:
            pass
        sandbox.process.send_signal(signal.SIGTERM)
        _, log = sandbox.process.communicate(timeout=DEADLINE_S)
        thread.join()

    assert [type(failure) for failure in failures] == [ConnectionResetError]
    assert (sandbox.process.returncode, "Traceback" in log) == (0, False)
