"""What happens to the tasks that are counted: each fault of the other modules, to so many tasks."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Literal

from attrs import evolve, field, frozen

from img_open import TaskLost
from img_open_sandbox.process import Sandbox
from tests.faults.planting import ALWAYS, Planted, of_task, on
from tests.faults.test_callbacks import FAULTS
from tests.faults.test_questions import ENDS, PUT_UP_WITH
from tests.faults.test_submits import CASES

EACH = 8  # tasks for each fault
UNREAD = 30  # tasks for each kind of request that is reset before it is read

RIGHT, DROPPED = "right", "dropped"

Of = Literal["submit", "question", "callback", "unread"]

# A question that is answered with 503 ends the task at the server nevertheless, so that its callback comes.
_NO_ANSWERS = on("query", "status", code=503, handled=True, times=ALWAYS)


@frozen
class Faulted:
    """One task, what is planted for it, and what its caller is told in turn."""

    of: Of
    fault: str
    own_id: str
    faults: tuple[Planted, ...] = field(repr=False)
    told: tuple[str, ...] = (RIGHT,)
    patience: float = 30.0
    """Seconds of the client's timeout."""

    @property
    def name(self) -> str:
        return f"{self.of}: {self.fault}"


def _cases() -> Iterator[Faulted]:
    """One of each, of no task yet."""
    for fault, case in CASES.items():
        end = RIGHT if case.handled else TaskLost.__name__
        told = (end,) if case.error is None else (case.error.__name__, end)
        yield Faulted("submit", fault, "", case.faults, told, 1.0 if case.timeout < 30 else 30.0)
    for fault, planted in PUT_UP_WITH.items():
        yield Faulted("question", fault, "", (planted,), patience=1.0 if planted.get("seconds") == 60 else 30.0)
    for fault, (planted, error, _, goes_on) in ENDS.items():
        told = (error.__name__, RIGHT) if goes_on else (error.__name__,)
        yield Faulted("question", fault, "", (planted,), told)
    for fault, (planted, _) in FAULTS.items():
        yield Faulted("callback", fault, "", (planted,))
        if not fault.startswith("after"):
            yield Faulted("callback", f"{fault}, no answers", "", (planted, _NO_ANSWERS))
    yield Faulted("callback", DROPPED, "", (on("callback", "drop-callback"),))


def tasks(mode: str) -> list[Faulted]:
    """All of them, those of one fault far from each other.

    Where a fault cannot be planted for one task, it is for any of those in `unread`.
    """
    cases = [case for case in _cases() if all("businessTaskId" in each["on"] for each in case.faults)]
    found = []
    for place in range(EACH):
        for number, case in enumerate(cases):
            own_id = f"{mode}-{number}-{place}"
            found.append(evolve(case, own_id=own_id, faults=tuple(of_task(each, own_id) for each in case.faults)))
    kinds = ("submit", "query")
    return found + [Faulted("unread", kind, f"{mode}-{kind}-{place}", ()) for place in range(UNREAD) for kind in kinds]


def plant(sandbox: Sandbox, faulted: list[Faulted]) -> None:
    """Plant all: for `unread`, one reset a task, of whichever comes."""
    sandbox.plant(*chain.from_iterable(each.faults for each in faulted))
    for kind in ("submit", "query"):
        how_many = sum(each.name == f"unread: {kind}" for each in faulted)
        target = {"operationId": "optimizePrompt", "kind": kind}
        sandbox.plant({"fault": "reset-before-read", "on": target, "times": how_many})


def unused(sandbox: Sandbox) -> list[Any]:
    """The faults that did not strike; of resets before a request is read, those that did not strike each time."""
    return [
        row
        for row in sandbox.control("GET", "faults")["faults"]
        if row["used"] < (row["times"] if row["fault"] == "reset-before-read" else row["times"] < ALWAYS)
    ]
