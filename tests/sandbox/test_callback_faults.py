"""Faults of callbacks, over real sockets, as a receiver sees them."""

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from img_open_sandbox.callback_faults import with_other_query
from img_open_sandbox.process import Sandbox, running
from img_open_sandbox.progress import Progress
from img_open_sandbox.settings import Settings
from tests.sandbox.helpers import (
    GOOD,
    OPERATIONS,
    TEXT_V3,
    Answer,
    Clock,
    LoopbackServer,
    detect_operation,
    make_sandbox,
)
from tests.sandbox.plain import DEADLINE_S, ask, post, submit, used

TARGET = "/done?businessTaskId=1&token=abc"


@pytest.fixture
def receiver(server: LoopbackServer) -> LoopbackServer:
    server.answers |= {TARGET: GOOD, "/done": GOOD}
    return server


@pytest.fixture
def quiet() -> Iterator[Sandbox]:
    """A sandbox whose ladder takes its documented seconds."""
    with running("--loopback-only") as started:
        yield started


def settled(sandbox: Sandbox) -> Any:
    """The only callback, once it is not pending any more."""
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        (row,) = sandbox.control("GET", "callbacks")["callbacks"]
        if row["state"] != "pending":
            return row
    raise AssertionError(f"callback still pending: {row}")


def told(sandbox: Sandbox) -> Any:
    """What a query tells of the task, less the caller's id: Flux's own answer, alone of all, has none."""
    answer = ask(sandbox, "1")
    del answer["data"]["businessTaskId"]
    return answer


def drain(server: LoopbackServer) -> list[tuple[str, Any]]:
    return [server.received.get_nowait() for _ in range(server.received.qsize())]


def test_drop_callback(live: Sandbox, receiver: LoopbackServer) -> None:
    live.plant({"fault": "drop-callback"})
    submit(live, "1", callbackUrl=receiver.url(TARGET))
    row = settled(live)

    assert (row["state"], row["nextDue"]) == ("delivered", None)
    assert [tried["outcome"] for tried in row["tries"]] == ["not posted (drop-callback)"]
    assert (receiver.received.empty(), used(live)) == (True, [1])


def test_double_callback(live: Sandbox, receiver: LoopbackServer) -> None:
    live.plant({"fault": "double-callback"})
    submit(live, "1", callbackUrl=receiver.url(TARGET))
    row = settled(live)

    first, second = drain(receiver)
    assert first == second == (TARGET, told(live))
    good = 'answered HTTP 200 with code "200"'
    assert [tried["outcome"] for tried in row["tries"]] == [f"{good} (double-callback; before it: {good})"]


def test_one_acknowledgement_of_two_is_enough(live: Sandbox, server: LoopbackServer) -> None:
    answers = iter([GOOD, Answer(status=500)])
    server.answers["/done"] = lambda: next(answers)
    live.plant({"fault": "double-callback"})
    submit(live, "1", callbackUrl=server.url("/done"))

    assert settled(live)["state"] == "delivered"
    assert server.received.qsize() == 2


def test_late_callback(live: Sandbox, receiver: LoopbackServer) -> None:
    live.plant({"fault": "late-callback", "seconds": 0.3})
    begun = time.monotonic()
    submit(live, "1", callbackUrl=receiver.url(TARGET))
    submit(live, "2", callbackUrl=receiver.url("/done"))

    assert receiver.received.get(timeout=DEADLINE_S)[0] == "/done"
    assert receiver.received.get(timeout=DEADLINE_S)[0] == TARGET
    assert time.monotonic() - begun >= 0.3


@pytest.mark.anyio
async def test_a_reset_forgets_a_late_callback(settings: Settings, receiver: LoopbackServer, clock: Clock) -> None:
    sandbox = make_sandbox(settings)
    async with sandbox.running():
        sandbox.faults.plant([{"fault": "late-callback", "seconds": 0.1}])
        body = {"businessTaskId": "1", "callbackUrl": receiver.url(TARGET)}
        await sandbox.tasks.submit(detect_operation(), body, [])
        (late,) = sandbox.scheduler.run_due(clock.now)
        sandbox.reset()
        await late

    assert receiver.received.empty()


@pytest.mark.parametrize(("progress", "waits"), [("now", False), ("looks:3", True), ("seconds:60", True)])
def test_callback_before_answer(live: Sandbox, receiver: LoopbackServer, progress: str, waits: bool) -> None:
    live.control("PUT", "progress", json={"progress": progress})
    live.plant({"fault": "callback-before-answer"})
    submit(live, "2")  # calls nobody, so it is not struck
    answer = submit(live, "1", callbackUrl=receiver.url(TARGET))
    received = drain(receiver)

    assert [path for path, _ in received] == [TARGET]
    assert received[0][1]["data"]["outputImageUrl"]
    assert (answer["data"]["outputImageUrl"] == "") == waits
    assert settled(live)["state"] == "delivered"
    assert received[0][1] == told(live)


