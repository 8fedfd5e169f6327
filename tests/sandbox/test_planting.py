"""What can be planted and what not, in which form, on what it fits; the control paths and the command line."""

import dataclasses
import json
from typing import Any

import httpx
import pytest

from img_open_sandbox.faults import FAULTS, FaultError, Occasion, SlowBody, Status
from img_open_sandbox.planting import PLANTED_MAX, Faults, parse_option
from img_open_sandbox.process import Sandbox
from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import FLUX, FLUX_QUERY, OPERATIONS, call, example, in_process, program
from tests.sandbox.plain import flux, post, used
from tests.sandbox.test_program import run

NAMES = (
    "reset-before-read, reset-after-read, slow-headers, slow-body, truncated-body, status, html, lose-task,"
    " status-backwards, drop-callback, double-callback, late-callback, callback-before-answer, forged-callback,"
    " wrong-token-callback"
)
AT = "on.operationId"
SUBMIT = Occasion("submit", frozenset({"detectFaces"}), frozenset({"1"}))
QUERY = Occasion("query", frozenset({"queryToolTask", "detectFaces"}), frozenset({"1", "pre1"}))


@pytest.fixture
def faults() -> Faults:
    return Faults(OPERATIONS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"fault": "drop"}, f'fault: expected one of {NAMES}, got "drop"'),
        ({"fault": None}, f"fault: expected one of {NAMES}, got null"),
        ({"fault": []}, f"fault: expected one of {NAMES}, got []"),
        ({}, f"fault: expected one of {NAMES}, got null"),
        ("html", 'fault: expected an object such as {"fault": "drop-callback"}, got "html"'),
        ({"fault": "status"}, "status: code: required, but it is missing"),
        ({"fault": "status", "code": 404}, "status: code: expected one of 408, 429, 500, 502, 503, 504, got 404"),
        ({"fault": "status", "code": 503.0}, "status: code: expected one of 408, 429, 500, 502, 503, 504, got 503.0"),
        (
            {"fault": "status", "code": 503, "retry-after": 2},
            "status: expected code or retryAfter or handled or body, got retry-after",
        ),
        (
            {"fault": "status", "code": 503, "retryAfter": "2\r\nX: y"},
            'status: retryAfter: expected seconds or an HTTP date that a header can carry, got "2\\r\\nX: y"',
        ),
        (
            {"fault": "status", "code": 503, "retryAfter": [2]},
            "status: retryAfter: expected seconds or an HTTP date that a header can carry, got [2]",
        ),
        ({"fault": "status", "code": 503, "handled": 1}, "status: handled: expected true or false, got 1"),
        (
            {"fault": "status", "code": 503, "body": {}},
            "status: body: expected a text of at most 1000 characters, got {}",
        ),
        ({"fault": "html", "code": 199}, "html: code: expected a whole number from 200 to 599, got 199"),
        ({"fault": "html", "code": 204}, "html: code: expected a status whose answer has a body, got 204"),
        ({"fault": "slow-headers"}, "slow-headers: seconds: required, but it is missing"),
        ({"fault": "slow-headers", "seconds": -1}, "slow-headers: seconds: expected a number from 0 to 600, got -1"),
        ({"fault": "slow-body", "seconds": True}, "slow-body: seconds: expected a number from 0 to 600, got true"),
        (
            {"fault": "slow-body", "seconds": 1, "pieces": 0},
            "slow-body: pieces: expected a whole number from 1 to 1000, got 0",
        ),
        (
            {"fault": "late-callback", "seconds": "1"},
            'late-callback: seconds: expected a number from 0 to 600, got "1"',
        ),
        ({"fault": "lose-task", "seconds": 1}, "lose-task: expected no field of its own, got seconds"),
        ({"fault": "html", "times": 0}, "html: times: expected a whole number from 1 to 1000000000, got 0"),
        ({"fault": "html", "on": "query"}, 'html: on: expected an object, got "query"'),
        (
            {"fault": "html", "on": {"task": "1"}},
            "html: on: expected operationId or kind or businessTaskId, got task",
        ),
        ({"fault": "html", "on": {"businessTaskId": 1}}, "html: on.businessTaskId: expected a text, got 1"),
        ({"fault": "html", "on": {"kind": "asked"}}, 'html: on.kind: expected submit or query or other, got "asked"'),
        (
            {"fault": "drop-callback", "on": {"kind": "submit"}},
            'drop-callback: on.kind: expected callback, got "submit"',
        ),
        (
            {"fault": "reset-before-read", "on": {"businessTaskId": "1"}},
            "reset-before-read: on.businessTaskId: expected none, as the request's body is not read, got one",
        ),
        (
            {"fault": "drop-callback", "on": {"operationId": "swapFace"}},
            f"drop-callback: {AT}: expected an operation with a callback, got swapFace, which has submit or query",
        ),
        (
            {"fault": "html", "on": {"operationId": "queryToolTask", "kind": "submit"}},
            f"html: {AT}: expected an operation with a submit, got queryToolTask, which has query",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_planted(faults: Faults, value: object, expected: str) -> None:
    with pytest.raises(FaultError) as caught:
        faults.plant([{"fault": "html"}, value])
    assert str(caught.value) == expected
    assert faults.rows() == []  # all or none


def test_an_unknown_operation(faults: Faults) -> None:
    with pytest.raises(FaultError) as caught:
        faults.plant([{"fault": "html", "on": {"operationId": "detectFace"}}])
    expected = f'html: on.operationId: expected one of {", ".join(OPERATIONS)}, got "detectFace"'
    assert str(caught.value) == expected


def test_not_a_number() -> None:
    with pytest.raises(FaultError, match="^seconds: expected a number from 0 to 600, got NaN$"):
        SlowBody(float("nan"))


def test_rows_have_the_form_that_plants(faults: Faults) -> None:
    planted: list[dict[str, Any]] = [
        {"fault": "status", "code": 503, "retryAfter": "2", "times": 3, "on": {"kind": "query"}},
        {"fault": "drop-callback"},
    ]
    faults.plant(planted)
    rows = faults.rows()

    assert rows == [
        {**planted[0], "handled": False, "body": "", "used": 0},
        {"fault": "drop-callback", "times": 1, "on": {}, "used": 0},
    ]
    again = Faults(OPERATIONS)
    again.plant([{name: value for name, value in row.items() if name != "used"} for row in rows])
    assert again.rows() == rows


def test_it_strikes_as_often_as_asked(faults: Faults) -> None:
    faults.plant([{"fault": "status", "code": 503, "times": 2}, {"fault": "html"}])
    struck = [faults.take("request", SUBMIT) for _ in range(4)]

    assert [fault and fault.name() for fault in struck] == ["status", "status", "html", None]
    assert struck[0] == Status(503)
    assert [row["used"] for row in faults.rows()] == [2, 1]


@pytest.mark.parametrize(
    ("on", "occasion", "fits"),
    [
        ({}, SUBMIT, True),
        ({"kind": "submit"}, SUBMIT, True),
        ({"kind": "submit"}, QUERY, False),
        ({"operationId": "detectFaces"}, SUBMIT, True),
        ({"operationId": "detectFaces"}, QUERY, True),
        ({"operationId": "queryToolTask"}, QUERY, True),
        ({"operationId": "queryToolTask"}, SUBMIT, False),
        ({"operationId": "fluxTextToImage"}, QUERY, False),
        ({"businessTaskId": "1"}, QUERY, True),
        ({"businessTaskId": "pre1"}, QUERY, True),
        ({"businessTaskId": "2"}, QUERY, False),
        ({"operationId": "detectFaces", "kind": "query", "businessTaskId": "1"}, QUERY, True),
    ],
)
def test_on_what_it_fits(faults: Faults, on: dict[str, str], occasion: Occasion, fits: bool) -> None:
    faults.plant([{"fault": "html", "on": on}])

    assert (faults.take("request", occasion) is not None) == fits
    assert faults.take("connection", occasion) is None


def test_there_may_be_too_many(faults: Faults) -> None:
    faults.plant([{"fault": "html"}] * PLANTED_MAX)
    with pytest.raises(FaultError) as caught:
        faults.plant([{"fault": "html"}])
    hint = "DELETE /_sandbox/faults forgets those that are used up, too"
    assert str(caught.value) == f"faults: expected at most 10000, got more; {hint}"


def test_the_control_paths(live: Sandbox) -> None:
    assert live.control("GET", "faults") == {"faults": []}
    (planted,) = live.control("POST", "faults", json={"fault": "html", "times": 2})["faults"]
    assert planted == {"fault": "html", "code": 502, "handled": False, "times": 2, "on": {}, "used": 0}
    assert [row["fault"] for row in live.plant({"fault": "lose-task"}, {"fault": "drop-callback"})] == [
        "lose-task",
        "drop-callback",
    ]

    assert post(live, FLUX, flux("1"))[0].status == 502
    assert used(live) == [1, 0, 0]
    assert live.control("DELETE", "faults") == {"faults": []}
    assert live.control("GET", "faults") == {"faults": []}
    assert post(live, FLUX, flux("1"))[0].status == 200


def test_reset_forgets_faults_and_requests(live: Sandbox) -> None:
    live.plant({"fault": "html"})
    post(live, FLUX_QUERY, {"businessTaskId": "1"})
    live.control("POST", "reset")

    assert live.control("GET", "faults") == {"faults": []}
    assert live.requests() == {"requests": [], "submits": {}, "forgotten": 0}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"html", "body: expected a JSON object, but it is not JSON"),
        (b'{"faults": {}}', "faults: expected a list, got {}"),
        (b'{"faults": [], "times": 2}', "faults: expected the list alone, got times beside it"),
        (b'{"faults": [{"fault": "html"}, {"fault": "x"}]}', 'got "x"'),
    ],
)
def test_a_bad_request(live: Sandbox, body: bytes, expected: str) -> None:
    answer = httpx.post(f"{live.url}/_sandbox/faults", content=body)

    assert (answer.status_code, answer.json()["code"]) == (400, "400")
    assert expected in answer.json()["msg"]
    assert live.control("GET", "faults") == {"faults": []}


