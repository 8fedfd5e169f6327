"""Measuring in alternating rounds: A B A B ..., one ratio a round: what slows a round slows both sides of it."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Contender = Callable[[], float]
"""Runs once and returns what it cost."""
Samples = Mapping[str, Sequence[float]]
"""Costs by contender, one a round."""
Say = Callable[[str], None]
"""Hears of the progress."""


@dataclass(frozen=True)
class Spread:
    """Median and quartiles of what several rounds gave."""

    median: float
    low: float
    high: float
    rounds: int

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Sum up at least one value."""
        if len(values) == 1:
            return cls(values[0], values[0], values[0], 1)
        low, _, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(statistics.median(values), low, high, len(values))

    def shown(self, digits: int = 2, factor: float = 1) -> str:
        """Write it as 0.85 (0.83 to 0.88)."""
        median, low, high = (f"{value * factor:.{digits}f}" for value in (self.median, self.low, self.high))
        return f"{median} ({low} to {high})"


def alternate(contenders: Mapping[str, Contender], rounds: int, say: Say) -> dict[str, list[float]]:
    """Let each contender run once a round, in the given order, after one round that does not count."""
    samples: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        say(f"round {number} of {rounds}" if number else "warming up")
        for name, run in contenders.items():
            cost = run()
            if number:
                samples[name].append(cost)
    return samples


def ratio(samples: Samples, ours: str, peer: str) -> Spread:
    """The ratio of two contenders, round by round."""
    return Spread.of([mine / other for mine, other in _pairs(samples, ours, peer)])


def difference(samples: Samples, ours: str, peer: str) -> Spread:
    """How much more one contender costs than another, round by round."""
    return Spread.of([mine - other for mine, other in _pairs(samples, ours, peer)])


def _pairs(samples: Samples, ours: str, peer: str) -> Iterator[tuple[float, float]]:
    return zip(samples[ours], samples[peer], strict=True)


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time that this process, all threads, spends on something; other processes do not count."""
    gc.collect()  # one contender does not pay for another's garbage
    began = time.process_time()
    work()
    return time.process_time() - began
