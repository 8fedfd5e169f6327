"""The two tables of an inbox, and how they come to be when many processes start at once."""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
    text,
)

from img_open.inbox import InboxError

VERSION = 1  # of the tables; raise it with every change of their form
_LOCK = 0x696D676F70656E  # "imgopen": PostgreSQL's advisory locks are told apart by number
_ID = 255  # characters of the longest id that img_open.callbacks lets through

metadata = MetaData()

# One row. Who stores an event holds it until the commit, so that events are committed in the order of their numbers.
# With a sequence instead, a reader could see number 7 before number 6 is committed, go on after 7, and never see 6.
counter = Table(
    "img_open_inbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
)

events = Table(
    "img_open_inbox_events",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("operation", String(_ID), nullable=False),
    Column("business_task_id", String(_ID), nullable=False),
    Column("asked_id", String(_ID), nullable=False),
    Column("task_id", String(_ID)),
    Column("state", String(16), nullable=False),
    Column("answer", Text, nullable=False),
    UniqueConstraint("operation", "business_task_id", name="img_open_inbox_events_task"),
    Index("img_open_inbox_events_own_id", "business_task_id"),
    Index("img_open_inbox_events_asked_id", "asked_id"),
)


def make_tables(engine: Engine) -> None:
    """Make the tables unless they are there. Raises InboxError for those of another version."""
    with engine.connect() as connection, connection.begin():
        # CREATE TABLE IF NOT EXISTS is not safe: two at once both see no table, and one of them fails.
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        elif engine.dialect.name == "sqlite":
            _begin_immediate(connection)
        metadata.create_all(connection)
        version = connection.execute(select(counter.c.version)).scalar()
        if version is None:
            connection.execute(insert(counter).values(id=1, version=VERSION, last=0))
        elif version != VERSION:
            advice = "update img-open" if version > VERSION else "read it with the version that made it"
            raise InboxError(f"inbox in {engine.url!r}: expected tables of form {VERSION}, got {version}; {advice}")


def _begin_immediate(connection: Connection) -> None:
    # The driver would begin a transaction that reads, and such a one cannot wait for its turn to write. A caller's own
    # engine may have begun a better one already.
    driver = connection.connection.driver_connection
    if driver is not None and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
