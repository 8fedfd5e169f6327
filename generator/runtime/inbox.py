"""Where events are kept: one for each task, durably, in the order of storing."""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Protocol, Self

from .callbacks import Event
from .errors import ApiError, ArgumentError
from .polling import State

_APPLICATION = 0x494D474F  # "IMGO", in the file's header: an inbox, and no other program's database
_VERSION = 1  # of the table; raise it with every change of its form
_TABLE = """
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    operation TEXT NOT NULL,
    business_task_id TEXT NOT NULL,
    asked_id TEXT NOT NULL,
    task_id TEXT,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    UNIQUE (operation, business_task_id)
);
CREATE INDEX events_by_own_id ON events (business_task_id);
CREATE INDEX events_by_asked_id ON events (asked_id);
"""
_SELECT = "SELECT seq, operation, business_task_id, task_id, state, answer FROM events "
_PAGE = 100  # events read at a time, so that a slow reader of many holds up nobody
_DEFAULT_TIMEOUT_S = 30.0
_BUSY_PAUSE_S = 0.01


class InboxError(ApiError):
    """An event cannot be kept or read now; nothing was changed."""


class Inbox(Protocol):
    """What a Receiver stores events in and a waiting task looks into; safe from many threads.

    It has one event for each task: a task is an operation (or none, where the callback URL named none) and a business
    task id. A later state replaces an earlier one under a new number; the first outcome stays, whatever comes after it.
    """

    def put(self, event: Event) -> bool:
        """Keep an event; say whether it was news. It is safe from the return on. Raises InboxError."""
        ...

    def get(self, business_task_id: str, operation: str | None = None) -> Event | None:
        """Return the event of a task, by `task.business_task_id` and `task.operation`. Raises InboxError.

        The id is the caller's own, else the service's for an operation that is asked for by it. With an operation, an
        event of no known operation will do too; without, the first of any operation.
        """
        ...

    def events(self, after: int = 0) -> Iterator[tuple[int, Event]]:
        """Go through the events that are there, in the order of storing, each with its number. Raises InboxError.

        Numbers only rise, and none below one that was seen appears later: who keeps the last one can go on after it.
        """
        ...

    def close(self) -> None:
        """Give back what is held open."""
        ...


class SQLiteInbox:
    """An Inbox in a file of its own, for the threads and processes of one machine; survives kill -9 and loss of power.

    Make it after a fork, in each process. The file must be on a local disk.

    Args:
        path: of the file; made when it is not there.
        timeout: seconds to wait for another process that writes.

    Raises:
        ArgumentError, InboxError
    """

    def __init__(self, path: str | os.PathLike[str], *, timeout: float = _DEFAULT_TIMEOUT_S) -> None:
        name = os.fspath(path)
        if not isinstance(name, str) or name in {"", ":memory:"} or name.startswith("file:"):
            raise ArgumentError(f"path: expected that of a file, as events must outlive the process, got {name!r}")
        self.path: Path = Path(name)
        self._timeout = timeout
        self._lock = Lock()
        self._process = os.getpid()
        self._connection: sqlite3.Connection | None = None
        with self._errors_told():
            self._connection = self._opened()

    def put(self, event: Event) -> bool:
        """Keep an event; say whether it was news. Raises InboxError."""
        task = (event.operation or "", event.business_task_id)
        with self._held() as connection, _transaction(connection):
            row = connection.execute("SELECT state FROM events WHERE operation = ? AND business_task_id = ?", task)
            known = row.fetchone()
            if known is not None and (known[0] != State.WAITING.value or not event.ended):
                return False
            # Not updated: with a new row comes a new number, so that who reads on gets to see it.
            connection.execute("DELETE FROM events WHERE operation = ? AND business_task_id = ?", task)
            connection.execute(
                "INSERT INTO events (operation, business_task_id, asked_id, task_id, state, answer)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (*task, event.asked_id, event.task_id, event.state.value, json.dumps(event.answer)),
            )
        return True

    def get(self, business_task_id: str, operation: str | None = None) -> Event | None:
        """Return the event of a task, as Inbox says. Raises InboxError."""
        query = (
            f"{_SELECT} WHERE (business_task_id = :id OR asked_id = :id)"
            " AND (:operation IS NULL OR operation IN (:operation, ''))"
            " ORDER BY business_task_id = :id DESC, operation <> '' DESC, seq LIMIT 1"
        )
        with self._held() as connection:
            row = connection.execute(query, {"id": business_task_id, "operation": operation}).fetchone()
        return None if row is None else _event(row)[1]

    def events(self, after: int = 0) -> Iterator[tuple[int, Event]]:
        """Go through the events that are there, as Inbox says. Raises InboxError."""
        query = f"{_SELECT} WHERE seq > ? ORDER BY seq LIMIT ?"
        while True:
            with self._held() as connection:
                rows = connection.execute(query, (after, _PAGE)).fetchall()
            for row in rows:
                yield _event(row)
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def close(self) -> None:
        """Close the file; the inbox cannot be used any more."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<SQLiteInbox {vars(self).get('path', 'not made')}>"

    @contextmanager
    def _held(self) -> Iterator[sqlite3.Connection]:
        if (
            os.getpid() != self._process
        ):  # SQLite's locks do not survive a fork, and the lock below may be held for ever
            raise InboxError(f"inbox {self.path}: made in another process; make it after the fork, in each process")
        with self._lock, self._errors_told():
            if self._connection is None:
                raise InboxError(f"inbox {self.path}: closed; make another one")
            yield self._connection

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise InboxError(
                f"inbox {self.path}: {error}; expected a file on a local disk that can be written"
            ) from error

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=self._timeout, isolation_level=None, check_same_thread=False)
        try:
            self._set_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_up(self, connection: sqlite3.Connection) -> None:
        # Not all of this waits for other processes by itself, as they would wait for each other.
        end = time.monotonic() + self._timeout
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(_BUSY_PAUSE_S)
        connection.execute("PRAGMA synchronous = FULL")  # in WAL mode, less would lose events with the power
        with _transaction(connection):
            made_by, version, tables = (
                connection.execute(query).fetchone()[0]
                for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
            )
            if (made_by, version, tables) == (0, 0, 0):
                for statement in _TABLE.split(";"):  # executescript would end the transaction
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
            elif made_by != _APPLICATION:
                raise InboxError(f"inbox {self.path}: expected an inbox or no file, got another program's database")
            elif version != _VERSION:
                advice = "update img-open" if version > _VERSION else "read it with the version that made it"
                raise InboxError(f"inbox {self.path}: expected form {_VERSION}, got {version}; {advice}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")  # at once, as a transaction that has read cannot wait for its turn to write
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _event(row: tuple[int, str, str, str | None, str, str]) -> tuple[int, Event]:
    seq, operation, business_task_id, task_id, state, answer = row
    return seq, Event(operation or None, business_task_id, task_id, State(state), json.loads(answer))
