"""Hundreds of tasks under all faults at once: none is lost, none is started twice, each event is there once."""

import json
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field

from contract_tests.servers import BLANK
from img_open import ApiError, TaskLost
from img_open.callbacks import callback_url
from img_open.inbox import SQLiteInbox
from img_open.polling import State
from img_open_sandbox.process import Sandbox
from tests.faults import plan
from tests.faults.driving import Mode, Stopwatch, at_once, each, is_right, outcome, resolved, resumed, run, wait
from tests.faults.plan import DROPPED, RIGHT, Faulted
from tests.faults.receivers import SECRET, Noting, served, settled

AT_LEAST = 500
AT_ONCE = 24  # requests
DEADLINE_S = 1500.0  # of the waits, by FastTime: a minute
OUT = Path(__file__).parents[2] / "out" / "faults"


@define
class Story:
    """One task, and what its caller was told: the names of errors, and RIGHT for a result that is its own."""

    it: Faulted
    told: tuple[str, ...] = ()
    task: Any = field(default=None, repr=False)
    data: Any = field(default=None, repr=False)

    def take(self, ended: Any) -> None:
        if isinstance(ended, ApiError):
            self.told += (type(ended).__name__,)
        else:
            self.data = ended
            self.told += (RIGHT if self._is_right() else "wrong",)

    def _is_right(self) -> bool:
        if self.it.of == "callback":
            return bool(self.data.caption and self.data.caption != "forged")
        return is_right(self.data, self.it.own_id)


def begin(client: Any, it: Faulted, picture: str, base: str) -> Any:
    """Submit; `unread` are of an operation of their own, as faults are planted for its requests."""
    mine = client.with_options(timeout=it.patience, max_retries=plan.UNREAD if it.of == "unread" else 2)
    if it.of == "unread":
        return mine.tools.optimize_prompt(raw_prompt=it.own_id, task_id=it.own_id)
    if it.of != "callback":
        return mine.tools.expand_prompt(mode=0, source_prompt=it.own_id, business_task_id=it.own_id)
    url = callback_url(base, it.own_id, operation="describeImage", secret=SECRET)
    return mine.tools.describe_image(image=picture, business_task_id=it.own_id, callback_url=url)


async def submit_all(mode: Mode, client: Any, stories: list[Story], picture: str, base: str) -> None:
    """Where a submit gives no task, go on with the caller's own id."""
    calls = [partial(begin, client, story.it, picture, base) for story in stories]
    for story, begun in zip(stories, await at_once(mode, calls, AT_ONCE), strict=True):
        story.task = begun
        if isinstance(begun, ApiError):
            story.take(begun)
            assert begun.business_task_id == story.it.own_id
            story.task = resumed(client, story.it.own_id)


async def wait_for_all(mode: Mode, client: Any, stories: list[Story], inbox: SQLiteInbox) -> None:
    """Wait in each of the ways that there are."""
    called = [story for story in stories if story.it.of == "callback"]
    calls = [partial(story.task.wait, DEADLINE_S, inbox=inbox) for story in called]
    for story, ended in zip(called, await at_once(mode, calls, AT_ONCE), strict=True):
        story.take(ended)

    others = [story for story in stories if story.it.of != "callback"]
    many = {"timeout": DEADLINE_S, "concurrency": AT_ONCE}
    by_task = {id(story.task): story for story in others[::2]}
    async for task in each(client.tasks.as_completed([story.task for story in others[::2]], **many)):
        by_task.pop(id(task)).take(await outcome(task.result))
    assert by_task == {}

    tasks = [story.task for story in others[1::2]]
    found = await resolved(client.tasks.wait_all(tasks, **many, return_exceptions=True))
    for story, ended in zip(others[1::2], found, strict=True):
        story.take(ended)

    for story in stories:
        if story.told[-1] not in {RIGHT, TaskLost.__name__}:  # what ended the wait did not end the task
            story.take(await outcome(partial(wait, story.task)))


@pytest.mark.usefixtures("fast")
def test_none_is_lost_and_none_is_doubled(sandbox: Sandbox, mode: Mode, tmp_path: Path) -> None:
    stories = [Story(it) for it in plan.tasks(mode)]
    picture = sandbox.upload(BLANK)
    plan.plant(sandbox, [story.it for story in stories])
    called = [story for story in stories if story.it.of == "callback"]
    watch = Stopwatch()
    with SQLiteInbox(tmp_path / "inbox.sqlite") as inbox, served(Noting(inbox), "asgi") as base:

        async def use(client: Any) -> None:
            await submit_all(mode, client, stories, picture, base)
            await wait_for_all(mode, client, stories, inbox)

        run(mode, sandbox, use)
        deliveries = settled(sandbox, len(called))
        events = [event for _, event in inbox.events()]
    seconds = watch.seconds

    counts = sandbox.requests()["submits"]
    started = {own_id for own_id, count in counts.items() if count["started"]}
    lost = [story for story in stories if story.told[-1] != RIGHT and not is_gone(story, started)]
    doubled = [own_id for own_id, count in counts.items() if count["handled"] > 1 or count["started"] > 1]
    report(mode, stories, counts, len(events), seconds, lost=len(lost), doubled=len(doubled))

    assert len(stories) >= AT_LEAST
    assert plan.unused(sandbox) == []
    assert (lost, doubled) == ([], [])
    assert started <= {story.it.own_id for story in stories}
    assert [story for story in stories if story.told != story.it.told] == []

    posted = {story.it.own_id: (story.task.id, story.data.caption) for story in called if story.it.fault != DROPPED}
    assert [row for row in deliveries if row["state"] != "delivered"] == []
    assert len(events) == len(posted)
    assert {event.business_task_id: (event.task_id, event.result.caption) for event in events} == posted
    assert {event.state for event in events} == {State.DONE}


def is_gone(story: Story, started: set[str]) -> bool:
    """Whether the caller was told that there is no such task, and there is none."""
    return story.told[-1] == TaskLost.__name__ and (story.it.own_id not in started or story.it.fault == "lost")


def report(
    mode: Mode, stories: list[Story], counts: Any, events: int, seconds: float, *, lost: int, doubled: int
) -> None:
    """Print the figures, and keep them under out/."""
    figures = {
        "client": mode,
        "tasks": len(stories),
        "kinds of faults": len({story.it.name for story in stories}),
        "ended with the right result": sum(story.told[-1] == RIGHT for story in stories),
        "not there at the server, and told so": sum(story.told[-1] == TaskLost.__name__ for story in stories),
        "lost": lost,
        "doubled": doubled,
        "submits handled": sum(count["handled"] for count in counts.values()),
        "tasks started": sum(count["started"] for count in counts.values()),
        "callbacks' events": events,
        "seconds": round(seconds, 1),
    }
    rows = Counter((story.it.name, ", then ".join(story.told)) for story in stories)
    lines = [f"{name}: {value}" for name, value in figures.items()]
    lines += [f"{count:4} {name}: {told}" for (name, told), count in sorted(rows.items())]
    print("\n" + "\n".join(lines))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{mode}.txt").write_text("\n".join(lines) + "\n")
    (OUT / f"{mode}.json").write_text(json.dumps(figures, indent=1) + "\n")