def test_plant_tells_what_was_expected(live: Sandbox) -> None:
    with pytest.raises(httpx.HTTPStatusError) as caught:
        live.plant({"fault": "status", "code": 200})
    assert "status: code: expected one of 408" in caught.value.__notes__[0]


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["reset-before-read", "reset-after-read", "truncated-body"])
async def test_an_application_without_a_server_has_no_sockets(settings: Settings, name: str) -> None:
    async with in_process(settings) as client:
        answer = await client.post("/_sandbox/faults", json={"fault": name})

    expected = f"{name}: expected a server with sockets (python -m img_open_sandbox), got the application alone"
    assert (answer.status_code, answer.json()["msg"]) == (400, expected)


@pytest.mark.anyio
async def test_an_application_without_a_server_has_the_other_faults(settings: Settings) -> None:
    planted = ({"fault": "slow-body", "seconds": 0, "times": 3}, {"fault": "html"}, {"fault": "truncated-body"})
    body: dict[str, Any] = example("listModels")
    async with in_process(dataclasses.replace(settings, faults=planted)) as client:
        answers = [await call(client, "listModels", body) for _ in range(3)]
        statuses = [(await client.post(OPERATIONS["listModels"].path, json=body)).status_code for _ in range(2)]

    assert [answer["code"] for answer in answers] == ["200"] * 3
    assert statuses == [502, 200]


