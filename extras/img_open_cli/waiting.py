"""Waiting for a task, and what the user sees meanwhile."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from img_open import AsyncTask, Task
from img_open.errors import ApiError, TaskFailed, TaskLost
from img_open.tasks import DEFAULT_WAIT_S
from img_open.waiting import OnProgress
from img_open.waiting import Progress as Stand

from .exits import CliError, Exit
from .failures import exit_code
from .settings import Settings
from .text import printable, tell


def wait(task: Task[Any], settings: Settings) -> Any:
    """Return the task's result. Raises CliError, which says how to go on waiting where that makes sense."""
    timeout = DEFAULT_WAIT_S if settings.timeout is None else settings.timeout
    try:
        with _shown(task, settings) as show:
            return task.wait(timeout, on_progress=show)
    except KeyboardInterrupt as error:
        stopped = f"interrupted; task {task.id} goes on at the service"
        raise CliError(Exit.INTERRUPTED, f"{stopped}; {_how_to_resume(task, settings)}") from error
    except (TaskFailed, TaskLost) as error:
        raise CliError(Exit.TASK_FAILED, str(error)) from error
    except ApiError as error:
        raise CliError(exit_code(error), f"{error}; {_how_to_resume(task, settings)}") from error


def described(task: Task[Any] | AsyncTask[Any]) -> str:
    """How a task stands, in words."""
    status = "no status yet" if task.status is None else f"status {task.status} ({task.status.name})"
    return printable(f"task {task.id}: {status}")


def _how_to_resume(task: Task[Any], settings: Settings) -> str:
    words = ["img-open", "resume"]
    if settings.env_file is not None:
        words += ["--env-file", str(settings.env_file)]
    if settings.base_url is not None:
        words += ["--base-url", settings.base_url]
    return f"to go on waiting: {shlex.join([*words, task.token])}"


@contextmanager
def _shown(task: Task[Any], settings: Settings) -> Iterator[OnProgress | None]:
    console = Console(stderr=True)
    if settings.quiet or task.done:
        yield None
    elif console.is_terminal and not console.is_dumb_terminal:
        with _bar(console, task) as show:
            yield show
    else:
        tell(f"{described(task)}; waiting")
        yield _line


def _line(progress: Stand) -> None:
    share = "" if progress.percentage is None else f", {progress.percentage:.0f} %"
    tell(f"{described(progress.task)}{share}, {progress.elapsed:.1f} s")


@contextmanager
def _bar(console: Console, task: Task[Any]) -> Iterator[OnProgress]:
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        row = bar.add_task(described(task), total=None)

        def show(progress: Stand) -> None:
            total = None if progress.percentage is None else 100.0
            bar.update(row, description=described(progress.task), total=total, completed=progress.percentage or 0.0)

        yield show
