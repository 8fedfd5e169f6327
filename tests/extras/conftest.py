"""The three inboxes, each empty: an address from which any process can open it."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.extras import postgres

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """The folder of a running server's socket."""
    bin_folder = postgres.programs()
    if bin_folder is None:
        pytest.skip(postgres.NOT_INSTALLED)
    with postgres.server(bin_folder) as folder:
        yield folder


@pytest.fixture
def database(postgres_socket: Path) -> str:
    """The URL of an empty PostgreSQL database."""
    name = f"test{next(_numbers)}"
    with psycopg.connect(host=str(postgres_socket), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://postgres@/{name}?host={postgres_socket}"


@pytest.fixture(params=["SQLite", "SQLAlchemy on SQLite", "SQLAlchemy on PostgreSQL"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an inbox is, or will be as soon as somebody opens it."""
    if request.param == "SQLite":
        return str(tmp_path / "inbox.sqlite")
    if request.param == "SQLAlchemy on SQLite":
        return f"sqlite:///{tmp_path / 'inbox.sqlite'}"
    found: str = request.getfixturevalue("database")
    return found
