"""How soon a waiter knows that a task has ended, and how often it asks, on a simulated clock.

Ours is the real `Task.wait` over a transport that answers by the clock; the peers are their loops. A request takes no
time, for all of them.
"""

import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import httpx

from benchmarks.documented import face_detection
from benchmarks.report import Figure, Target
from benchmarks.rounds import Say
from img_open import ImgOpen
from img_open.transport import SyncTransport

LENGTHS_S = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
AROUND = 0.1  # durations lie this share around a length, so that a waiter's rhythm does not fit it by chance
LAG_MOST, POLLS_MOST = 0.15, 30
_DEADLINE_S = 3600.0
_SEED = 4
_ASKED, _ANSWER = face_detection()


@dataclass(frozen=True)
class Waited:
    """One wait: from the task's end until the waiter knew, as a share of the duration; and how often it asked."""

    lag: float
    polls: int


Waiter = Callable[[float, int], Waited]
"""Waits for a task of so many seconds; the whole number seeds its chance."""


@dataclass(frozen=True)
class Fixed:
    """A poller that asks every so many seconds, for the first time at once or after one interval."""

    interval: float
    at_once: bool

    def __call__(self, duration: float, _seed: int) -> Waited:
        """Wait for a task."""
        clock, polls = (0.0 if self.at_once else self.interval), 1
        while clock < duration:
            clock, polls = clock + self.interval, polls + 1
        return Waited((clock - duration) / duration, polls)


@dataclass
class Service:
    """A service whose one task ends when the clock says so; only sleeping advances the clock."""

    duration: float
    clock: float = 0.0
    polls: int = -1  # the first request submits
    slept: list[tuple[float, float]] = field(default_factory=list)
    """When a sleep began, and how long it was."""

    def answer(self, _: httpx.Request) -> httpx.Response:
        """Take the task, or say how it stands, in the documented form."""
        self.polls += 1
        over = self.polls > 0 and self.clock >= self.duration
        data = _ANSWER["data"] if over else {**_ANSWER["data"], "status": 1, "faceUrls": []}
        return httpx.Response(200, json={**_ANSWER, "data": data})

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append((self.clock, seconds))
        self.clock += seconds


def wait(service: Service, chance: Callable[[], float]) -> Waited:
    """Wait for the service's task with the real client."""
    clocked = patch.multiple(
        SyncTransport, now=lambda _: service.clock, sleep=lambda _, seconds: service.sleep(seconds)
    )
    with clocked, httpx.Client(transport=httpx.MockTransport(service.answer)) as http:
        client = ImgOpen("a", "b", "http://service.invalid", http_client=http)
        transport: Any = client._transport
        transport.random = chance
        task = client.tools.detect_faces(image_url=_ASKED["imageUrl"], business_task_id=_ASKED["businessTaskId"])
        task.wait(timeout=_DEADLINE_S)
    return Waited((service.clock - service.duration) / service.duration, service.polls)


def ours(duration: float, seed: int) -> Waited:
    """Wait with the real client, with a chance of its own."""
    return wait(Service(duration), random.Random(seed).random)  # noqa: S311  # jitter, no secret


def schedule(duration: float) -> list[tuple[float, float]]:
    """The client's delays without chance: seconds waited so far, and the seconds that it then sleeps."""
    service = Service(duration)
    wait(service, lambda: 0.5)
    return service.slept


WAITERS: Mapping[str, Waiter] = {
    "img_open": ours,
    # Read in the sources of their packages: openai's resources/videos.py (1000 ms unless the server says otherwise),
    # botocore's waiter.py with the delay that most of EC2's waiters have, azure-core's polling/base_polling.py.
    "openai, 1 s": Fixed(1.0, at_once=True),
    "boto3, 15 s": Fixed(15.0, at_once=True),
    "azure, 30 s": Fixed(30.0, at_once=False),
}


def durations(length: float, number: int) -> list[float]:
    """The same durations around a length for every waiter."""
    chance = random.Random(_SEED)  # noqa: S311  # durations, no secret
    return [length * chance.uniform(1 - AROUND, 1 + AROUND) for _ in range(number)]


def simulate(number: int, waiters: Mapping[str, Waiter] = WAITERS) -> dict[str, dict[float, list[Waited]]]:
    """Let each waiter wait for the same tasks."""
    return {
        name: {
            length: [waiter(duration, seed) for seed, duration in enumerate(durations(length, number))]
            for length in LENGTHS_S
        }
        for name, waiter in waiters.items()
    }


def mean_lag(found: Sequence[Waited]) -> float:
    """As a share of the duration."""
    return statistics.fmean(waited.lag for waited in found)


def most_polls(found: Sequence[Waited]) -> int:
    """Of all waits."""
    return max(waited.polls for waited in found)


def measure(say: Say, *, quick: bool = False) -> Figure:
    """Compare; the targets are for each length."""
    number = 20 if quick else 200
    say(f"{number} tasks of each length")
    found = simulate(number)
    own = found["img_open"]
    return Figure(
        name="waiting",
        title="From done to known",
        how=(
            f"Simulated clock, {number} tasks of each length, their durations within {AROUND:.0%} of it. Mean lag"
            " between the task's end and the waiter's knowing it, as a share of the duration; in brackets polls a task,"
            " mean and most. No timing: the same on every machine."
        ),
        columns=("task lasts", *found),
        rows=[(f"{length:g} s", *(_cell(waits[length]) for waits in found.values())) for length in LENGTHS_S],
        targets=[
            Target("img_open's mean lag at the worst length", max(map(mean_lag, own.values())), LAG_MOST),
            Target("img_open's polls at most", max(map(most_polls, own.values())), POLLS_MOST),
        ],
        samples={
            name: {
                f"{length:g}": {
                    "mean_lag": mean_lag(some),
                    "mean_polls": statistics.fmean(waited.polls for waited in some),
                    "most_polls": most_polls(some),
                }
                for length, some in waits.items()
            }
            for name, waits in found.items()
        },
    )


def _cell(found: Sequence[Waited]) -> str:
    polls = statistics.fmean(waited.polls for waited in found)
    return f"{mean_lag(found):.1%} ({polls:.1f}, {most_polls(found)})"
