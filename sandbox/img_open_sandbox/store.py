"""Tasks, deliveries and uploads' addresses in one SQLite file; all of it survives kill -9.

Used from the event loop's thread alone, so that no statement needs a lock.
"""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

State = Literal["waiting", "finished", "failed"]

VERSION = 2  # of the tables; raise it with every change of their form

# In one transaction, so that a kill in between leaves an empty database.
_TABLES = f"""
BEGIN;
PRAGMA user_version = {VERSION};
CREATE TABLE tasks (
    task_id TEXT PRIMARY KEY,
    family TEXT NOT NULL,
    operation_id TEXT NOT NULL,
    business_task_id TEXT NOT NULL,
    callback_url TEXT,
    progress TEXT NOT NULL,
    looks INTEGER NOT NULL DEFAULT 0,
    submitted REAL NOT NULL,
    due REAL,
    state TEXT NOT NULL DEFAULT 'waiting',
    result TEXT NOT NULL,
    failure TEXT,
    UNIQUE (family, business_task_id)
);
CREATE TABLE deliveries (
    task_id TEXT PRIMARY KEY REFERENCES tasks,
    url TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending',
    due REAL
);
CREATE TABLE tries (task_id TEXT NOT NULL REFERENCES deliveries, at REAL NOT NULL, outcome TEXT NOT NULL);
CREATE TABLE stand_ins (url TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL);
COMMIT;
"""


class StateError(Exception):
    """The state folder cannot be used; the text says why and what to do."""


class DuplicateTaskError(Exception):
    """The family already has a task of this businessTaskId."""


@dataclass(frozen=True)
class Task:
    """One task; times in seconds since 1970, ``result`` the files and values that its handler made.

    ``business_task_id`` is the caller's own id, or the service's where the request has none.
    """

    task_id: str
    family: str
    operation_id: str
    business_task_id: str
    callback_url: str | None
    progress: str
    submitted: float
    due: float | None
    result: dict[str, Any]
    looks: int = 0
    state: State = "waiting"
    failure: str | None = None


@dataclass(frozen=True)
class Delivery:
    """One task's callback; ``due`` is None once it is delivered or given up."""

    task_id: str
    url: str
    state: Literal["pending", "delivered", "given up"]
    due: float | None
    tries: list[tuple[float, str]]


