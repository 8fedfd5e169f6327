"""Callbacks under each fault: the wait ends with the right result, and the inbox has each event once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract_tests.servers import BLANK
from img_open import ImgOpen, TaskFailed, TaskTimeout
from img_open.callbacks import callback_url
from img_open.inbox import SQLiteInbox
from img_open.polling import State
from img_open_sandbox.process import Sandbox
from tests.faults.driving import OWN_ID, Mode, resolved, run, submits, wait
from tests.faults.planting import ALWAYS, Planted, on
from tests.faults.receivers import SECRET, App, Noting, Refusing, served, settled

APPS: dict[Mode, App] = {"sync": "wsgi", "async": "asgi"}
NO_QUESTIONS = {"fault": "status", "code": 503, "on": {"kind": "query"}, "times": ALWAYS}
FORGED = "forged"  # what the sandbox puts in the place of texts


@pytest.fixture
def sandbox(sandbox: Sandbox) -> Sandbox:
    """As conftest's; tasks end by themselves, soon, without being asked for."""
    sandbox.control("PUT", "progress", json={"progress": "seconds:1"})  # a 20th of that
    return sandbox


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[SQLiteInbox]:
    with SQLiteInbox(tmp_path / "inbox.sqlite") as opened:
        yield opened


@pytest.fixture
def receiver(inbox: SQLiteInbox) -> Noting:
    return Noting(inbox)


@pytest.fixture
def base(receiver: Noting, mode: Mode) -> Iterator[str]:
    with served(receiver, APPS[mode]) as url:
        yield url


async def describe(client: Any, sandbox: Sandbox, base: str, own_id: str = OWN_ID) -> Any:
    """Start a task whose callback names the caller's own id."""
    url = callback_url(base, own_id, operation="describeImage", secret=SECRET)
    start = client.tools.describe_image
    return await resolved(start(image=sandbox.upload(BLANK), business_task_id=own_id, callback_url=url))


def states(inbox: SQLiteInbox) -> list[tuple[str, State]]:
    return [(event.business_task_id, event.state) for _, event in inbox.events()]


# How the receiver answers what is posted, with the fault.
FAULTS: dict[str, tuple[Planted, list[int]]] = {
    "double": (on("callback", "double-callback"), [200, 200]),
    "late": (on("callback", "late-callback", seconds=0.5), [200]),
    "before the answer": (on("submit", "callback-before-answer"), [200]),
    "forged": (on("callback", "forged-callback"), [403, 200]),
    "with a wrong token": (on("callback", "wrong-token-callback"), [403, 200]),
    "after a submit without an answer": (on("submit", "reset-after-read"), [200]),
}


@pytest.mark.parametrize(
    ("name", "asked"),
    [(name, False) for name in FAULTS if not name.startswith("after")] + [(name, True) for name in FAULTS],
    ids=lambda value: value if isinstance(value, str) else "callback or answer" if value else "callback alone",
)
def test_a_wait_ends_with_the_true_result(
    sandbox: Sandbox, mode: Mode, receiver: Noting, base: str, inbox: SQLiteInbox, name: str, asked: bool
) -> None:
    fault, statuses = FAULTS[name]
    sandbox.plant(fault, *[] if asked else [NO_QUESTIONS])

    async def use(client: Any) -> None:
        task = await describe(client, sandbox, base)
        data = await wait(task, 10, inbox=inbox)
        assert settled(sandbox)[0]["state"] == "delivered"
        assert data.caption
        assert data.caption != FORGED
        assert (await resolved(client.tasks.resume(task.token).wait(5, inbox=inbox))).caption == data.caption
        sandbox.control("DELETE", "faults")
        assert (await resolved(client.tasks.resume(task.token).wait(5))).caption == data.caption

    run(mode, sandbox, use)
    assert receiver.statuses == statuses
    assert states(inbox) == [(OWN_ID, State.DONE)]
    assert submits(sandbox) == (1, 1)


def test_a_wait_does_without_a_callback_that_is_dropped(
    sandbox: Sandbox, mode: Mode, receiver: Noting, base: str, inbox: SQLiteInbox
) -> None:
    sandbox.plant(on("callback", "drop-callback"))

    async def use(client: Any) -> None:
        assert (await wait(await describe(client, sandbox, base), 10, inbox=inbox)).caption

    run(mode, sandbox, use)
    assert settled(sandbox)[0]["state"] == "delivered"
    assert (receiver.statuses, states(inbox)) == ([], [])


def test_a_dropped_callback_and_no_answer_end_at_the_deadline(
    sandbox: Sandbox, mode: Mode, base: str, inbox: SQLiteInbox
) -> None:
    sandbox.plant(on("callback", "drop-callback"), NO_QUESTIONS)

    async def use(client: Any) -> None:
        with pytest.raises(TaskTimeout):
            await wait(await describe(client, sandbox, base), 0.5, inbox=inbox)

    run(mode, sandbox, use)


