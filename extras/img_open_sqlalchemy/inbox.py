"""The inbox itself."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Row,
    and_,
    create_engine,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from img_open.callbacks import Event
from img_open.errors import ArgumentError, shown
from img_open.inbox import InboxError
from img_open.polling import State
from img_open_sqlalchemy.tables import counter, events, make_tables

_PAGE = 100  # events read at a time, so that a slow reader of many holds no connection
_EXPECTED = "engine_or_url: expected an Engine or a URL such as postgresql+psycopg://user@host/database"
_SQLITE_TIMEOUT_S = 30.0


class SQLAlchemyInbox:
    """An Inbox (img_open.inbox) in two tables of a database, for the processes of several machines.

    Tried with PostgreSQL and SQLite. An event is as safe as a commit of that database. The tables img_open_inbox and
    img_open_inbox_events are made when they are not there. Make it after a fork, in each process.

    Args:
        engine_or_url: an Engine, which stays the caller's to dispose of, or a database URL.

    Raises:
        ArgumentError, InboxError
    """

    def __init__(self, engine_or_url: Engine | URL | str) -> None:
        self._owned = not isinstance(engine_or_url, Engine)
        engine = engine_or_url if isinstance(engine_or_url, Engine) else _engine(engine_or_url)
        name = engine.dialect.name
        if name == "sqlite" and engine.url.database in {None, "", ":memory:"}:
            raise ArgumentError(f"{_EXPECTED}, got SQLite in memory, where events do not outlive the process")
        # Who waits for the counter's row must then see what the one before has stored, whatever the engine's own level.
        self._engine = engine.execution_options(isolation_level="READ COMMITTED") if name != "sqlite" else engine
        self._process = os.getpid()
        self._closed = False
        with self._errors_told():
            make_tables(self._engine)

    def put(self, event: Event) -> bool:
        """Keep an event; say whether it was news. Raises InboxError."""
        with self._held() as connection:
            if not _is_news(connection, event):
                return False
        with self._held() as connection, connection.begin():
            # First, so that the others wait here: what is read from now on, nobody else changes until the commit.
            connection.execute(update(counter).where(counter.c.id == 1).values(last=counter.c.last + 1))
            if not _is_news(connection, event):
                connection.rollback()
                return False
            number = connection.execute(select(counter.c.last).where(counter.c.id == 1)).scalar_one()
            connection.execute(delete(events).where(_of_task(event)))
            connection.execute(
                insert(events).values(
                    seq=number,
                    operation=event.operation or "",
                    business_task_id=event.business_task_id,
                    asked_id=event.asked_id,
                    task_id=event.task_id,
                    state=event.state.value,
                    answer=json.dumps(event.answer),
                )
            )
        return True

    def get(self, business_task_id: str, operation: str | None = None) -> Event | None:
        """Return the event of a task, as Inbox says. Raises InboxError."""
        query = select(events).where(
            or_(events.c.business_task_id == business_task_id, events.c.asked_id == business_task_id)
        )
        if operation is not None:
            query = query.where(events.c.operation.in_([operation, ""]))
        with self._held() as connection:
            rows = connection.execute(query.order_by(events.c.seq)).all()
        # An own id before one that is asked by, a known operation before none; then the first.
        best = min(rows, key=lambda row: (row.business_task_id != business_task_id, not row.operation), default=None)
        return None if best is None else _event(best)

    def events(self, after: int = 0) -> Iterator[tuple[int, Event]]:
        """Go through the events that are there, as Inbox says. Raises InboxError."""
        while True:
            with self._held() as connection:
                page = select(events).where(events.c.seq > after).order_by(events.c.seq).limit(_PAGE)
                rows = connection.execute(page).all()
            for row in rows:
                yield row.seq, _event(row)
            if len(rows) < _PAGE:
                return
            after = rows[-1].seq

    def close(self) -> None:
        """Give back the connections, unless they belong to the caller's engine; the inbox cannot be used any more."""
        self._closed = True
        if self._owned:
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<SQLAlchemyInbox {self._engine.url!r}>"  # which hides the password

    @contextmanager
    def _held(self) -> Iterator[Connection]:
        if os.getpid() != self._process:  # two processes would talk over one connection
            raise InboxError(f"{self}: made in another process; make it after the fork, in each process")
        if self._closed:
            raise InboxError(f"{self}: closed; make another one")
        with self._errors_told(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            # Its own text has the statement and the values too.
            why = error.orig if isinstance(error, DBAPIError) else type(error).__name__
            raise InboxError(f"{self}: {shown(str(why))}") from error


def _engine(url: URL | str) -> Engine:
    arguments = {"timeout": _SQLITE_TIMEOUT_S} if str(url).startswith("sqlite") else {}
    try:
        return create_engine(url, pool_pre_ping=True, connect_args=arguments)
    except ModuleNotFoundError as error:
        raise ArgumentError(f"{_EXPECTED}, got one whose driver is not installed: {error.name}") from None
    except (SQLAlchemyError, ValueError, TypeError):  # their texts may show a part of a password
        raise ArgumentError(f"{_EXPECTED}, got something that SQLAlchemy cannot read") from None


def _of_task(event: Event) -> ColumnElement[bool]:
    return and_(events.c.operation == (event.operation or ""), events.c.business_task_id == event.business_task_id)


def _is_news(connection: Connection, event: Event) -> bool:
    known = connection.execute(select(events.c.state).where(_of_task(event))).scalar()
    return known is None or (known == State.WAITING.value and event.ended)


def _event(row: Row[Any]) -> Event:
    return Event(row.operation or None, row.business_task_id, row.task_id, State(row.state), json.loads(row.answer))
