"""Submits under each fault: the task, or an error that is true; and never handled twice."""

import re
from typing import Any

import pytest
from attrs import frozen

from contract_tests.servers import BLANK
from img_open import ApiError, DecodeError, StatusError, SubmitUnclear, TaskLost
from img_open_sandbox.process import Sandbox
from tests.faults.driving import (
    OWN_ID,
    FastTime,
    Mode,
    is_right,
    outcome,
    resolved,
    resumed,
    run,
    submit,
    submits,
    wait,
)
from tests.faults.planting import Planted, in_seconds, on, unread


@frozen
class Case:
    """Faults of a submit, how often the server handles it, and the error that the caller gets, if any."""

    faults: tuple[Planted, ...]
    handled: int = 1
    error: type[ApiError] | None = None
    text: str = ""
    timeout: float = 30.0  # seconds, of each phase


def status(code: int, **fields: Any) -> Planted:
    return on("submit", "status", code=code, **fields)


UNCLEAR = "may have arrived, and may cost: ask for task b1 before it is sent again; last problem: .*"
CASES = {
    "reset before read": Case((unread("submit"),)),
    "reset before read, twice": Case((unread("submit", 2),)),
    "reset before read, always": Case((unread("submit", 9),), 0, SubmitUnclear, UNCLEAR + "no answer from"),
    "reset after read": Case((on("submit", "reset-after-read"),)),
    "slow headers": Case((on("submit", "slow-headers", seconds=0.2),)),
    "headers too slow": Case((on("submit", "slow-headers", seconds=60),), timeout=0.3),
    "slow body": Case((on("submit", "slow-body", seconds=0.02, pieces=20),)),
    "body too slow": Case((on("submit", "slow-body", seconds=60),), timeout=0.3),
    "truncated body": Case((on("submit", "truncated-body"),)),
    "429": Case((status(429, times=2),)),
    "429 storm": Case((status(429, times=9, body="slow down"),), 0, StatusError, "HTTP 429 .*: slow down"),
    "429, Retry-After too long": Case((status(429, retryAfter=3600),), 0, StatusError, "HTTP 429"),
    "429, yet handled": Case((status(429, handled=True),)),
    "503": Case((status(503, times=2),)),
    "503 storm": Case((status(503, times=9),), 0, SubmitUnclear, UNCLEAR + "HTTP 503"),
    "503, handled": Case((status(503, handled=True),)),
    "503, then handled": Case((status(503), status(503, handled=True))),
    "502": Case((status(502),)),
    "502, handled": Case((status(502, handled=True),)),
    "504": Case((status(504),), 0, SubmitUnclear, UNCLEAR + "HTTP 504"),
    "504, handled": Case((status(504, handled=True),)),
    "408": Case((status(408),), 0, SubmitUnclear, UNCLEAR + "HTTP 408"),
    "408, handled": Case((status(408, handled=True),)),
    "500": Case((status(500),), 0, StatusError, "HTTP 500"),
    "500, handled": Case((status(500, handled=True),)),
    "HTML 502": Case((on("submit", "html", code=502),)),
    "HTML 502, handled": Case((on("submit", "html", code=502, handled=True),)),
    "HTML 200": Case((on("submit", "html", code=200),), 0, DecodeError, "expected JSON, got <!DOCTYPE html>"),
    "HTML 200, handled": Case((on("submit", "html", code=200, handled=True),)),
    "all sorts": Case((unread("submit"), status(429), on("submit", "reset-after-read"))),
    "handled, and no question is answered": Case(
        (status(503, handled=True), on("query", "status", code=503, times=3)), 1, SubmitUnclear, UNCLEAR + "HTTP 503"
    ),
}


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("name", CASES)
def test_a_submit_is_handled_once_or_the_error_is_true(sandbox: Sandbox, mode: Mode, name: str) -> None:
    case = CASES[name]
    sandbox.plant(*case.faults)

    async def use(client: Any) -> None:
        task = await outcome(lambda: submit(client))
        if case.error is not None:
            assert type(task) is case.error
            assert re.search(case.text, str(task))
            assert task.business_task_id == OWN_ID
            task = resumed(client)  # what the error says to do
        found = await outcome(lambda: wait(task))
        assert is_right(found) if case.handled else type(found) is TaskLost

    run(mode, sandbox, use, timeout=case.timeout)
    assert submits(sandbox) == (case.handled, case.handled)


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize(("after", "low", "high"), [(3, 3, 3), ("in 4 s", 2.5, 4)])
def test_a_submit_honours_retry_after(
    sandbox: Sandbox, mode: Mode, fast: FastTime, code: int, after: str | int, low: float, high: float
) -> None:
    retry_after = after if isinstance(after, int) else in_seconds(4)
    sandbox.plant(status(code, retryAfter=retry_after))

    async def use(client: Any) -> None:
        await submit(client)

    run(mode, sandbox, use)
    assert len(fast.pauses) == 1
    assert low <= fast.pauses[0] <= high


@pytest.mark.usefixtures("fast")
def test_a_task_of_stable_diffusion_is_found_by_the_callers_id(sandbox: Sandbox, mode: Mode) -> None:
    sandbox.plant(on("submit", "reset-after-read"))

    async def use(client: Any) -> None:
        start = client.images.image_to_image_v3
        task = await resolved(
            start(prompt="", source_image_url=sandbox.upload(BLANK), width=128, height=128, business_task_id=OWN_ID)
        )
        data = await wait(task)
        assert len(data.differential_image_rsp_list) == 1
        (row,) = sandbox.control("GET", "tasks")["tasks"]
        assert (row["businessTaskId"], task.id) == (OWN_ID, OWN_ID)  # nobody has told the service's

    run(mode, sandbox, use)
    assert submits(sandbox) == (1, 1)


async def draw(client: Any) -> Any:
    """Start a task that has no id of the caller's."""
    return await resolved(client.images.text_to_image(prompt="", batch_size=1, width=64, height=64, seed="1"))


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize(
    ("fault", "fields", "error", "started"),
    [
        ("reset-before-read", {}, SubmitUnclear, 0),
        ("reset-after-read", {}, SubmitUnclear, 1),
        ("truncated-body", {}, SubmitUnclear, 1),
        ("status", {"code": 503}, SubmitUnclear, 0),
        ("status", {"code": 504, "handled": True}, SubmitUnclear, 1),
        ("html", {"code": 502, "handled": True}, SubmitUnclear, 1),
        ("status", {"code": 429}, StatusError, 0),
    ],
)
def test_where_nobody_can_be_asked_a_try_that_may_have_arrived_is_the_last(
    sandbox: Sandbox, mode: Mode, fault: str, fields: dict[str, Any], error: type[ApiError], started: int
) -> None:
    sandbox.plant({"fault": fault, "on": {"kind": "submit"}, **fields})

    async def use(client: Any) -> None:
        with pytest.raises(error, match="nobody can be asked" if error is SubmitUnclear else "HTTP 429") as caught:
            await draw(client)
        assert type(caught.value) is error

    run(mode, sandbox, use)
    assert len(sandbox.control("GET", "tasks")["tasks"]) == started
    assert [row["kind"] for row in sandbox.requests()["requests"]] == ["submit"]
