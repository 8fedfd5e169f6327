"""What every inbox promises, over a file of its own, over SQLAlchemy on SQLite and on a real PostgreSQL."""

import itertools
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from img_open.callbacks import Event
from img_open.inbox import Inbox, InboxError
from img_open.polling import State
from tests.extras.opening import AnyInbox, event, opened
from tests.extras.putter import SHARED, THREADS

DONE, FAILED, WAITING = State.DONE, State.FAILED, State.WAITING


@pytest.fixture
def inbox(address: str) -> Iterator[AnyInbox]:
    with opened(address) as found:
        yield found


def test_an_event_comes_back_as_it_was(inbox: Inbox) -> None:
    put = Event(
        "detectFaces", "b1", None, DONE, {"code": 200, "msg": None, "data": {"x": [1.5, "é\ud800\u0000", True]}}
    )
    assert inbox.put(put)
    assert inbox.get("b1", "detectFaces") == put
    assert list(inbox.events()) == [(1, put)]


def test_an_empty_inbox_has_nothing(inbox: Inbox) -> None:
    assert inbox.get("b1") is None
    assert list(inbox.events()) == []


def test_a_duplicate_changes_nothing(inbox: Inbox) -> None:
    assert inbox.put(event(mark="first"))
    assert not inbox.put(event(mark="first"))
    assert not inbox.put(event(mark="second"))
    assert list(inbox.events()) == [(1, event(mark="first"))]


@pytest.mark.parametrize("order", list(itertools.permutations([WAITING, DONE, FAILED])))
def test_in_whatever_order_states_come_the_first_outcome_stays(inbox: Inbox, order: tuple[State, ...]) -> None:
    news = [inbox.put(event(state=state)) for state in order]
    first = next(state for state in order if state is not WAITING)
    assert news == [True, order[0] is WAITING, False]
    assert [found.state for _, found in inbox.events()] == [first]


def test_a_later_state_comes_under_a_new_number(inbox: Inbox) -> None:
    inbox.put(event("b1", WAITING))
    inbox.put(event("b2"))
    ((first, _), (second, _)) = inbox.events()
    assert not inbox.put(event("b1", WAITING))
    inbox.put(event("b1", FAILED))
    ((third, found),) = inbox.events(after=second)
    assert (found.state, found.business_task_id) == (FAILED, "b1")
    assert first < second < third
    assert [number for number, _ in inbox.events()] == [second, third]


def test_a_number_is_never_given_twice(address: str) -> None:
    with opened(address) as inbox:
        inbox.put(event("b1", WAITING))
        inbox.put(event("b1"))
    with opened(address) as inbox:
        inbox.put(event("b2"))
        assert [number for number, _ in inbox.events()] == [2, 3]


def test_reading_goes_on_where_it_stopped(inbox: Inbox) -> None:
    for number in range(250):  # of more than two pages
        inbox.put(event(f"b{number}"))
    begun = inbox.events()
    seen = [next(begun) for _ in range(7)]
    rest = list(inbox.events(after=seen[-1][0]))
    assert [found.business_task_id for _, found in [*seen, *rest]] == [f"b{number}" for number in range(250)]
    assert [*seen, *begun] == [*seen, *rest]


def test_two_tools_may_use_the_same_id(inbox: Inbox) -> None:
    faces, words, unknown = (event(operation=name, mark=str(name)) for name in ("detectFaces", "describeImage", None))
    assert [inbox.put(each) for each in (unknown, words, faces)] == [True] * 3
    assert inbox.get("b1", "detectFaces") == faces
    assert inbox.get("b1", "describeImage") == words
    assert inbox.get("b1", "swapFaces") == unknown
    assert inbox.get("b1") == words  # the first whose operation is known


def test_a_task_that_is_asked_for_by_the_services_id_is_found_by_it(inbox: Inbox) -> None:
    pictures = event("own", operation="textToImageV3", task_id="service")
    inbox.put(pictures)
    assert inbox.get("service", "textToImageV3") == inbox.get("own", "textToImageV3") == pictures
    assert inbox.get("service", "detectFaces") is None


def test_a_tools_task_is_found_by_the_own_id_only(inbox: Inbox) -> None:
    """Else a body posted for one task could pass for another's, by naming its id as the service's."""
    inbox.put(event("mine", task_id="other"))
    assert inbox.get("other", "detectFaces") is None
    assert inbox.get("other") is None


def test_the_own_id_counts_before_the_services(inbox: Inbox) -> None:
    inbox.put(event("a", operation="textToImageV3", task_id="b"))
    inbox.put(event("b", operation="textToImageV3", task_id="c"))
    found = inbox.get("b", "textToImageV3")
    assert found is not None
    assert found.business_task_id == "b"


def test_a_closed_inbox_says_so(inbox: Inbox) -> None:
    inbox.close()
    inbox.close()
    uses: list[Callable[[], object]] = [
        lambda: inbox.put(event()),
        lambda: inbox.get("b1"),
        lambda: list(inbox.events()),
    ]
    for use in uses:
        with pytest.raises(InboxError, match=r"closed; make another one$"):
            use()


def test_what_was_put_is_there_after_a_restart(address: str) -> None:
    with opened(address) as inbox:
        inbox.put(event())
    with opened(address) as inbox:
        assert inbox.get("b1") == event()
        assert not inbox.put(event())


def test_of_many_threads_one_has_the_news(inbox: Inbox) -> None:
    gate = threading.Barrier(8)

    def put(number: int) -> bool:
        gate.wait(10)
        return inbox.put(event(mark=str(number)))

    with ThreadPoolExecutor(8) as pool:
        news = list(pool.map(put, range(8)))
    assert sum(news) == 1
    assert inbox.get("b1") == event(mark=str(news.index(True)))


def test_of_many_processes_each_event_is_stored_once(address: str) -> None:
    """They make the tables at the same time, too."""
    names = ["p", "q", "r", "s"]
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.extras.putter", address, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    told = [json.loads(program.communicate(timeout=120)[0]) for program in programs]
    assert [program.returncode for program in programs] == [0] * len(programs)

    own = [f"own-{name}-{thread}" for name in names for thread in range(THREADS)]
    expected = sorted([*own, *(f"shared-{number}" for number in range(SHARED))])
    assert sorted(itertools.chain.from_iterable(told)) == expected
    with opened(address) as inbox:
        numbers, events = zip(*inbox.events(), strict=True)
    assert sorted(found.business_task_id for found in events) == expected
    assert {found.state for found in events} == {DONE}
    assert list(numbers) == sorted(set(numbers))


def test_who_reads_on_while_others_store_misses_nothing(inbox: Inbox, address: str) -> None:
    writers, each = 4, 25

    def write(name: int) -> None:
        with opened(address) as own:
            for number in range(each):
                own.put(event(f"{name}-{number}"))

    seen: list[str] = []
    last = 0
    with ThreadPoolExecutor(writers) as pool:
        written = [pool.submit(write, name) for name in range(writers)]
        while True:
            was_all = all(future.done() for future in written)
            for number, found in inbox.events(after=last):
                seen.append(found.business_task_id)
                last = number
            if was_all:
                break
    assert [future.exception() for future in written] == [None] * writers
    assert sorted(seen) == sorted(f"{name}-{number}" for name in range(writers) for number in range(each))
