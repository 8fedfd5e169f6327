"""What is the SQLAlchemy inbox's own; what every inbox promises is in test_inboxes.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from img_open.errors import ArgumentError
from img_open.inbox import InboxError
from img_open_sqlalchemy import SQLAlchemyInbox
from tests.extras.opening import event


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    is_file = request.param == "SQLite"
    url = f"sqlite:///{tmp_path / 'inbox.sqlite'}" if is_file else request.getfixturevalue("database")
    found = create_engine(url)
    yield found
    found.dispose()


def test_the_callers_engine_stays_open(engine: Engine) -> None:
    with SQLAlchemyInbox(engine) as inbox:
        inbox.put(event())
    with engine.connect() as connection:
        assert connection.execute(text("SELECT state FROM img_open_inbox_events")).scalars().all() == ["done"]


def test_tables_of_another_form_say_what_to_do(engine: Engine) -> None:
    SQLAlchemyInbox(engine).close()
    for version, advice in ((2, "update img-open"), (0, "read it with the version that made it")):
        with engine.begin() as connection:
            connection.execute(text("UPDATE img_open_inbox SET version = :version"), {"version": version})
        with pytest.raises(InboxError) as caught:
            SQLAlchemyInbox(engine)
        assert str(caught.value).endswith(f": expected tables of form 1, got {version}; {advice}")


def test_the_engines_own_isolation_does_not_matter(database: str) -> None:
    engine = create_engine(database, isolation_level="SERIALIZABLE")
    with SQLAlchemyInbox(engine) as first, SQLAlchemyInbox(database) as second:
        assert [first.put(event()), second.put(event()), first.put(event("b2"))] == [True, False, True]
        assert [number for number, _ in second.events()] == [1, 2]
    engine.dispose()


def test_a_table_that_is_gone_is_an_error_without_the_events_values(engine: Engine) -> None:
    with SQLAlchemyInbox(engine) as inbox:
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE img_open_inbox_events"))
        with pytest.raises(InboxError, match="img_open_inbox_events") as caught:
            inbox.put(event(mark="canary"))
    assert "canary" not in str(caught.value)
    assert "SELECT" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_memory_is_refused(url: str) -> None:
    with pytest.raises(ArgumentError, match=", got SQLite in memory, where events do not outlive the process$"):
        SQLAlchemyInbox(url)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("canary", "got something that SQLAlchemy cannot read"),
        ("postgresql+psycopg://user:x@host:canary/x", "got something that SQLAlchemy cannot read"),
        ("postgresql+nodriver://user:canary@host/x", "got something that SQLAlchemy cannot read"),
        ("mysql+aiomysql://user:canary@host/x", "got one whose driver is not installed: aiomysql"),
    ],
)
def test_a_url_that_cannot_be_read_is_not_shown(url: str, text: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        SQLAlchemyInbox(url)
    told = str(caught.value)
    expected = "engine_or_url: expected an Engine or a URL such as postgresql+psycopg://user@host/database, "
    assert told == expected + text
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_server_that_is_not_there_is_an_error_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(InboxError, match="No such file or directory") as caught:
        SQLAlchemyInbox(f"postgresql+psycopg://user:canary@/x?host={tmp_path}")
    assert "canary" not in f"{caught.value} {caught.value.__cause__}"
    assert "user:***@" in str(caught.value)