def test_the_command_line_plants() -> None:
    options = ("--fault", "drop-callback", "--fault", '{"fault": "status", "code": 503, "times": 2}')
    with program(*options) as sandbox:
        rows = sandbox.client.get("/_sandbox/faults").json()["faults"]

    assert [(row["fault"], row["times"]) for row in rows] == [("drop-callback", 1), ("status", 2)]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("drop", f'fault: expected one of {NAMES}, got "drop"'),
        ("status", "status: code: required, but it is missing"),
        ('{"fault": "html"', "fault: expected a name or JSON, got"),
        ("[]", 'fault: expected an object such as {"fault": "drop-callback"}, got []'),
    ],
)
def test_a_bad_option(option: str, expected: str) -> None:
    with pytest.raises(FaultError) as caught:
        parse_option(option)
    assert str(caught.value).startswith(expected)


def test_the_command_line_refuses() -> None:
    ended = run("--port", "0", "--fault", "slow-body")
    assert (ended.returncode, "slow-body: seconds: required, but it is missing" in ended.stderr) == (2, True)

    ended = run("--port", "0", "--fault", json.dumps({"fault": "html", "on": {"operationId": "detectFace"}}))
    assert ended.returncode == 2
    assert ended.stderr.startswith("img-open-sandbox: html: on.operationId: expected one of textToImage, ")


def test_help_names_every_fault_and_its_fields() -> None:
    text = run("--help").stdout

    assert all(f"\n  {name}" in text for name in FAULTS)
    assert "\n  status code [retryAfter] [handled] [body]\n" in text
