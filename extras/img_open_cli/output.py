"""What goes to stdout: one JSON document, or tables."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from img_open import Task
from img_open.model import Model

from .settings import Settings
from .text import as_json, printable

_WIDE = 100_000  # where nobody looks at a screen, no line is folded


def plain(value: Any) -> Any:
    """Return the JSON value that a result is."""
    if isinstance(value, Model):
        return value.to_dict()
    return [plain(item) for item in value] if isinstance(value, list) else value


def of_task(task: Task[Any]) -> dict[str, Any]:
    """What is to be known of a task that is not waited for."""
    return {
        "id": task.id,
        "businessTaskId": task.business_task_id,
        "operation": task.operation,
        "status": None if task.status is None else task.status.value,
        "done": task.done,
        "failed": task.failed,
        "token": task.token,
    }


def show(value: Any, settings: Settings) -> None:
    """Print a JSON value as the settings say."""
    if as_tables(settings):
        _print("", value)
    else:
        print(as_json(value), flush=True)


def show_saved(paths: Sequence[Path]) -> None:
    """Print where pictures were saved, as a table."""
    _print("saved", [str(path) for path in paths])


def as_tables(settings: Settings) -> bool:
    """Whether stdout shows tables."""
    return settings.output == "table" or (settings.output is None and sys.stdout.isatty())


def _print(name: str, value: Any) -> None:
    console = Console(file=sys.stdout)
    if not console.is_terminal:
        console = Console(file=sys.stdout, width=_WIDE)
    for table in _tables(console, name, value):
        console.print(table)
    sys.stdout.flush()


def _tables(console: Console, name: str, value: Any) -> Iterator[Table]:
    """One table of the fields that fit into a line each, and one for each list of objects below."""
    rows: list[tuple[str, Any]] = []
    further: list[tuple[str, list[dict[str, Any]]]] = []
    _collect(name, value, rows, further)
    if rows:
        yield _fields(rows)
    for place, items in further:
        table = _columns(place, items)
        wanted = console.measure(table, options=console.options.update(max_width=_WIDE)).maximum
        if wanted <= console.width:
            yield table
            continue
        for number, item in enumerate(items):  # too wide for a row each
            yield from _tables(console, f"{place}/{number}" if place else str(number), item)


def _collect(name: str, value: Any, rows: list[tuple[str, Any]], further: list[tuple[str, list[Any]]]) -> None:
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        further.append((name, value))
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(f"{name}/{key}" if name else key, item, rows, further)
    elif isinstance(value, list):
        rows.extend((name, item) for item in value or ["(none)"])
    else:
        rows.append((name, value))


def _fields(rows: Iterable[tuple[str, Any]]) -> Table:
    table = Table(box=None, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for place, found in rows:
        table.add_row(_text(place), _text(found))
    return table


def _columns(name: str, items: Sequence[dict[str, Any]]) -> Table:
    table = Table(box=SIMPLE_HEAD, title=_text(name) if name else None, title_justify="left")
    columns = list(dict.fromkeys(key for item in items for key in item))
    for column in columns:
        table.add_column(_text(column), overflow="fold")
    for item in items:
        table.add_row(*(_text(item.get(column, "")) for column in columns))
    return table


def _text(value: Any) -> Text:
    # A Text is never read as markup, whatever the service wrote.
    return Text(printable(value if isinstance(value, str) else as_json(value)))
