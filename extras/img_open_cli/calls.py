"""What a command does: call the method, wait if asked, print, save."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from img_open import Task

from . import saving
from .connection import connect
from .exits import CliError, Exit
from .failures import told
from .methods import Kind, Method
from .output import as_tables, of_task, plain, show, show_saved
from .settings import Settings
from .text import tell
from .waiting import described, wait


def call(method: Method, settings: Settings, arguments: dict[str, Any]) -> None:
    """Call a method of the client. Raises CliError."""
    _check(settings)
    with told(), _hushed(settings), connect(settings) as client:
        function = getattr(getattr(client, method.tag), method.name)
        if method.kind is Kind.TASK:
            _finish(_submitted(function, arguments), settings)
        elif method.kind is Kind.ITEMS:
            _deliver(list(islice(function(**arguments), settings.limit)), method.name, settings)
        else:
            _deliver(function(**arguments), method.name, settings)


def resume(token: str, settings: Settings) -> None:
    """Wait for a task that another process started. Raises CliError."""
    settings.wait = True
    _check(settings)
    with told(), _hushed(settings), connect(settings) as client:
        task = client.tasks.resume(token)
        _deliver(wait(task, settings), task.operation, settings)


def _check(settings: Settings) -> None:
    """Refuse options that would do nothing, and a folder that cannot be written, before anything is sent."""
    if settings.timeout is not None and not _waits(settings):
        raise CliError(Exit.USAGE, "--timeout is the time limit of waiting: expected --wait or --save beside it")
    if settings.force and settings.save is None:
        raise CliError(Exit.USAGE, "--force overwrites pictures: expected --save beside it")
    if settings.save is not None:
        saving.prepare(settings.save)


def _waits(settings: Settings) -> bool:
    return settings.wait or settings.save is not None


def _submitted(function: Callable[..., Task[Any]], arguments: dict[str, Any]) -> Task[Any]:
    try:
        return function(**arguments)
    except KeyboardInterrupt as error:
        raise CliError(
            Exit.INTERRUPTED, "interrupted before the answer came; the task may have been started"
        ) from error


@contextmanager
def _hushed(settings: Settings) -> Iterator[None]:
    """Keep the client's warnings, such as of drift, from stderr if --quiet says so."""
    log = logging.getLogger("img_open")
    level = log.level
    if settings.quiet:
        log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _finish(task: Task[Any], settings: Settings) -> None:
    if _waits(settings):
        _deliver(wait(task, settings), task.operation, settings)
        return
    show(of_task(task), settings)
    if task.failed:
        raise CliError(Exit.TASK_FAILED, f"{described(task)}; it failed at once")


def _deliver(result: Any, name: str, settings: Settings) -> None:
    value = plain(result)
    show(value, settings)  # first, as it is there whatever becomes of the pictures
    if settings.save is None:
        return
    paths = saving.save(value, name, settings)
    if as_tables(settings) and paths:
        show_saved(paths)
    elif not settings.quiet:
        for path in paths:
            tell(f"saved {path}")
        if not paths:
            tell("the result names no pictures; nothing was saved")
