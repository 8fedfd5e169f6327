"""Which handler answers which operation. One page is one module in handlers/."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from img_open_sandbox.envelope import Refusal
from img_open_sandbox.faults import Occasion
from img_open_sandbox.operations import Operation
from img_open_sandbox.pictures import Picture, PictureError, UnfitError
from img_open_sandbox.request_log import Entry
from img_open_sandbox.store import Task

if TYPE_CHECKING:
    from img_open_sandbox.sandbox import Sandbox

Data = dict[str, Any]
_Found = TypeVar("_Found")


class MissingHandlerError(Exception):
    """The spec has operations that nothing here answers; the text names them."""


@dataclass(frozen=True)
class Call:
    """A request that passed the spec's schemas; its body has the fields' own names only."""

    operation: Operation
    path: Mapping[str, str]
    body: Mapping[str, Any]
    sandbox: "Sandbox"
    entry: Entry  # in the request log

    def refusal(self, code: str, text: str) -> Refusal:
        """A refusal that leads to the operation's page."""
        return Refusal(code, f"{text}. See {self.operation.page}")

    async def examine(self, field: str, function: Callable[[Picture], _Found]) -> _Found:
        """What a function finds in the picture that a field of the body names.

        Refused are a bad picture (400) and one that does not show what the function needs (422).
        """
        return await self._fitting(field, self.sandbox.examine(self.body[field], function))

    async def examine_each(self, field: str, function: Callable[[Picture], _Found]) -> list[_Found]:
        """The same for a field with a list of pictures, one after the other."""
        urls = enumerate(self.body[field])
        return [await self._fitting(f"{field}/{number}", self.sandbox.examine(url, function)) for number, url in urls]

    async def redraw(self, field: str, function: Callable[[Picture], Picture]) -> bytes:
        """PNG of what a function makes of the picture that a field names; refuses as ``examine`` does."""
        return await self._fitting(field, self.sandbox.redraw(self.body[field], function))

    async def _fitting(self, place: str, found: Awaitable[_Found]) -> _Found:
        try:
            return await found
        except PictureError as error:
            raise self.refusal("400", f"{place}: {error}") from error
        except UnfitError as error:
            raise self.refusal("422", f"{place}: {error}") from error

    async def work(self, function: Callable[[], _Found]) -> _Found:
        """What a function that takes its time makes, beside the event loop."""
        return await self.sandbox.work(function)

    async def submit(self, pictures: Sequence[bytes] = (), values: Data | None = None) -> Data:
        """Start the operation's task, with the pictures (PNG) and JSON values that it makes; what is seen of it."""
        return self.answer(await self.start(pictures, values))

    async def submit_for_id(self, pictures: Sequence[bytes] = (), values: Data | None = None) -> Data:
        """The same for a page whose answer tells no more than the task's id."""
        return {"task_id": (await self.start(pictures, values)).task_id}

    async def start(self, pictures: Sequence[bytes] = (), values: Data | None = None) -> Task:
        """The same for who writes the answer himself."""
        task = await self.sandbox.tasks.submit(self.operation, self.body, pictures, values)
        self.entry.task_id, self.entry.started = task.task_id, True
        return task

    def look(self, task: Task | None, unknown: str) -> Task:
        """The task that was asked for, after one more look at it; ``unknown`` says why there is none (404)."""
        if task is None:
            raise self.refusal("404", unknown)
        self.entry.task_id = task.task_id
        return self._told(self.sandbox.tasks.look(task))

    def _told(self, task: Task) -> Task:
        """The task, or what it was before where that is planted."""
        if task.state == "waiting" or self.entry.fault:
            return task
        occasion = Occasion(
            "query",
            frozenset({self.operation.id, task.operation_id}),
            frozenset({task.task_id, task.business_task_id}),
        )
        fault = self.sandbox.faults.take("look", occasion)
        self.entry.fault = fault.name() if fault else None
        return self.sandbox.tasks.as_submitted(task) if fault else task

    def answer(self, task: Task) -> Data:
        """What there is to see of a task."""
        return self.sandbox.tasks.data(task)


@dataclass(frozen=True)
class Seen:
    """A task as a caller gets to see it; ``urls`` and ``values`` are empty unless it has finished.

    ``percentage`` tells how far it is while it waits.
    """

    task: Task
    status: int
    urls: list[str]
    values: Mapping[str, Any]
    percentage: int | None

    @property
    def url(self) -> str:
        """The only picture's."""
        return self.urls[0] if self.urls else ""

    @property
    def shared(self) -> Data:
        """What the tools' answers have in common."""
        task = self.task
        return {"taskId": task.task_id, "businessTaskId": task.business_task_id, "status": self.status}


def show_picture(seen: Seen) -> Data:
    """The presenter of the tools that make one picture, as on page instant-id (assumption where no answer is known)."""
    return {**seen.shared, "outputImageUrl": seen.url}


# A handler answers an operation with the envelope's data, or raises Refusal.
Handler = Callable[[Call], Awaitable[Data]]
# A presenter gives the data that a task's answers and its callback show.
Presenter = Callable[[Seen], Data]

_handlers: dict[str, Handler] = {}
_presenters: dict[str, Presenter] = {}


def handles(operation_id: str) -> Callable[[Handler], Handler]:
    """Register a handler."""

    def register(handler: Handler) -> Handler:
        _handlers[operation_id] = handler
        return handler

    return register


def presents(*operation_ids: str) -> Callable[[Presenter], Presenter]:
    """Register the presenter of operations that start tasks."""

    def register(presenter: Presenter) -> Presenter:
        _presenters.update(dict.fromkeys(operation_ids, presenter))
        return presenter

    return register


def load() -> tuple[Mapping[str, Handler], Mapping[str, Presenter]]:
    """Import every module in handlers/ and give what they registered; an operation that is a draft has a stand-in."""
    package = importlib.import_module("img_open_sandbox.handlers")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    handlers, presenters = _stand_ins()
    return {**handlers, **_handlers}, {**presenters, **_presenters}


@cache
def _stand_ins() -> tuple[Mapping[str, Handler], Mapping[str, Presenter]]:
    # Imported here, as the stand-ins are made of what this module defines.
    drafted: ModuleType = importlib.import_module("img_open_sandbox.drafted")
    handlers, presenters = drafted.stand_ins()
    return handlers, presenters


def require_handlers(
    operations: Iterable[Operation], handlers: Mapping[str, Handler], presenters: Mapping[str, Presenter]
) -> None:
    """Raise MissingHandlerError when an operation has no handler, or no presenter though its task can be asked for."""
    missing: dict[str, list[str]] = {"handler": [], "presenter": []}
    for operation in operations:
        if operation.id not in handlers:
            missing["handler"].append(operation.id)
        if operation.task and operation.task.queries and operation.id not in presenters:
            missing["presenter"].append(operation.id)
    lacks = " and ".join(f"no {what} for {', '.join(names)}" for what, names in missing.items() if names)
    if lacks:
        raise MissingHandlerError(f"{lacks} of spec/openapi.yaml; add a module to img_open_sandbox/handlers")