def test_a_callback_before_the_answer_spares_the_questions(
    sandbox: Sandbox, mode: Mode, base: str, inbox: SQLiteInbox
) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:99"})
    sandbox.plant(on("submit", "callback-before-answer"))

    async def use(client: Any) -> None:
        task = await describe(client, sandbox, base)
        assert (task.done, states(inbox)) == (False, [(OWN_ID, State.DONE)])
        assert (await wait(task, 10, inbox=inbox)).caption

    run(mode, sandbox, use)
    assert [row["kind"] for row in sandbox.requests()["requests"]] == ["submit"]


def test_an_event_that_could_not_be_kept_comes_again(sandbox: Sandbox, mode: Mode, tmp_path: Path) -> None:
    sandbox.plant(NO_QUESTIONS)
    with Refusing(tmp_path / "inbox.sqlite") as inbox, served(receiver := Noting(inbox), APPS[mode]) as base:

        async def use(client: Any) -> None:
            assert (await wait(await describe(client, sandbox, base), 20, inbox=inbox)).caption

        run(mode, sandbox, use)
        assert settled(sandbox)[0]["state"] == "delivered"
        assert receiver.statuses == [500, 500, 200]
        assert states(inbox) == [(OWN_ID, State.DONE)]


def test_a_failure_is_told_by_a_callback(sandbox: Sandbox, mode: Mode, base: str, inbox: SQLiteInbox) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:99"})
    sandbox.plant(NO_QUESTIONS)

    async def use(client: Any) -> None:
        task = await describe(client, sandbox, base)
        sandbox.control("POST", f"tasks/{task.id}/fail")
        with pytest.raises(TaskFailed):
            await wait(task, 10, inbox=inbox)

    run(mode, sandbox, use)
    assert states(inbox) == [(OWN_ID, State.FAILED)]


def forge(base: str, own_id: str = OWN_ID) -> httpx.Response:
    """Post made-up results to the true URL, as one does who has seen it."""
    data = {"taskId": "pre1", "businessTaskId": own_id, "toolTask": "x", "status": 2, "caption": FORGED}
    url = callback_url(base, own_id, operation="describeImage", secret=SECRET)
    return httpx.post(url, content=json.dumps({"code": "200", "msg": "success", "data": data}))


def test_a_confirming_wait_believes_the_service_alone(
    sandbox: Sandbox, mode: Mode, base: str, inbox: SQLiteInbox
) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:3"})

    async def use(client: Any) -> None:
        task = await describe(client, sandbox, base)
        assert forge(base).status_code == 200
        data = await wait(task, 10, inbox=inbox, confirm=True)
        assert data.caption
        assert data.caption != FORGED

    run(mode, sandbox, use)


@pytest.mark.usefixtures("fast")
def test_a_confirming_receiver_stores_the_services_word_alone(sandbox: Sandbox, mode: Mode, inbox: SQLiteInbox) -> None:
    sandbox.control("PUT", "progress", json={"progress": "looks:9"})
    with ImgOpen(sandbox.key_id, sandbox.key_secret, sandbox.url, timeout=5, max_retries=0) as asker:
        receiver = Noting(inbox, client=asker, confirm=True)
        with served(receiver, APPS[mode]) as base:

            async def use(client: Any) -> None:
                task = await describe(client, sandbox, base)
                assert forge(base).status_code == 409
                assert states(inbox) == []
                assert (await wait(task, 10, inbox=inbox)).caption != FORGED

            run(mode, sandbox, use)
            assert settled(sandbox)[0]["state"] == "delivered"
    ((_, event),) = inbox.events()
    assert (event.business_task_id, event.state) == (OWN_ID, State.DONE)
    assert event.result.caption not in {"", FORGED}
    assert receiver.statuses == [409, 200]


@pytest.mark.parametrize("operation", ["fluxTextToImage", "textToImageV3"])
@pytest.mark.parametrize("name", [name for name in FAULTS if not name.startswith("after")])
def test_a_callback_that_names_the_services_id_only(
    sandbox: Sandbox, mode: Mode, receiver: Noting, base: str, inbox: SQLiteInbox, operation: str, name: str
) -> None:
    """The token in the URL tells whose it is; version 3 of Stable Diffusion is asked for by the service's id."""
    fault, statuses = FAULTS[name]
    sandbox.plant({**fault, "on": {"operationId": operation, "kind": fault["on"]["kind"]}}, NO_QUESTIONS)
    url = callback_url(base, OWN_ID, operation=operation, secret=SECRET)

    async def use(client: Any) -> None:
        if operation == "textToImageV3":
            task = await resolved(client.images.text_to_image_v3(prompt="", width=128, height=128, callback_url=url))
            (picture,) = (await wait(task, 10, inbox=inbox)).differential_image_rsp_list
            found = picture.image_url
        else:
            sizes = {"width": 8, "height": 8, "comfy_task_type": "Flux1DevFP8"}
            start = client.tools.flux_text_to_image
            task = await resolved(start(prompt="", business_task_id=OWN_ID, callback_url=url, **sizes))
            found = (await wait(task, 10, inbox=inbox)).output_image_url
        assert task.id in found
        assert FORGED not in found

    run(mode, sandbox, use)
    assert settled(sandbox)[0]["state"] == "delivered"
    assert receiver.statuses == statuses
    assert states(inbox) == [(OWN_ID, State.DONE)]
