"""What is SQLite's own; what every inbox promises is in tests/extras/test_inboxes.py."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from img_open.callbacks import Event
from img_open.errors import ArgumentError
from img_open.inbox import InboxError, SQLiteInbox
from img_open.polling import State

EVENT = Event("detectFaces", "b1", "t1", State.DONE, {"code": "200", "data": {}})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "inbox.sqlite"


@pytest.fixture
def inbox(path: Path) -> Iterator[SQLiteInbox]:
    with SQLiteInbox(path) as found:
        yield found


def test_what_is_committed_is_on_the_disk(inbox: SQLiteInbox, path: Path) -> None:
    assert inbox._connection is not None
    assert inbox._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert inbox._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    inbox.put(EVENT)
    assert path.with_name(f"{path.name}-wal").exists()


def test_another_programs_database_is_not_touched(path: Path) -> None:
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE events (seq)")
    foreign.close()
    with pytest.raises(InboxError) as caught:
        SQLiteInbox(path)
    assert str(caught.value) == f"inbox {path}: expected an inbox or no file, got another program's database"


@pytest.mark.parametrize(("version", "advice"), [(2, "update img-open"), (0, "read it with the version that made it")])
def test_an_inbox_of_another_form_says_what_to_do(inbox: SQLiteInbox, path: Path, version: int, advice: str) -> None:
    assert inbox._connection is not None
    inbox._connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(InboxError) as caught:
        SQLiteInbox(path)
    assert str(caught.value) == f"inbox {path}: expected form 1, got {version}; {advice}"


@pytest.mark.parametrize("name", ["", ":memory:", "file:x?mode=memory"])
def test_memory_is_refused(name: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        SQLiteInbox(name)
    assert str(caught.value) == f"path: expected that of a file, as events must outlive the process, got {name!r}"


def test_a_file_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database " * 100)
    for path, why in ((tmp_path / "no" / "folder", "unable to open"), (tmp_path / "text", "file is not a database")):
        with pytest.raises(InboxError) as caught:
            SQLiteInbox(path)
        assert str(caught.value).startswith(f"inbox {path}: {why}")
        assert str(caught.value).endswith("; expected a file on a local disk that can be written")
        assert isinstance(caught.value.__cause__, sqlite3.Error)


def test_a_writer_that_does_not_end_is_waited_for_so_long(path: Path) -> None:
    with SQLiteInbox(path, timeout=0.01) as inbox, sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(InboxError, match="database is locked"):
            inbox.put(EVENT)
        assert inbox.get("b1") is None  # readers need not wait
        other.execute("ROLLBACK")
        assert inbox.put(EVENT)
    other.close()


def test_a_put_that_fails_leaves_what_was_there(inbox: SQLiteInbox) -> None:
    waiting = Event("detectFaces", "b1", "t1", State.WAITING, {"code": "200"})
    inbox.put(waiting)
    with pytest.raises(TypeError):
        inbox.put(Event("detectFaces", "b1", "t1", State.DONE, {"code": object()}))
    assert list(inbox.events()) == [(1, waiting)]
    assert inbox.put(EVENT)


def test_text_that_no_file_can_hold_is_refused_clearly(inbox: SQLiteInbox) -> None:
    with pytest.raises(InboxError, match="surrogates not allowed"):
        inbox.put(Event(None, "\ud800", None, State.DONE, {}))
    assert inbox.put(EVENT)


FORKED = """
import os, sys
from img_open.inbox import InboxError, SQLiteInbox
inbox = SQLiteInbox(sys.argv[1])
if os.fork() == 0:
    try:
        inbox.get("b1")
    except InboxError as error:
        print(error, flush=True)
    os._exit(0)
os.wait()
inbox.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_an_inbox_is_not_used_across_a_fork(path: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", FORKED, path], capture_output=True, text=True, check=True)
    assert ran.stdout == f"inbox {path}: made in another process; make it after the fork, in each process\n"


def test_it_shows_where_it_is(inbox: SQLiteInbox, path: Path) -> None:
    assert repr(inbox) == f"<SQLiteInbox {path}>"