def test_a_receiver_that_refuses_holds_the_answer_up_for_one_try(quiet: Sandbox, server: LoopbackServer) -> None:
    quiet.plant({"fault": "callback-before-answer"})
    answer = submit(quiet, "1", callbackUrl=server.url("/nowhere"))
    (row,) = quiet.control("GET", "callbacks")["callbacks"]

    assert answer["code"] == "200"
    assert (row["state"], len(row["tries"])) == ("pending", 1)


def test_forged_callback(live: Sandbox, receiver: LoopbackServer) -> None:
    live.plant({"fault": "forged-callback"})
    submit(live, "1", callbackUrl=receiver.url(TARGET))
    settled(live)
    forged, true = drain(receiver)

    assert (forged[0], true[0]) == ("/done", TARGET)
    assert true[1] == told(live)
    url = true[1]["data"]["outputImageUrl"]
    assert forged[1]["data"] == {**true[1]["data"], "outputImageUrl": url.replace("/files/", "/files/forged-")}


def test_a_forgery_is_no_try_of_the_ladder(quiet: Sandbox, receiver: LoopbackServer) -> None:
    receiver.answers[TARGET] = Answer(status=500)
    quiet.plant({"fault": "forged-callback"}, {"fault": "callback-before-answer"})
    submit(quiet, "1", callbackUrl=receiver.url(TARGET))
    (row,) = quiet.control("GET", "callbacks")["callbacks"]

    good = 'answered HTTP 200 with code "200"'
    told = f"answered HTTP 500, expected 200 (forged-callback; before it: {good})"
    assert ([tried["outcome"] for tried in row["tries"]], row["state"]) == ([told], "pending")


@pytest.mark.anyio
async def test_texts_and_failures_are_forged_too(settings: Settings, receiver: LoopbackServer, clock: Clock) -> None:
    sandbox = make_sandbox(settings)
    async with sandbox.running():
        sandbox.tasks.progress = Progress("looks", 3)
        for name, values in (("describeImage", {"caption": "a cat"}), ("identifyStyle", {"styles": ["x", "y"]})):
            sandbox.faults.plant([{"fault": "forged-callback", "on": {"operationId": name}}])
            body = {"businessTaskId": "1", "callbackUrl": receiver.url(TARGET)}
            task = await sandbox.tasks.submit(OPERATIONS[name], body, [], values)
            sandbox.tasks.fail(task.task_id)
            for delivery in sandbox.scheduler.run_due(clock.now):
                await delivery

    (_, caption), (_, failed), (_, styles), _ = drain(receiver)
    assert (caption["data"]["caption"], caption["data"]["status"] == failed["data"]["status"]) == ("forged", False)
    assert styles["data"]["styles"] == ["forged", "forged"]


def test_seeds_stay_beside_the_forged_pictures(live: Sandbox, receiver: LoopbackServer) -> None:
    live.plant({"fault": "forged-callback"})
    path = OPERATIONS["textToImageV3"].path
    answer = json.loads(post(live, path, {**TEXT_V3, "callbackUrl": receiver.url(TARGET)})[1])
    settled(live)
    (_, forged), (_, true) = drain(receiver)

    assert forged["data"]["id_task"] == true["data"]["id_task"] == answer["data"]["task_id"]
    rows = [body["data"]["differentialImageRspList"][0] for body in (forged, true)]
    assert (rows[0]["seed"], rows[0]["image_url"] == rows[1]["image_url"]) == (rows[1]["seed"], False)


def test_wrong_token_callback(live: Sandbox, receiver: LoopbackServer) -> None:
    live.plant({"fault": "wrong-token-callback"})
    submit(live, "1", callbackUrl=receiver.url(TARGET))
    row = settled(live)
    wrong, true = drain(receiver)

    assert (true[0], wrong[1]) == (TARGET, true[1])
    assert parse_qs(urlsplit(wrong[0]).query) == {"businessTaskId": ["0"], "token": ["0bc"]}
    outcome = 'answered HTTP 200 with code "200" (wrong-token-callback; before it: answered HTTP 404, expected 200)'
    assert [tried["outcome"] for tried in row["tries"]] == [outcome]


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("http://a/b", "http://a/b?token=wrong"),
        ("http://a/b?", "http://a/b?token=wrong"),
        ("http://a/b?t=0a%20&e=", "http://a/b?t=1a+&e=0"),
        ("http://a/b?t=%C3%BCx", "http://a/b?t=0x"),
    ],
)
def test_another_query(url: str, other: str) -> None:
    assert with_other_query(url) == other


def test_callbacks_are_struck_by_operation_and_task(live: Sandbox, receiver: LoopbackServer) -> None:
    live.plant(
        {"fault": "drop-callback", "on": {"operationId": "detectFaces"}},
        {"fault": "double-callback", "on": {"businessTaskId": "2", "kind": "callback"}},
        {"fault": "double-callback", "on": {"operationId": "fluxTextToImage"}},
    )
    answers = []
    for name in ("1", "2"):
        answers.append(submit(live, name, callbackUrl=receiver.url(TARGET)))
        for _ in range(2):
            assert receiver.received.get(timeout=DEADLINE_S)[0] == TARGET

    assert used(live) == [0, 1, 1]
    assert [answer["code"] for answer in answers] == ["200", "200"]