class Store:
    """The state folder's database; raises StateError when another sandbox or version holds it."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / "sandbox.sqlite3", timeout=0, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise StateError(f"state folder {folder}: expected a folder that can be written, got {error}") from error
        self._db.row_factory = sqlite3.Row
        try:
            # Held until the process ends, however it ends: the lock that keeps a second sandbox out.
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            version = self._version()
            if version not in {None, VERSION}:
                self._db.close()
                found = f"version {version}" if version else "one without a version"
                text = f"state folder {folder}: expected a sandbox's state of version {VERSION}, found {found}"
                raise StateError(f"{text}; choose another with --state")
            self._db.execute("PRAGMA journal_mode = WAL")
            # Enough against kill -9; only a power cut may lose the last commits.
            self._db.execute("PRAGMA synchronous = NORMAL")
            if version is None:
                self._db.executescript(_TABLES)
        except sqlite3.Error as error:
            self._db.close()
            if "locked" in str(error):
                text = f"state folder {folder}: another sandbox uses it; stop that one, or choose another with --state"
                raise StateError(text) from error
            text = f"state folder {folder}: expected a sandbox's state, got {error}; choose another with --state"
            raise StateError(text) from error

    def _version(self) -> int | None:
        # None of a new database: SQLite's own version of one is 0, as is that of tables whose maker set none.
        version: int = self._db.execute("PRAGMA user_version").fetchone()[0]
        is_empty = self._db.execute("SELECT 1 FROM sqlite_master").fetchone() is None
        return None if is_empty and not version else version

    def close(self) -> None:
        """Let go of the folder."""
        self._db.close()

    def clear(self) -> None:
        """Forget everything."""
        with self._db:
            for table in ("tries", "deliveries", "tasks", "stand_ins", "remembered"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names

    # Tasks

    def add_task(self, task: Task) -> None:
        """Keep a new task; raises DuplicateTaskError. A task that needs no wait goes straight to its end."""
        try:
            with self._db:
                self._db.execute(
                    "INSERT INTO tasks (task_id, family, operation_id, business_task_id, callback_url, progress,"
                    " submitted, due, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        task.task_id,
                        task.family,
                        task.operation_id,
                        task.business_task_id,
                        task.callback_url,
                        task.progress,
                        task.submitted,
                        task.due,
                        json.dumps(task.result),
                    ),
                )
                if task.state != "waiting":
                    self._end(task.task_id, task.state, None, task.submitted)
        except sqlite3.IntegrityError as error:
            raise DuplicateTaskError from error

    def end_task(self, task_id: str, state: State, failure: str | None, now: float) -> None:
        """Finish or fail a waiting task and make its callback due."""
        with self._db:
            self._end(task_id, state, failure, now)

    def _end(self, task_id: str, state: State, failure: str | None, now: float) -> None:
        ended = self._db.execute(
            "UPDATE tasks SET state = ?, failure = ?, due = NULL WHERE task_id = ? AND state = 'waiting'",
            (state, failure, task_id),
        )
        if ended.rowcount:
            self._db.execute(
                "INSERT INTO deliveries (task_id, url, due) SELECT task_id, callback_url, ? FROM tasks"
                " WHERE task_id = ? AND callback_url IS NOT NULL",
                (now, task_id),
            )

    def count_look(self, task_id: str) -> None:
        """One more look at a task."""
        with self._db:
            self._db.execute("UPDATE tasks SET looks = looks + 1 WHERE task_id = ?", (task_id,))

    def age_task(self, task_id: str, submitted: float) -> None:
        """Let a task have been submitted then, or earlier if it was."""
        with self._db:
            self._db.execute("UPDATE tasks SET submitted = min(submitted, ?) WHERE task_id = ?", (submitted, task_id))

    def remove_task(self, task_id: str) -> None:
        """Forget a task and its callback."""
        with self._db:
            for table in ("tries", "deliveries", "tasks"):
                self._db.execute(f"DELETE FROM {table} WHERE task_id = ?", (task_id,))  # noqa: S608 - our own names

    def task(self, task_id: str) -> Task | None:
        """The task of this id."""
        return next(iter(self._tasks("WHERE task_id = ?", task_id)), None)

    def find_task(self, family: str, business_task_id: str) -> Task | None:
        """The family's task of the caller's id."""
        where = "WHERE family = ? AND business_task_id = ?"
        return next(iter(self._tasks(where, family, business_task_id)), None)

    def tasks(self) -> list[Task]:
        """All tasks, oldest first."""
        return self._tasks("ORDER BY rowid")

    def due_tasks(self, now: float) -> list[Task]:
        """Waiting tasks whose time has come."""
        return self._tasks("WHERE state = 'waiting' AND due <= ? ORDER BY due", now)

    def _tasks(self, where: str, *values: object) -> list[Task]:
        rows = self._db.execute(f"SELECT * FROM tasks {where}", values)  # noqa: S608 - clauses of this module
        return [Task(**{**dict(row), "result": json.loads(row["result"])}) for row in rows]

    # Deliveries

    def deliveries(self) -> list[Delivery]:
        """All deliveries with their tries, oldest first."""
        return self._deliveries("ORDER BY rowid")

    def due_deliveries(self, now: float) -> list[Delivery]:
        """Pending deliveries whose time has come."""
        return self._deliveries("WHERE due <= ? ORDER BY due", now)

    def _deliveries(self, where: str, *values: object) -> list[Delivery]:
        rows = self._db.execute(f"SELECT * FROM deliveries {where}", values).fetchall()  # noqa: S608 - as above
        return [Delivery(**row, tries=self._tries(row["task_id"])) for row in map(dict, rows)]

    def _tries(self, task_id: str) -> list[tuple[float, str]]:
        rows = self._db.execute("SELECT at, outcome FROM tries WHERE task_id = ? ORDER BY rowid", (task_id,))
        return [(row["at"], row["outcome"]) for row in rows]

    def add_try(self, task_id: str, at: float, outcome: str, state: str, due: float | None) -> None:
        """Log a try and what follows from it; nothing when a reset has removed the delivery meanwhile."""
        with self._db:
            changed = self._db.execute(
                "UPDATE deliveries SET state = ?, due = ? WHERE task_id = ?", (state, due, task_id)
            )
            if changed.rowcount:
                self._db.execute("INSERT INTO tries VALUES (?, ?, ?)", (task_id, at, outcome))

    def next_due(self, after: float) -> float | None:
        """When the next task or delivery is due, later than ``after``."""
        row = self._db.execute(
            "SELECT min(due) FROM (SELECT due FROM tasks WHERE due > :after"
            " UNION ALL SELECT due FROM deliveries WHERE due > :after)",
            {"after": after},
        ).fetchone()
        due: float | None = row[0]
        return due

    # Stand-ins and what is remembered

    def stand_in(self, url: str) -> str | None:
        """The uploaded file that stands in for a foreign URL."""
        row = self._db.execute("SELECT name FROM stand_ins WHERE url = ?", (url,)).fetchone()
        return row and str(row["name"])

    def set_stand_in(self, url: str, name: str) -> None:
        """Let an uploaded file stand in for a foreign URL."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO stand_ins VALUES (?, ?)", (url, name))

    def remembered(self, key: str) -> str | None:
        """A setting that was changed while the sandbox ran."""
        row = self._db.execute("SELECT value FROM remembered WHERE key = ?", (key,)).fetchone()
        return row and str(row["value"])

    def remember(self, key: str, value: str) -> None:
        """Keep a setting beyond a restart."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?)", (key, value))
