"""From done to known: no timing, so the targets themselves are asserted."""

from itertools import pairwise

import pytest

from benchmarks.waiting import (
    LAG_MOST,
    LENGTHS_S,
    POLLS_MOST,
    Fixed,
    Service,
    Waited,
    durations,
    mean_lag,
    measure,
    most_polls,
    ours,
    schedule,
    simulate,
    wait,
)


@pytest.fixture(scope="module")
def own() -> dict[float, list[Waited]]:
    return simulate(200, {"img_open": ours})["img_open"]


@pytest.mark.parametrize("length", LENGTHS_S)
def test_the_client_knows_soon_and_asks_seldom(own: dict[float, list[Waited]], length: float) -> None:
    assert len(own[length]) == 200
    assert mean_lag(own[length]) <= LAG_MOST
    assert most_polls(own[length]) <= POLLS_MOST


def test_the_same_comes_out_again() -> None:
    waiters = {"img_open": ours}
    assert simulate(5, waiters) == simulate(5, waiters)
    assert durations(10.0, 50) == durations(10.0, 50)
    assert all(9.0 <= duration <= 11.0 for duration in durations(10.0, 50))


def test_nobody_knows_before_the_end(own: dict[float, list[Waited]]) -> None:
    assert min(waited.lag for waits in own.values() for waited in waits) >= 0


def test_the_service_counts_polls_and_says_nothing_too_soon() -> None:
    service = Service(duration=2.0)
    waited = wait(service, lambda: 0.5)
    assert waited.polls == service.polls == len(service.slept)
    assert service.clock == pytest.approx(sum(seconds for _, seconds in service.slept))
    *before, _ = (began + seconds for began, seconds in service.slept)
    assert all(asked < 2.0 for asked in before)


@pytest.mark.parametrize(
    ("poller", "duration", "expected"),
    [
        (Fixed(1.0, at_once=True), 2.5, Waited(0.2, 4)),  # at 0, 1, 2 and 3
        (Fixed(15.0, at_once=True), 15.0, Waited(0.0, 2)),
        (Fixed(30.0, at_once=False), 10.0, Waited(2.0, 1)),
        (Fixed(30.0, at_once=False), 40.0, Waited(0.5, 2)),
    ],
)
def test_a_fixed_poller(poller: Fixed, duration: float, expected: Waited) -> None:
    waited = poller(duration, 0)
    assert waited.lag == pytest.approx(expected.lag)
    assert waited.polls == expected.polls


def test_the_schedule_is_the_clients_own_delays() -> None:
    found = schedule(60.0)
    assert found[0][0] == 0.0
    for (began, slept), (later, _) in pairwise(found):
        assert later == pytest.approx(began + slept)
    assert sum(delay for _, delay in found) >= 60.0


def test_the_figure_has_every_length_and_every_poller() -> None:
    figure = measure(lambda _: None, quick=True)
    assert figure.columns == ("task lasts", "img_open", "openai, 1 s", "boto3, 15 s", "azure, 30 s")
    assert [row[0] for row in figure.rows] == ["1 s", "3 s", "10 s", "30 s", "100 s", "300 s"]
    assert [target.limit for target in figure.targets] == [LAG_MOST, POLLS_MOST]
